"""A listener's page speaks of what they play, and never claims that they made it."""

from collections.abc import Iterator

from app.domain.critic import grammar, vocabulary
from app.domain.critic.credits import MAKING, is_making
from app.domain.critic.findings import Finding
from app.domain.critic.ledger import Ledger
from app.domain.critic.tokens import Sentence, Token

_LIST_WORDS = frozenset({"list", "playlist", "page", "room", "up", "selection", "lists", "appearance", "sure"})
_OWN = frozenset({"latest", "new", "newest", "current", "own", "first", "second", "third", "last"})
_MAKER_NOUNS = frozenset(
    "musician artist band group act maker writer orchestra ensemble quartet quintet trio duo choir collective".split()
)


def check(sentence: Sentence, ledger: Ledger) -> Iterator[Finding]:
    """Findings for every claim that the listener of the sheet made music; none for an artist's sheet."""
    if ledger.sheet.subject != "listener":
        return
    for at in range(len(sentence)):
        yield from _listener_made(sentence, at, ledger)
        yield from _by_listener(sentence, at, ledger)
        yield from _listener_is(sentence, at, ledger)
        yield from _listeners_own(sentence, at, ledger)


def _listener_made(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    token = sentence[at]
    if not is_making(sentence, at):
        return
    if vocabulary.is_typed(token.fold, ledger.sheet) or any(
        after.fold in _LIST_WORDS for after in sentence[at + 1 : at + 5]
    ):
        return
    ahead = _before_aside(sentence, at)
    lead = [
        before
        for before in sentence[max(0, ahead - 4) : ahead]
        if before.kind == "slot" or before.fold in grammar.COPULAS
    ]
    by_listener = bool(lead) and ledger.is_listener(lead[-1])
    if by_listener or token.opens:
        yield _finding(token, "This is a listener's page: it cannot say that you made the music.")


def _before_aside(sentence: Sentence, at: int) -> int:
    """Where the words that lead to the verb end: before the commas in "Kim, an artist in Lyon, made"."""
    if at < 2 or sentence[at - 1].text != ",":
        return at
    opened = [index for index in range(at - 1) if sentence[index].text == ","]
    return opened[-1] if opened else at


def _by_listener(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    token = sentence[at]
    if at == 0 or not ledger.is_listener(token) or sentence[at - 1].fold != "by":
        return
    lead = sentence[at - 2] if at > 1 else None
    if is_typed_release(sentence, ledger):
        return
    if lead is not None and (lead.slot is not None or lead.fold in grammar.ITEM_NOUNS | MAKING | {"music"}):
        yield _finding(token, "This is a listener's page: it cannot say that you made the music.")


def is_typed_release(sentence: Sentence, ledger: Ledger) -> bool:
    """Whether the sentence is about the release that the person typed, and about no other title: that one they made."""
    named = [token for token in sentence if ledger.is_item(token)]
    return bool(named) and all("typed.current_release" in token.slot_paths for token in named)


def _listener_is(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    token = sentence[at]
    if token.fold not in _MAKER_NOUNS:
        return
    if vocabulary.is_typed(token.fold, ledger.sheet) or (token.fold == "musician" and ledger.sheet.typed.instruments):
        return
    owned = at > 1 and sentence[at - 1].kind == "possessive" and ledger.is_listener(sentence[at - 2])
    if owned:
        yield _finding(token, "This is a listener's page: it cannot say that you make music.")
        return
    lead = at - 1
    while lead > 0 and sentence[lead].kind == "word" and sentence[lead].fold not in {"a", "an", "the"}:
        lead -= 1
    if lead > 1 and sentence[lead - 1].text == "," and ledger.is_listener(sentence[lead - 2]):
        yield _finding(token, "This is a listener's page: it cannot say that you make music.")
        return
    window = sentence[max(0, at - 6) : at]
    named = at + 1 < len(sentence) and ledger.is_listener(sentence[at + 1])
    being = any(before.fold in {"is", "are", "as"} for before in window)
    if named or (being and any(ledger.is_listener(before) for before in window)):
        yield _finding(token, "This is a listener's page: it cannot say that you make music.")


def _listeners_own(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    """ "Kim's latest album", "Kim's 1971 album": a listener has a list, and no record of their own."""
    if sentence[at].kind != "possessive" or at == 0 or not ledger.is_listener(sentence[at - 1]):
        return
    owned = [token.fold for token in sentence[at + 1 : at + 4]]
    for index, word in enumerate(owned[1:], start=1):
        if word in grammar.SINGULAR_ITEMS and (owned[index - 1] in _OWN or owned[index - 1].isdecimal()):
            yield _finding(
                sentence[at + 1 + index], "This is a listener's page: it cannot say that you made the music."
            )


def _finding(token: Token, message: str) -> Finding:
    return Finding("claim", token.text, message, token.start, token.end)
