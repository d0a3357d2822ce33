"""Facts that a title or an instrument lends a claim of: a month in a date, a number of guitars."""

from collections.abc import Iterator

from app.domain.critic import lettering, numerals
from app.domain.critic.findings import Finding
from app.domain.critic.ledger import Ledger, is_year
from app.domain.critic.tokens import Sentence, Token

_MONTHS = frozenset(
    "january february march april may june july august september october november december spring summer "
    "autumn winter monday tuesday wednesday thursday friday saturday sunday".split()
)


def check(sentence: Sentence, ledger: Ledger) -> Iterator[Finding]:
    """Findings for "in the April of 2022", where April is an album, and for "two guitars", where one is typed."""
    for at, token in enumerate(sentence):
        if _is_date(sentence, at):
            yield _finding(token, f"The month {token.text} is not in your facts. Remove it.")
        elif _counts_instruments(sentence, at, ledger):
            yield _finding(token, f"“{token.text}” of them is not in your facts. Check the number.")


def _is_date(sentence: Sentence, at: int) -> bool:
    token = sentence[at]
    if token.slot is None or token.slot.quoted or token.fold not in _MONTHS or at < 2 or at + 1 >= len(sentence):
        return False
    led = bool({"in", "since", "by"} & {word.fold for word in sentence[at - 2 : at]})
    return led and (sentence[at + 1].fold == "of" or is_year(sentence[at + 1]))


def _counts_instruments(sentence: Sentence, at: int, ledger: Ledger) -> bool:
    number = numerals.cardinal(sentence[at].fold) if sentence[at].slot is None else None
    if number is None or number < 2 or sentence[at].fold in {"both", "pair", "couple"} or at + 1 >= len(sentence):
        return False
    thing = sentence[at + 1]
    if thing.slot is not None:
        return any(path.startswith("typed.instruments") for path in thing.slot_paths)
    typed = {word for instrument in ledger.sheet.typed.instruments for word in lettering.fold(instrument).split()}
    return thing.kind == "word" and thing.fold.removesuffix("s") in typed


def _finding(token: Token, message: str) -> Finding:
    return Finding("number", token.text, message, token.start, token.end)
