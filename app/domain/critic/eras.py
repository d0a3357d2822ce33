"""Stretches of time: a decade must hold an album, and "a year later" or "half a century" must lie between two."""

from collections.abc import Iterator

from app.domain.critic import distances, numerals
from app.domain.critic.findings import Finding
from app.domain.critic.ledger import Ledger
from app.domain.critic.tokens import Sentence, Token

_DISTANCES = frozenset({"later", "earlier", "after", "before", "apart", "on"})
_DATING = frozenset(
    "is are was were from in of the one an a album albums record records song songs dates date dated back to early "
    "late came come out both released belongs belong comes that are list oldest newest here listed only".split()
)
_APART = "No two albums in your facts lie that far apart. Check the years."


def check(sentence: Sentence, earlier: tuple[Sentence, ...], ledger: Ledger) -> Iterator[Finding]:
    """Findings for every decade and span of the sentence that the years of the sheet do not bear out."""
    for at, token in enumerate(sentence):
        start = numerals.decade(token.fold) if token.slot is None else None
        if start is not None:
            yield from _decade(sentence, at, start, ledger)
        elif token.fold == "century":
            yield from _century(sentence, at, earlier, ledger)
        elif token.fold == "a" and at + 1 < len(sentence) and sentence[at + 1].fold in {"decade", "year"}:
            yield from _single(sentence, at, earlier, ledger)


def _decade(sentence: Sentence, at: int, start: int, ledger: Ledger) -> Iterator[Finding]:
    years = [year for year in ledger.years if numerals.same_decade(year, start)]
    lead = sentence[at - 1].fold if at else ""
    if lead == "early":
        years = [year for year in years if year % 10 <= 4]
    elif lead == "late":
        years = [year for year in years if year % 10 >= 5]
    token = sentence[at]
    if not years:
        yield _finding(token, f"No album in your facts is from the {token.text}. Check the decade.")
        return
    dated = _dated(sentence, at, ledger)
    if dated is not None and ledger.years_of(dated) and not ledger.years_of(dated) & set(years):
        yield _finding(token, f"{dated.text} is not from the {token.text} in your facts. Check the decade.")


def _dated(sentence: Sentence, at: int, ledger: Ledger) -> Token | None:
    """The album that the decade dates: the one before it in the same clause, joined by "is", "from" or the like."""
    for token in reversed(sentence[:at]):
        if token.slot is not None:
            return token if ledger.is_album(token) else None
        if token.kind == "mark" or (token.kind == "word" and token.fold not in _DATING):
            return None
    return None


def _single(sentence: Sentence, at: int, earlier: tuple[Sentence, ...], ledger: Ledger) -> Iterator[Finding]:
    """ "A year later", "a decade apart": one year or ten between two of the albums."""
    noun = sentence[at + 1]
    following = sentence[at + 2].fold if at + 2 < len(sentence) else ""
    spans = distances.spans(sentence, earlier, ledger, about=False)
    longest = max(ledger.years, default=0) - min(ledger.years, default=0)
    if (noun.fold == "decade" and (longest < 8 or (following in _DISTANCES and not spans & {9, 10, 11}))) or (
        noun.fold == "year" and following in _DISTANCES and 1 not in spans
    ):
        yield _finding(noun, _APART)


def _century(sentence: Sentence, at: int, earlier: tuple[Sentence, ...], ledger: Ledger) -> Iterator[Finding]:
    lead = {token.fold for token in sentence[max(0, at - 4) : at]}
    spans = distances.spans(sentence, earlier, ledger, about=False)
    wanted = range(45, 56) if "half" in lead else range(22, 29) if lead & {"quarter", "quarters"} else range(90, 111)
    if lead & {"a", "half", "quarter", "quarters"} and not spans & set(wanted):
        yield _finding(sentence[at], _APART)


def _finding(token: Token, message: str) -> Finding:
    return Finding("number", token.text, message, token.start, token.end)
