"""Claims that neutral words can make and no sheet bears out: made by a listener, played with a star, led by another."""

from collections.abc import Callable, Iterator

from app.domain.critic import grammar, vocabulary
from app.domain.critic.credits import MAKING
from app.domain.critic.findings import Finding
from app.domain.critic.ledger import Ledger
from app.domain.critic.tokens import Sentence, Token

Rule = Callable[[Sentence, int, Ledger], Iterator[Finding]]

_TOGETHER = frozenset(
    "play plays played playing work works worked working write writes wrote writing record records "
    "recorded recording make makes made sing sings sang perform performs joined joins released releases".split()
)
_WITH = frozenset({"with", "alongside", "beside", "for", "behind", "under", "in", "together"})
_LIST_WORDS = frozenset({"list", "playlist", "page", "room", "up", "selection", "lists", "appearance", "sure"})
_MAKER_NOUNS = frozenset({"musician", "artist", "band", "group", "act", "maker", "writer"})
_EVENTS = frozenset(
    "start starts started begin begins began begun form formed forms join joined joins left arrive "
    "arrived return returned stopped ended split opened closed turned came went based worked".split()
)
_RECORDED = frozenset(
    {"recorded", "made", "written", "produced", "released", "composed", "begun", "started", "finished", "completed"}
)
_FIRST_VERBS = frozenset({"tops", "top", "heads", "leads", "lead", "topped", "headed", "topping", "leading", "heading"})
_FIRST_NOUNS = frozenset({"first", "top", "head"})
_PLACES = frozenset({"list", "page", "place", "artists", "songs", "tracks", "albums", "names"})


def check(sentence: Sentence, ledger: Ledger) -> Iterator[Finding]:
    """Findings for the claims of one sentence."""
    for at, token in enumerate(sentence):
        if token.kind in ("word", "slot", "possessive"):
            for rule in _RULES:
                yield from rule(sentence, at, ledger)


def _listener_made(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    token = sentence[at]
    if ledger.sheet.subject != "listener" or token.kind != "word" or token.fold not in MAKING:
        return
    if vocabulary.is_typed(token.fold, ledger.sheet) or any(
        after.fold in _LIST_WORDS for after in sentence[at + 1 : at + 5]
    ):
        return
    lead = [
        before for before in sentence[max(0, at - 4) : at] if before.kind == "slot" or before.fold in grammar.COPULAS
    ]
    by_listener = bool(lead) and lead[-1].slot is not None and ledger.is_listener(lead[-1].slot)
    if by_listener or token.opens:
        yield _finding(token, "This is a listener's page: it cannot say that you made the music.")


def _by_listener(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    token = sentence[at]
    if at == 0 or token.slot is None or not ledger.is_listener(token.slot) or sentence[at - 1].fold != "by":
        return
    lead = sentence[at - 2] if at > 1 else None
    if lead is not None and (lead.slot is not None or lead.fold in grammar.ITEM_NOUNS | MAKING | {"music"}):
        yield _finding(token, "This is a listener's page: it cannot say that you made the music.")


def _listener_is(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    token = sentence[at]
    if ledger.sheet.subject != "listener" or token.fold not in _MAKER_NOUNS:
        return
    if vocabulary.is_typed(token.fold, ledger.sheet) or (token.fold == "musician" and ledger.sheet.typed.instruments):
        return
    window = sentence[max(0, at - 6) : at]
    if any(before.slot is not None and ledger.is_listener(before.slot) for before in window) and any(
        before.fold in {"is", "as"} for before in window
    ):
        yield _finding(token, "This is a listener's page: it cannot say that you make music.")


def _played_with(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    token = sentence[at]
    if token.kind != "word" or token.fold not in _TOGETHER:
        return
    joined = token.fold in {"joined", "joins"}
    for index in range(at + 1, min(len(sentence), at + 7)):
        later = sentence[index]
        if later.text in {";", ":", "."} or later.fold in {"and", "by"}:
            return
        lead = sentence[index - 1].fold
        if lead == "the" and index > 1:
            lead = sentence[index - 2].fold
        if later.slot is not None and _is_someone(later, ledger) and (lead in _WITH or joined):
            follower = sentence[index + 1] if index + 1 < len(sentence) else None
            if follower is None or follower.kind != "possessive":
                yield _finding(later, f"Working with {later.text} is not among your facts. Remove it or add it.")
            return
        if later.slot is not None and ledger.items(later.slot):
            return


def _is_someone(token: Token, ledger: Ledger) -> bool:
    if token.slot is None or ledger.items(token.slot) or not ledger.is_artist(token.slot):
        return False
    return "display_name" not in token.slot.paths and not any(
        path.startswith("top_tracks") and path.endswith(".artist") and _shares_credit(path, ledger)
        for path in token.slot.paths
    )


def _shares_credit(path: str, ledger: Ledger) -> bool:
    own = ledger.surfaces.get("display_name", frozenset())
    return bool(own & ledger.surfaces.get(path, frozenset()))


def _influenced(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    token = sentence[at]
    if token.slot is None or not ledger.is_artist(token.slot) or "display_name" in token.slot.paths:
        return
    if any(path.startswith("typed.influences") for path in token.slot.paths):
        return
    cues = {"influence", "influences", "influenced", "inspired", "influencing"}
    before = [word.fold for word in sentence[max(0, at - 10) : at]]
    after = [word.fold for word in sentence[at + 1 : at + 6]]
    if (cues & set(before) and not {"and", ";"} & set(before[-2:])) or cues & set(after):
        yield _finding(token, f"{token.text} is not among the influences that you typed. Remove it or add it.")


def _from_city(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    token = sentence[at]
    if token.slot is None or "typed.city" not in token.slot.paths or at == 0:
        return
    lead = grammar.before(sentence, at)
    if sentence[lead].fold == "the":
        lead -= 1
    follower = sentence[at + 1] if at + 1 < len(sentence) else None
    adjective = follower is not None and (
        follower.kind == "slot" or (follower.kind == "word" and follower.fold in _PEOPLE)
    )
    if sentence[lead].fold == "from" and not adjective:
        yield _finding(token, f"Say “in {token.text}”: nobody told us where anyone is from.", with_lead=sentence[lead])
    for index in range(at - 1, max(-1, at - 6), -1):
        if sentence[index].fold in _RECORDED and any(
            before.slot is not None and ledger.items(before.slot) for before in sentence[:index]
        ):
            yield _finding(token, f"Where it was {sentence[index].text} is not among your facts. Remove {token.text}.")
            return
        if sentence[index].slot is not None or sentence[index].text in {",", ";"}:
            return


_PEOPLE = frozenset(
    "band duo trio quartet singer producer artist musician group act composer songwriter dj rapper".split()
)


def _event(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    """ "Wren started in 2021": the sheet knows no year of any person."""
    token = sentence[at]
    if token.kind != "word" or token.fold not in _EVENTS or at == 0:
        return
    back = at - 1
    while back > 0 and sentence[back].fold in {"has", "have", "had", "was", "were", "first", "then", "also", "who"}:
        back -= 1
    subject = sentence[back]
    if subject.slot is None or "display_name" not in subject.slot.paths or ledger.items(subject.slot):
        return
    for later in sentence[at + 1 : at + 6]:
        if later.slot is not None and ledger.items(later.slot):
            return
        if later.slot is not None and any(path.endswith((".year", ".city")) for path in later.slot.paths):
            if sentence[at].fold in {"based", "came", "went", "worked", "turned"}:
                return
            yield _finding(later, f"When {subject.text} {token.text} is not among your facts. Remove it.")
            return
        if later.fold in {"as"}:
            yield _finding(token, f"How {subject.text} {token.text} is not among your facts. Remove it.")
            return


def _since(sentence: Sentence, at: int, _: Ledger) -> Iterator[Finding]:
    token = sentence[at]
    if token.fold != "since" or at + 1 >= len(sentence) or sentence[at + 1].slot is None:
        return
    if any(word.fold in {"has", "have", "been"} for word in sentence[:at]) and not any(
        word.fold in {"nothing", "no", "none"} for word in sentence[:at]
    ):
        yield _finding(token, "Since when is not among your facts. Name the year of a release instead.")


def _first(sentence: Sentence, at: int, _: Ledger) -> Iterator[Finding]:
    """ "Sade tops the list": what is said to come first must be the first of its list."""
    token = sentence[at]
    if token.slot is None or not token.slot.paths:
        return
    after = sentence[at + 1 : at + 6]
    if not after:
        return
    verb = after[0].fold in _FIRST_VERBS and any(word.fold in _PLACES for word in after[1:5])
    comes = after[0].fold in {"comes", "is", "ranks", "stands"} and len(after) > 1 and after[1].fold == "first"
    at_top = after[0].fold in {"is", "sits", "stands", "comes"} and [word.fold for word in after[1:4]] in (
        ["at", "the", "top"],
        ["at", "the", "head"],
    )
    if (
        (verb or comes or at_top)
        and not any(_is_first(path) for path in token.slot.paths)
        and not _in_list(sentence, at)
    ):
        yield _finding(token, f"{token.text} is not the first in your facts. Name the one that is.")


def _in_list(sentence: Sentence, at: int) -> bool:
    return at > 0 and sentence[at - 1].fold in {"and", "&"}


def _is_first(path: str) -> bool:
    return path in {"display_name"} or ".0" in path or path.startswith(("typed", "genres"))


def _finding(token: Token, message: str, *, with_lead: Token | None = None) -> Finding:
    start = with_lead.start if with_lead else token.start
    span = f"{with_lead.text} {token.text}" if with_lead else token.text
    return Finding("claim", span, message, start, token.end)


_RULES: tuple[Rule, ...] = (
    _listener_made,
    _by_listener,
    _listener_is,
    _played_with,
    _influenced,
    _from_city,
    _event,
    _since,
    _first,
)
