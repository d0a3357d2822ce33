"""Spans of a list: "the albums run from 1970 to 2009" names the oldest and the newest year of what it speaks of."""

from collections.abc import Iterator
from itertools import pairwise

from app.domain.critic import grammar, numerals, pointers
from app.domain.critic.findings import Finding
from app.domain.critic.ledger import Ledger, is_year
from app.domain.critic.tokens import Sentence, Token

_VERBS = frozenset(
    "run runs running ran range ranges ranging span spans spanning stretch stretches stretching reach reaches reaching "
    "go goes cover covers covering".split()
)
_JOINTS = frozenset({"to", "through", "until"})
_BETWEEN = frozenset({"the", "with", "for", "in", "up", "back", "down", "on", "all", "way", "from", "late", "early"})
_REACH = 14


def check(sentence: Sentence, ledger: Ledger) -> Iterator[Finding]:
    """A finding for every span whose ends are not the oldest and the newest of the albums that it speaks of."""
    if not ledger.years:
        return
    for at, token in enumerate(sentence):
        every = token.fold == "between" and any(before.fold in {"all", "every"} for before in sentence[:at])
        if token.kind != "word" or not (token.fold in _VERBS or every) or (ends := _ends(sentence, at, ledger)) is None:
            continue
        pool = _pool(sentence, at, ledger)
        first, last = ends
        true = not pool or all(
            _is_at(min(pool), one, ledger) and _is_at(max(pool), other, ledger)
            for one, other in ((first, last) if _year(first, ledger) <= _year(last, ledger) else (last, first),)
        )
        if not true:
            message = "The years of your facts do not begin and end there. Check the years."
            yield Finding("year", token.text, message, token.start, last.end)


def _ends(sentence: Sentence, at: int, ledger: Ledger) -> tuple[Token, Token] | None:
    """The two ends of the span after the verb at `at`; None when they are no years, decades or albums."""
    found: list[Token] = []
    joined = False
    for token in sentence[at + 1 : at + _REACH]:
        joint = token.fold in _JOINTS or (token.fold == "and" and sentence[at].fold == "between")
        if joint and found:
            joined = True
        elif _is_end(token, ledger):
            if joined:
                return found[0], token
            found.append(token)
        elif not (token.fold in _BETWEEN or token.text in {",", "(", ")"} or grammar.is_quote(token)) and (
            token.slot is None or not ledger.is_artist(token)
        ):
            return None
    return None


def _is_end(token: Token, ledger: Ledger) -> bool:
    decade = token.slot is None and numerals.decade(token.fold) is not None
    return decade or is_year(token) or (ledger.is_album(token) and bool(ledger.years_of(token)))


def _year(token: Token, ledger: Ledger) -> int:
    return min(ledger.years_of(token), default=numerals.decade(token.fold) or 0)


def _is_at(year: int, end: Token, ledger: Ledger) -> bool:
    decade = numerals.decade(end.fold) if end.slot is None else None
    return numerals.same_decade(year, decade) if decade is not None else year in ledger.years_of(end)


def _pool(sentence: Sentence, at: int, ledger: Ledger) -> set[int]:
    """The years of the albums that the words before the verb name: some titles, a maker's, or else the whole list."""
    start = next((index + 1 for index in range(at - 1, -1, -1) if grammar.is_break(sentence[index])), 0)
    subject = sentence[start:at]
    if any(token.fold == "of" and numerals.cardinal(lead.fold) for lead, token in pairwise(subject)):
        return set()  # "three of the albums run from 1965 to 1988"
    titles = [token for token in subject if ledger.is_album(token)]
    if titles:
        named = {place for token in titles for place in pointers.places(token, ledger)}
        places: set[int] = named if len(named) > 1 else set()
    else:
        places = set(range(len(ledger.sheet.top_albums)))
        makers = [token for token in subject if ledger.is_artist(token) and not ledger.is_listener(token)]
        own = {place for place in places if any(_made(maker, place, ledger) for maker in makers)}
        places = own or places
    return {year for place in places if (year := ledger.sheet.top_albums[place].year) is not None}


def _made(maker: Token, place: int, ledger: Ledger) -> bool:
    item = ledger.item(f"top_albums.{place}.title")
    return item is not None and ledger.made(maker, item)
