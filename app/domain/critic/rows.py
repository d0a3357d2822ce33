"""A number before a row of names: "two songs, “A” and “B”," must be as many as the row has."""

from collections.abc import Callable

from app.domain.critic import count_nouns, grammar
from app.domain.critic.ledger import Ledger
from app.domain.critic.tokens import Sentence, Token

# The row is only a part of what is counted.
_PARTLY = frozenset("among included including includes and with such like as too one first last both".split())
_BETWEEN = frozenset("listed here on the list page are is called titled named".split())


def lengths(sentence: Sentence, at: int, noun: str, ledger: Ledger) -> set[int]:
    """How many things the row after the number at `at` and its noun names; empty when no whole row follows."""
    wanted = _wanted(noun, ledger)
    place = next((index for index in range(at + 1, min(len(sentence), at + 4)) if sentence[index].fold == noun), None)
    if wanted is None or place is None or any(token.fold == "of" for token in sentence[at:place]):
        return set()
    begin = _beginning(sentence, place)
    if begin is None or not wanted(sentence[begin]):
        return set()
    row = grammar.list_right(sentence, begin, wanted)
    if len(row) < 2:
        return set()
    end = grammar.after(sentence, sentence.index(row[-1]))
    if not _is_whole(sentence, end, apart=any(token.text == "," for token in sentence[place:begin])):
        return set()
    return {len(row), sum(max(1, len(ledger.tracks(token))) for token in row)}


def _wanted(noun: str, ledger: Ledger) -> Callable[[Token], bool] | None:
    if noun in count_nouns.SONGS:
        return ledger.is_track
    if noun in count_nouns.ALBUMS:
        return ledger.is_album
    return ledger.is_artist if noun in count_nouns.ARTISTS else None


def _beginning(sentence: Sentence, noun: int) -> int | None:
    """Where the row begins: after a comma, a colon or nothing, and past "on the list"; None when other words come."""
    index = noun + 1
    while index < len(sentence) and sentence[index].fold in _BETWEEN:
        index += 1
    if index < len(sentence) and sentence[index].text in {",", ":"}:
        index += 1
    while index < len(sentence) and grammar.is_quote(sentence[index]):
        index += 1
    return index if index < len(sentence) else None


def _is_whole(sentence: Sentence, end: int, *, apart: bool) -> bool:
    """Whether the row stops here: at a mark that nothing like "among them" follows, or at the verb of the number.

    After "with three songs listed, A and B are" the verb is that of the row, which stands `apart`.
    """
    if end >= len(sentence) or sentence[end].text in {".", ";"}:
        return True
    if sentence[end].fold in {"are", "were", "come", "came", "have"}:
        return not apart
    follower = sentence[end + 1].fold if end + 1 < len(sentence) else ""
    return sentence[end].text == "," and follower not in _PARTLY
