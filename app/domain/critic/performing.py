"""A listener is no performer: the instrument or the trade that they typed puts them on nobody's record."""

from collections.abc import Iterator

from app.domain.critic import grammar, listener, vocabulary
from app.domain.critic.credits import MAKING, is_making
from app.domain.critic.findings import Finding
from app.domain.critic.ledger import Ledger
from app.domain.critic.tokens import Sentence, Token

_PLAYING = frozenset(
    "play plays played playing sing sings sang singing perform performs performed performing guest guests appears "
    "appear appeared appearing heard featured drum drums drummed drumming fiddle fiddles rap raps".split()
)
_TIES = frozenset({"for", "on", "in", "of", "with", "behind", "alongside", "beside", "to", "by"})
_NAMED = frozenset("list listed here page among influence influences next up plays hears listening listens".split())
_LISTING = frozenset(
    "list lists playlist page choice choices selection taste listening plays genres instrument instruments city "
    "listed top favourites name artists".split()
)
_OWNED = grammar.ITEM_NOUNS | {"music", "work", "works", "band", "group", "catalogue"}
_OTHERS = frozenset({"people", "artists", "bands", "groups", "musicians", "acts", "those"})
_FILLERS = frozenset({"the", "a", "an", "in", "one", "half"})


def check(sentence: Sentence, ledger: Ledger) -> Iterator[Finding]:
    """Findings for every claim that the listener plays with an artist, is on a record or has songs; else none."""
    if ledger.sheet.subject != "listener":
        return
    for at, token in enumerate(sentence):
        if token.kind == "mark":
            continue
        told = (
            _tied(sentence, at, ledger)
            or _on_a_record(sentence, at, ledger)
            or _behind(sentence, at, ledger)
            or _whose(sentence, at, ledger)
            or _trades_own(sentence, at, ledger)
            or _by_the_trade(sentence, at, ledger)
            or _records_out(sentence, at, ledger)
            or _released(sentence, at, ledger)
        )
        if told:
            message = "This is a listener's page: it cannot say that you made the music."
            yield Finding("claim", token.text, message, token.start, token.end)


def _is_trade(token: Token, ledger: Ledger) -> bool:
    """Whether the token is the typed role or instrument, or a word of that trade ("accordionist" of accordion)."""
    if token.slot is not None:
        return all(path.startswith(("typed.role", "typed.instruments")) for path in token.slot_paths)
    return token.kind == "word" and token.fold not in _PLAYING and vocabulary.is_of_trade(token.fold, ledger.sheet)


def _is_work(token: Token, ledger: Ledger) -> bool:
    return ledger.is_item(token) or (ledger.is_artist(token) and not ledger.is_listener(token))


def _tied(sentence: Sentence, at: int, ledger: Ledger) -> bool:
    """ "Drums for Doom Parish", "the fiddler of Perlach", "the Perlach fiddler", "the fiddle on “Isar”"."""
    if not _is_trade(sentence[at], ledger):
        return False
    lead = sentence[at - 1] if at else None
    if lead is not None and ledger.is_artist(lead) and _is_work(lead, ledger) and at > 1:
        return sentence[at - 2].fold in {"the", "a", "is"}
    tie = at + 1
    if tie < len(sentence) and sentence[tie].slot is not None and _is_trade(sentence[tie], ledger):
        tie += 1
    if tie >= len(sentence) or sentence[tie].fold not in _TIES:
        return False
    target = _past_fillers(sentence, tie + 1)
    if target is None or not _is_work(sentence[target], ledger):
        return False
    return not _NAMED & {token.fold for token in sentence[target + 1 : target + 6]} or sentence[tie].fold != "with"


def _on_a_record(sentence: Sentence, at: int, ledger: Ledger) -> bool:
    """ "Heard on Auen", "with the fiddler playing on “Isar”", of nobody else."""
    if sentence[at].fold not in _PLAYING or at + 1 >= len(sentence) or sentence[at + 1].fold not in {"on", "for"}:
        return False
    target = _past_fillers(sentence, at + 2)
    if target is None or not _is_work(sentence[target], ledger):
        return False
    return _is_theirs(sentence, at, ledger)


def _behind(sentence: Sentence, at: int, ledger: Ledger) -> bool:
    """ "Ines Kroll is behind Auen"."""
    if sentence[at].fold != "behind" or at == 0 or sentence[at - 1].fold not in grammar.COPULAS | {",", "person"}:
        return False
    target = _past_fillers(sentence, at + 1)
    return target is not None and _is_work(sentence[target], ledger)


def _whose(sentence: Sentence, at: int, ledger: Ledger) -> bool:
    """ "A fiddler in Graz whose songs include “Isar”": whose is the listener's."""
    if sentence[at].fold != "whose":
        return False
    ahead = [token.fold for token in sentence[at + 1 : at + 4]]
    owned = next((index for index, word in enumerate(ahead) if word in _OWNED), None)
    if owned is None or set(ahead[:owned]) & _LISTING or any(token.fold in _LISTING for token in sentence[at + 2 :]):
        return False
    return _is_theirs(sentence, at, ledger)


def _trades_own(sentence: Sentence, at: int, ledger: Ledger) -> bool:
    """ "The accordionist's first record": the trade owns nothing but its list."""
    token = sentence[at]
    if token.kind == "word" and token.fold.endswith("'s"):
        owner = vocabulary.is_of_trade(token.fold.removesuffix("'s"), ledger.sheet)
    else:
        owner = token.kind == "possessive" and at > 0 and _is_trade(sentence[at - 1], ledger)
    return owner and not _LISTING & {token.fold for token in sentence[at + 1 : at + 6]}


def _by_the_trade(sentence: Sentence, at: int, ledger: Ledger) -> bool:
    """ "Were written for Auen by the teacher"."""
    row = [token.fold for token in sentence[at - 1 : at + 1]]
    if at < 2 or row not in (["by", "the"], ["by", "a"]) or at + 1 >= len(sentence):
        return False
    if not _is_trade(sentence[at + 1], ledger) or listener.is_typed_release(sentence, ledger):
        return False
    return any(token.fold in MAKING for token in sentence[:at]) or sentence[at - 2].fold in grammar.ITEM_NOUNS


def _records_out(sentence: Sentence, at: int, ledger: Ledger) -> bool:
    """ "With two albums out": a listener has none."""
    if sentence[at].fold not in grammar.ITEM_NOUNS or at + 1 >= len(sentence) or sentence[at + 1].fold != "out":
        return False
    led = {token.fold for token in sentence[max(0, at - 4) : at]}
    return bool(led & {"with", "has", "have"}) and _is_theirs(sentence, at, ledger)


def _released(sentence: Sentence, at: int, ledger: Ledger) -> bool:
    """ "Ines Kroll is in Graz and has released Kasa", "a fiddler who put out Auen"."""
    lead = sentence[at - 1].fold if at else ""
    if not is_making(sentence, at) or lead not in {"who", "has", "have", "and", "also", "then", "later"}:
        return False
    if vocabulary.is_typed(sentence[at].fold, ledger.sheet) or (lead == "who" and sentence[at - 2].fold in _OTHERS):
        return False
    target = next((token for token in sentence[at + 1 : at + 7] if token.slot is not None), None)
    if target is None or not ledger.is_item(target):
        return False
    return _is_theirs(sentence, at, ledger)


def _is_theirs(sentence: Sentence, at: int, ledger: Ledger) -> bool:
    """Whether the words before `at` lead back to the listener or the trade, past places and no other thing."""
    for token in reversed(sentence[:at]):
        if _is_trade(token, ledger) or ledger.is_listener(token):
            return True
        if token.slot is not None and not all(path.startswith(("typed.", "genres")) for path in token.slot_paths):
            return False
        if token.fold in grammar.ITEM_NOUNS - {"piece"} or grammar.is_break(token):
            return False
    return False


def _past_fillers(sentence: Sentence, at: int) -> int | None:
    while at < len(sentence) and (sentence[at].fold in _FILLERS or grammar.is_quote(sentence[at])):
        at += 1
    return at if at < len(sentence) else None
