"""Claims that neutral words can make and no sheet bears out: influence, origin, and years of a life."""

from collections.abc import Callable, Iterator

from app.domain.critic import company, grammar
from app.domain.critic.findings import Finding
from app.domain.critic.ledger import Ledger
from app.domain.critic.tokens import Sentence, Token

Rule = Callable[[Sentence, int, Ledger], Iterator[Finding]]

_EVENTS = frozenset(
    "start starts started begin begins began begun form formed forms join joined joins left arrive "
    "arrived return returned stopped ended split opened closed turned came "
    "went based worked heard found got bought took".split()
)
_BEGINNINGS = frozenset("start starts started begin begins began".split())
_LIVING = frozenset(
    "is are was were plays play played lives live works work makes make sings sing records writes and".split()
)
_RECORDED = frozenset(
    {"recorded", "made", "written", "produced", "released", "composed", "begun", "started", "finished", "completed"}
)


def check(sentence: Sentence, ledger: Ledger) -> Iterator[Finding]:
    """Findings for the claims of one sentence."""
    for at, token in enumerate(sentence):
        if token.kind in ("word", "slot", "possessive"):
            for rule in _RULES:
                yield from rule(sentence, at, ledger)


def _influenced(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    token = sentence[at]
    if not ledger.is_artist(token) or ledger.is_subject(token):
        return
    if any(path.startswith("typed.influences") for path in token.slot_paths):
        return
    cues = {"influence", "influences", "influenced", "inspired", "influencing"}
    before = [word.fold for word in sentence[max(0, at - 10) : at]]
    after = [word.fold for word in sentence[at + 1 : at + 6]]
    if (cues & set(before) and not {"and", ";"} & set(before[-2:])) or cues & set(after):
        yield _finding(token, f"{token.text} is not among the influences that you typed. Remove it or add it.")


def _influenced_by(sentence: Sentence, at: int, _: Ledger) -> Iterator[Finding]:
    """ "Influenced by" leads to an influence that was typed."""
    token = sentence[at]
    if token.kind != "word" or token.fold != "influenced":
        return
    ahead = [path for later in sentence[at + 1 : at + 5] for path in later.slot_paths]
    if not any(path.startswith("typed.influences") for path in ahead):
        yield _finding(token, "This influence is not among those that you typed. Remove it or add it.")


def _from_city(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    token = sentence[at]
    if "typed.city" not in token.slot_paths or at == 0:
        return
    lead = grammar.before(sentence, at)
    if sentence[lead].fold == "the":
        lead -= 1
    follower = sentence[at + 1] if at + 1 < len(sentence) else None
    adjective = follower is not None and (
        follower.kind == "slot" or (follower.kind == "word" and follower.fold in _PEOPLE)
    )
    out_of = (
        sentence[lead].fold == "of" and lead > 0 and sentence[lead - 1].fold in {"out", "native", "son", "daughter"}
    )
    if (sentence[lead].fold == "from" or out_of) and not adjective:
        yield _finding(token, f"Say “in {token.text}”: nobody told us where anyone is from.", with_lead=sentence[lead])
    for index in range(at - 1, max(-1, at - 7), -1):
        if sentence[index].fold in _RECORDED and any(ledger.is_item(before) for before in sentence[:index]):
            yield _finding(token, f"Where it was {sentence[index].text} is not among your facts. Remove {token.text}.")
            return
        credited = ledger.is_artist(sentence[index]) and sentence[index - 1].fold == "by"
        if (sentence[index].slot is not None and not credited) or sentence[index].text in {",", ";"}:
            return


_PEOPLE = frozenset(
    "band duo trio quartet singer producer artist musician group act composer songwriter dj rapper".split()
)


def _whose(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    """ "Low plays guitar in Perth": what the person typed is about the person, and nobody else."""
    token = sentence[at]
    if at + 1 >= len(sentence) or not ledger.is_artist(token) or ledger.is_subject(token):
        return
    if ledger.is_item(token) and sentence[at + 1].fold in grammar.COPULAS:
        return
    if any(earlier.slot is not None for earlier in sentence[:at]) or sentence[at + 1].fold not in _LIVING:
        return
    typed = ("typed.city", "typed.instruments", "typed.role")
    for later in sentence[at + 2 : at + 7]:
        if any(path.startswith(typed) for path in later.slot_paths):
            yield _finding(later, f"{later.text} is a fact about {ledger.sheet.display_name}, not about {token.text}.")
            return


def _event(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    """ "Wren started in 2021": the sheet knows no year of any person."""
    token = sentence[at]
    if token.kind != "word" or token.fold not in _EVENTS or at == 0:
        return
    back = at - 1
    while back > 0 and sentence[back].fold in {"has", "have", "had", "was", "were", "first", "then", "also", "who"}:
        back -= 1
    subject = sentence[back]
    if not ledger.is_subject(subject) or ledger.items(subject):
        return
    for later in sentence[at + 1 : at + 6]:
        if ledger.items(later) and not ledger.is_artist(later):
            return
        if any(path.endswith((".year", ".city")) for path in later.slot_paths):
            if sentence[at].fold in {"based", "came", "went", "worked", "turned"}:
                return
            yield _finding(later, f"When {subject.text} {token.text} is not among your facts. Remove it.")
            return
        if later.fold == "as":
            yield _finding(token, f"How {subject.text} {token.text} is not among your facts. Remove it.")
            return


def _began_with(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    """ "Kim started with Blue": the sheet knows no beginning."""
    token = sentence[at]
    named = at > 0 and ledger.is_subject(sentence[at - 1]) and not ledger.items(sentence[at - 1])
    if named and token.fold in _BEGINNINGS and at + 1 < len(sentence) and sentence[at + 1].fold == "with":
        yield _finding(token, f"How {sentence[at - 1].text} {token.text} is not among your facts. Remove it.")


def _since(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    token = sentence[at]
    if token.fold != "since" or at + 1 >= len(sentence):
        return
    named = next((before for before in reversed(sentence[:at]) if before.slot is not None), None)
    if named is not None and ledger.is_album(named) and ledger.years_of(named) & ledger.years_of(sentence[at + 1]):
        return  # "Blue has been around since 1971"
    later = sentence[at + 2] if sentence[at + 1].fold == "the" and at + 2 < len(sentence) else sentence[at + 1]
    if later.kind == "mark" or later.fold in {"then", "that", "and"}:
        return
    if sentence[at - 1].fold in {"out", "available", "released"}:
        return
    if any(word.fold in {"has", "have", "been"} for word in sentence[:at]) and not any(
        word.fold in {"nothing", "no", "none"} for word in sentence[:at]
    ):
        yield _finding(token, "Since when is not among your facts. Name the year of a release instead.")


def _finding(token: Token, message: str, *, with_lead: Token | None = None) -> Finding:
    start = with_lead.start if with_lead else token.start
    span = f"{with_lead.text} {token.text}" if with_lead else token.text
    return Finding("claim", span, message, start, token.end)


_RULES: tuple[Rule, ...] = (
    company.played_with,
    company.featured,
    company.played_on,
    _influenced,
    _influenced_by,
    _from_city,
    _whose,
    _event,
    _began_with,
    _since,
)
