"""Claims that a record is new: "out now", "the current album" and "latest" are of the typed release or the newest."""

from collections.abc import Iterator

from app.domain.critic import grammar, pointers
from app.domain.critic.findings import Finding
from app.domain.critic.ledger import Ledger
from app.domain.critic.tokens import Sentence, Token

_NOUNS = grammar.SINGULAR_ITEMS | {"one"}
_NEW = frozenset({"current", "new", "latest", "newest", "recent", "present"})
_MEASURES = frozenset({"after", "before", "than", "follows", "followed"})
# Where the noun phrase of the word ends: what follows is another thing.
_ENDS = frozenset("after before than following with while but and which that whose on from since by".split())


def check(sentence: Sentence, ledger: Ledger) -> Iterator[Finding]:
    """A finding for every album that is called new, and that is neither the typed release nor the newest."""
    for at, token in enumerate(sentence):
        end = _claim_at(sentence, at)
        if token.kind != "word" or end is None:
            continue
        for album in _claimed(sentence, at, end, ledger):
            if not _is_new(album, ledger):
                message = f"{album.text} is neither your current release nor the newest in your facts. Check it."
                yield Finding("year", token.text, message, token.start, sentence[end].end)


def _claim_at(sentence: Sentence, at: int) -> int | None:
    """The last token of the claim that begins at `at`: "out now", "current release"; None when none begins there."""
    row = [token.fold for token in sentence[at : at + 3]]
    if row[:2] in (["out", "now"], ["now", "out"], ["just", "out"], ["available", "now"], ["now", "available"]):
        return at + 1
    if row[0] in _NEW and len(row) > 1:
        if row[1] in _NOUNS:
            return at + 1
        if row[1] == "studio" and row[2:3] and row[2] in _NOUNS:
            return at + 2
    return None


def _claimed(sentence: Sentence, at: int, end: int, ledger: Ledger) -> list[Token]:
    """What is said to be new: the title that follows, or else the nearest before it in the same clause."""
    if (title := _apposed(sentence, at, end, ledger)) is not None:
        return [title]
    for index in range(end + 1, min(len(sentence), end + 7)):
        token = sentence[index]
        if _is_title(token, ledger):
            follower = grammar.after(sentence, index)
            own = follower < len(sentence) and sentence[follower].fold in grammar.COPULAS
            return [] if own and any(mark.text == "," for mark in sentence[end + 1 : index]) else [token]
        if token.fold in _ENDS or (token.text in {";", "."}):
            break
        if token.text == "," and index > end + 1:
            break
    if at and sentence[at - 1].kind == "possessive":
        return []
    for index in range(at - 1, -1, -1):
        token = sentence[index]
        if _is_title(token, ledger):
            apposed = {other.fold for other in sentence[index + 1 : at]} <= {",", "the", "now", "their", "its"}
            if not apposed and sentence[grammar.before(sentence, index)].fold in {
                "after",
                "before",
                "than",
                "follows",
                "followed",
            }:
                continue
            return [token]
        elif grammar.is_break(token) or token.fold in {"while", "but", "on", "from"}:
            return []
    return []


def _apposed(sentence: Sentence, at: int, end: int, ledger: Ledger) -> Token | None:
    """ "Blue, the current release": the title before the comma, past its year."""
    lead = at - 1
    if end + 1 < len(sentence) and sentence[end + 1].fold in grammar.COPULAS:
        return None  # "After Blue, the current album is Kid A"
    if lead < 2 or sentence[lead].fold not in {"the", "a", "their"} or sentence[lead - 1].text != ",":
        return None
    title = grammar.before(sentence, lead - 1)
    while title > 0 and (sentence[title].text in {"(", ")", ","} or sentence[title].fold.isdecimal()):
        title -= 1
    return sentence[title] if title >= 0 and _is_title(sentence[title], ledger) else None


def _is_title(token: Token, ledger: Ledger) -> bool:
    return ledger.is_album(token) and not (ledger.is_track(token) and token.slot is not None and token.slot.quoted)


def _is_new(album: Token, ledger: Ledger) -> bool:
    if any(path.startswith("typed.current_release") for path in album.slot_paths):
        return True
    released = ledger.surfaces.get("typed.current_release", frozenset())
    if released & ledger.titles(album):
        return True
    return any(_is_newest(place, ledger) for place in pointers.places(album, ledger)) or not pointers.places(
        album, ledger
    )


def _is_newest(place: int, ledger: Ledger) -> bool:
    """Whether nothing listed by the same maker is newer; an album without a year may be."""
    listed = ledger.sheet.top_albums
    own = listed[place]
    rivals = [album.year for album in listed if album.artist == own.artist and album.year is not None]
    return own.year is None or own.year >= max(rivals)
