"""Labels: a record came out "on" or "through" nobody whom the sheet knows, whatever else bears that name."""

from collections.abc import Iterator

from app.domain.critic import grammar
from app.domain.critic.findings import Finding
from app.domain.critic.ledger import Ledger, is_year
from app.domain.critic.tokens import Sentence

_ISSUED = frozenset(
    "out came released release releases issued issues published put appeared arrived reissued pressed signed".split()
)
_BY = frozenset({"released", "issued", "published", "reissued", "pressed"})
_HOSTS = frozenset({"on", "through", "via", "under", "with", "to"})
_PASSED = frozenset({"in", "out", "later", "again", "and", "is", "was", "then", "now"})
_REACH = 7


def check(sentence: Sentence, ledger: Ledger) -> Iterator[Finding]:
    """A finding for every fact that is made a label: "Blue came out on Low", "issued by", then a song."""
    for at in range(1, len(sentence) - 1):
        host = at + 2 if sentence[at + 1].fold == "the" and at + 2 < len(sentence) else at + 1
        slot = sentence[host]
        if slot.slot is None or slot.slot.quoted or is_year(slot) or _is_owner(sentence, host):
            continue
        by = sentence[at].fold == "by" and not ledger.is_artist(slot) and _is_verb(sentence, at - 1)
        on = (
            sentence[at].fold in _HOSTS and _is_issue(sentence, at, ledger) and not _is_home(sentence, at, host, ledger)
        )
        if by or on:
            message = f"{slot.text} is no label in your facts. Leave out who released it."
            yield Finding("label", slot.text, message, sentence[at].start, slot.end)


def _is_owner(sentence: Sentence, at: int) -> bool:
    return at + 1 < len(sentence) and sentence[at + 1].kind == "possessive"


def _is_verb(sentence: Sentence, at: int) -> bool:
    return sentence[at].kind == "word" and sentence[at].fold in _BY


def _is_issue(sentence: Sentence, at: int, ledger: Ledger) -> bool:
    """Whether "came out", "released", "signed" leads to the word at `at`, past a year and a title."""
    if sentence[at].fold in {"with", "to"}:
        return sentence[at - 1].fold in {"signed", "signs"}
    for index in range(at - 1, max(-1, at - _REACH), -1):
        token = sentence[index]
        if token.kind == "word" and token.fold in _ISSUED:
            return True
        passed = is_year(token) or grammar.is_quote(token) or token.fold in _PASSED
        if not (passed or (ledger.is_item(token) and index == at - 1)):
            return False
    return False


def _is_home(sentence: Sentence, at: int, host: int, ledger: Ledger) -> bool:
    """ "“Weft” came out on Selvage": a song may be on an album, and an album on none."""
    if not ledger.is_album(sentence[host]):
        return False
    named = next((token for token in reversed(sentence[:at]) if ledger.is_item(token)), None)
    return named is None or ledger.is_track(named)
