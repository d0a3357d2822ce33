"""Older and newer than: a year or an album to which others are held up, one, two, or none of them."""

from collections.abc import Iterator

from app.domain.critic import grammar, numerals, pointers
from app.domain.critic.findings import Finding
from app.domain.critic.ledger import Ledger
from app.domain.critic.tokens import Sentence

_LATER = frozenset({"newer", "later", "younger"})
_EARLIER = frozenset({"older", "earlier"})
_NONE = frozenset({"nothing", "none", "no"})
_REST = frozenset({"other", "others", "rest"})


def check(sentence: Sentence, earlier: tuple[Sentence, ...], ledger: Ledger) -> Iterator[Finding]:
    """A finding for every "newer than" and "older than" that the years of the sheet do not bear out."""
    for at in range(len(sentence) - 2):
        token = sentence[at]
        compared = token.fold in _LATER | _EARLIER and sentence[at + 1].fold == "than"
        if compared and _is_false(sentence, at, earlier, ledger):
            message = "The years of your facts do not stand in that order. Check them."
            yield Finding("year", token.text, message, token.start, sentence[at + 1].end)


def _is_false(sentence: Sentence, at: int, earlier: tuple[Sentence, ...], ledger: Ledger) -> bool:
    start = _clause(sentence, at)
    words = {token.fold for token in sentence[start:at]}
    own = pointers.named(sentence[start:at], ledger)
    bounds, held_up = _bounds(sentence, at, own, ledger)
    if not bounds:
        return False
    fits = {place for place in range(len(ledger.sheet.top_albums)) if _lies(place, bounds, sentence[at].fold, ledger)}
    if words & _NONE or {"not", "one"} <= words:
        makers = any(ledger.is_artist(token) and not ledger.is_listener(token) for token in sentence[start:at])
        return bool(fits - held_up) and not makers
    if "neither" in words or "nor" in words:
        return bool(fits & set(own or _told(earlier, ledger)))
    if (number := _number(sentence, start, at)) is not None:
        return len(fits) != number
    joined = any(token.fold in grammar.COPULAS for token in sentence[start:at]) and sentence[at - 1].slot is None
    dated = {place for place in own if ledger.sheet.top_albums[place].year is not None}
    return joined and "not" not in words and not dated <= fits


def _clause(sentence: Sentence, at: int) -> int:
    """Where the clause of the word at `at` begins: after a break, a comma with an "and", or before a "nothing"."""
    for index in range(at - 1, 0, -1):
        lead, token = sentence[index - 1], sentence[index]
        parted = lead.text == "," and token.fold in {"and", "but", "while", "which"}
        if grammar.is_break(lead) or parted or (token.fold in _NONE and lead.fold == "and"):
            return index
    return 0


def _bounds(sentence: Sentence, at: int, own: list[int], ledger: Ledger) -> tuple[set[int], set[int]]:
    """The years after "than", all of which must be passed, and the albums that they are of."""
    ahead = [token for token in sentence[at + 2 : at + 7] if not grammar.is_quote(token)]
    while ahead and ahead[0].fold in {"the", "album", "record", "any", "both", "all"}:
        ahead = ahead[1:]
    if not ahead:
        return set(), set()
    if ahead[0].fold in _REST and own:
        rest = set(range(len(ledger.sheet.top_albums))) - set(own)
        return {year for place in rest if (year := ledger.sheet.top_albums[place].year) is not None}, rest
    if ahead[0].kind == "number" and len(ahead[0].text) == 4 and ahead[0].text.isdecimal():
        return {int(ahead[0].text)}, set()
    listed = (
        grammar.list_right(sentence, sentence.index(ahead[0]), ledger.is_album) if ledger.is_album(ahead[0]) else []
    )
    if listed:
        held_up = {place for token in listed for place in pointers.places(token, ledger)}
        return {year for place in held_up if (year := ledger.sheet.top_albums[place].year) is not None}, held_up
    return set(ledger.years_of(ahead[0])) if ahead[0].text.isdecimal() else set(), set()


def _lies(place: int, bounds: set[int], word: str, ledger: Ledger) -> bool:
    year = ledger.sheet.top_albums[place].year
    return year is not None and (year > max(bounds) if word in _LATER else year < min(bounds))


def _told(earlier: tuple[Sentence, ...], ledger: Ledger) -> list[int]:
    """The albums of the last sentence that names two or more: whom "neither" means."""
    rows = [row for sentence in earlier if len(row := pointers.named(sentence, ledger)) > 1]
    return rows[-1] if rows else []


def _number(sentence: Sentence, start: int, at: int) -> int | None:
    """ "Two are newer than 1990", "two of the four albums are": a number of the list; None when titles are meant."""
    if any(token.slot is not None for token in sentence[start:at]):
        return None
    counted = [number for token in sentence[start:at] if (number := numerals.cardinal(token.fold)) is not None]
    joined = at > start and sentence[at - 1].fold in grammar.COPULAS
    return counted[0] if counted and joined else None
