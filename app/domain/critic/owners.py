"""Whose albums or songs a number counts: "Wren has three albums" means those that Wren made, and no others."""

from app.domain.critic import tallies
from app.domain.critic.ledger import Ledger
from app.domain.critic.tokens import Sentence

_HOLDING = frozenset("has have had released made put wrote recorded issued".split())
_LISTING = frozenset({"listed", "list", "here", "page", "by", "lists", "listening"})
_BEFORE_COUNT = frozenset("out now also so far just only exactly all the these those listed".split())


def owned(sentence: Sentence, at: int, ledger: Ledger, room: str) -> int | None:
    """ "Wren has three albums": those that Wren made, if the sheet has any; None when nobody owns the number."""
    index = at - 1
    while index >= 0 and sentence[index].fold in _HOLDING | _BEFORE_COUNT:
        index -= 1
    verbs = {token.fold for token in sentence[index + 1 : at]}
    if index >= 0 and sentence[index].fold == "with" and not verbs & _HOLDING:
        return _carried(sentence, index, ledger, room)
    if index < 0 or not verbs & _HOLDING or is_whole(sentence, at):
        return None
    owner = sentence[index]
    if not ledger.is_artist(owner) or ledger.is_listener(owner) or ledger.is_item(owner):
        return None
    joined = index > 0 and sentence[index - 1].fold in {"and", "&", ",", "by"}
    return None if joined else tallies.held(owner, ledger, room) or None


def _carried(sentence: Sentence, at: int, ledger: Ledger, room: str) -> int | None:
    """ "Wren is a guitarist in Perth with three albums": they are Wren's, unless the sentence is about a list."""
    named = [token for token in sentence[:at] if ledger.is_artist(token) or ledger.items(token)]
    about = {token.fold for token in sentence}
    if len(named) != 1 or not ledger.is_subject(named[0]) or ledger.sheet.subject == "listener" or about & _LISTING:
        return None
    return tallies.held(named[0], ledger, room) or None


def is_whole(sentence: Sentence, at: int) -> bool:
    """ "Two of the three songs": three is the whole list."""
    return any(token.fold == "of" for token in sentence[max(0, at - 2) : at])
