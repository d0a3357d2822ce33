"""The model as a writer: one call, three candidates, the critic, at most one second try; never an unjudged word.

Nothing here touches the database or the month's budget: whoever calls has reserved `worst` before, and settles after.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from app.ai.client import Answer, ModelClient
from app.ai.failures import ModelFailed
from app.ai.schema import Candidate, Task
from app.ai.wish import MAX_OUTPUT_TOKENS, VERSIONS, Earlier, Wish, most_tokens, most_tokens_of_repair
from app.domain import joining, model_captions, model_text
from app.domain.copy_policy import ReadableSheet
from app.domain.critic import Kind, Neighbours, judge, nobody
from app.domain.fact_sheet import FactSheet
from app.domain.model_money import Bill, Call, Prices
from app.domain.model_text import Remark
from app.domain.writer import Text
from app.domain.writer.captions import AT_MOST
from app.domain.writer.ledger import is_fresh

SECONDS = 17.0
"""For all calls of one wish: the person waits 20 s at most, and the grounded writer needs a moment, too."""

WORTH_A_TRY = 3.0
"""With less time left than this there is no second try."""


@dataclass(frozen=True, slots=True)
class Models:
    """Which model does what; a stronger one only where a setting says so."""

    bio: str
    captions: str
    repair: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What to write about. `readable` is what the model is shown; `joins` whether the rest is the grounded writer's;
    `near` knows other pages' bios."""

    sheet: FactSheet
    readable: ReadableSheet
    part: str
    joins: bool
    used_forms: Collection[str]
    seed: int
    near: Neighbours = nobody

    @property
    def wishes(self) -> tuple[Wish, ...]:
        """The calls that this may take, without the second try."""
        bio = self.part != "captions" and self.readable.has_something_to_say
        captions = self.part != "bio" and any(slot.startswith("album.") for slot in self.readable.facts)
        tasks: tuple[tuple[Task, bool], ...] = (("bio", bio), ("captions", captions))
        return tuple(Wish(task, self.readable) for task, wanted in tasks if wanted)


@dataclass(slots=True)
class Result:
    """What came of it: texts that passed the critic, and the whole truth about how."""

    bios: tuple[Text, ...] = ()
    captions: Mapping[int, Text] = field(default_factory=dict)
    reason: str | None = None
    failure: ModelFailed | None = None
    calls: list[Call] = field(default_factory=list)
    rules: set[str] = field(default_factory=set)
    latency_ms: int = 0

    @property
    def bill(self) -> Bill:
        return Bill.of(self.calls)


class ModelWriter:
    def __init__(
        self,
        client: ModelClient,
        models: Models,
        prices: Prices,
        monotonic: Callable[[], float],
        seconds: float = SECONDS,
    ) -> None:
        self._client = client
        self.models = models
        self._prices = prices
        self._monotonic = monotonic
        self._seconds = seconds

    def worst(self, subject: Subject) -> int:
        """Micro-dollars that `write` can come to at most."""
        tokens = [most_tokens(wish) for wish in subject.wishes]
        tokens += [most_tokens_of_repair(wish) for wish in subject.wishes if wish.task == "bio"]
        return sum(self._prices.worst(count, MAX_OUTPUT_TOKENS) for count in tokens)

    def write(self, subject: Subject) -> Result:
        """Texts for this subject, in time; never raises for anything that the other side does."""
        started, result = self._monotonic(), Result()
        until = started + self._seconds
        try:
            for wish in subject.wishes:
                if wish.task == "bio":
                    result.bios = self._bios(wish, subject, until, result)
                else:
                    result.captions = self._captions(wish, subject, until, result)
        except ModelFailed as failure:
            result.failure, result.reason = failure, failure.reason
        result.latency_ms = round((self._monotonic() - started) * 1000)
        return result

    def version(self, subject: Subject) -> str:
        """The prompts that it is written with, as they are stored with every generation."""
        return "+".join(VERSIONS[wish.task] for wish in subject.wishes)

    def _bios(self, wish: Wish, subject: Subject, until: float, result: Result) -> tuple[Text, ...]:
        answer = self._ask(wish, self.models.bio, until, result)
        texts, remarks = self._judged(answer, subject, result)
        if texts or until - self._monotonic() < WORTH_A_TRY:
            result.reason = None if texts else "rejected"
            return texts
        again = Wish(wish.task, wish.sheet, Earlier(answer.text, remarks))
        answer = self._ask(again, self.models.repair, until, result)
        texts, _ = self._judged(answer, subject, result)
        result.reason = None if texts else "rejected"
        return texts

    def _ask(self, wish: Wish, model: str, until: float, result: Result) -> Answer:
        tokens = most_tokens_of_repair(wish) if wish.earlier else most_tokens(wish)
        worst = self._prices.worst(tokens, MAX_OUTPUT_TOKENS)
        left = until - self._monotonic()
        if left <= 0:
            raise ModelFailed("timeout", charged=False)
        try:
            answer = self._client.ask(wish, model=model, seconds=left)
        except ModelFailed as failure:
            cost = self._prices.cost(failure.usage)
            result.calls.append(Call(failure.usage, (worst if cost is None else cost) if failure.charged else 0))
            raise
        cost = self._prices.cost(answer.usage)
        result.calls.append(Call(answer.usage, worst if cost is None else cost))
        return answer

    def _judged(
        self, answer: Answer, subject: Subject, result: Result
    ) -> tuple[tuple[Text, ...], list[tuple[int, Remark]]]:
        """The candidates that may be offered, and what was wrong with the others."""
        texts: list[Text] = []
        remarks: list[tuple[int, Remark]] = []
        for number, candidate in enumerate(answer.candidates):
            used = {*subject.used_forms, *(text.form for text in texts)}
            found = _bio(candidate, subject, used, Random(f"{subject.seed}:{number}:{len(subject.used_forms)}"))
            if isinstance(found, Text):
                texts.append(found)
            else:
                remarks += [(number, remark) for remark in found]
        result.rules |= {remark.rule for _, remark in remarks}
        return tuple(texts), remarks

    def _captions(self, wish: Wish, subject: Subject, until: float, result: Result) -> Mapping[int, Text]:
        answer = self._ask(wish, self.models.captions, until, result)
        kept: dict[int, Text] = {}
        for candidate in answer.candidates:
            found = _caption(candidate, subject, {text.form for text in kept.values()})
            if isinstance(found, Text) and candidate.album is not None:
                kept.setdefault(candidate.album, found)
            elif not isinstance(found, Text):
                result.rules |= {remark.rule for remark in found}
        if not kept and not result.bios:
            result.reason = "rejected"
        return kept


def _bio(candidate: Candidate, subject: Subject, used: Collection[str], rng: Random) -> Text | list[Remark]:
    """The whole text of a candidate, or what is wrong with it in the model's own words."""
    if faults := model_text.check(candidate.sentences, subject.readable):
        return faults
    alone = joining.printed(candidate.sentences, subject.sheet)
    faults = _critic(alone, subject.sheet, "bio", candidate.sentences)
    if any(fault.rule != "form" for fault in faults):
        return faults
    if _beginning(alone.form) in {_beginning(form) for form in used}:
        return [Remark("used-before")]
    options = joining.join(subject.sheet, candidate.sentences, rng) if subject.joins else iter((alone,))
    for text in options:
        if is_fresh(text.form, used) and judge(subject.sheet, text.text, near=subject.near).passed:
            return text
    return faults or [Remark("does-not-join" if subject.joins else "near-duplicate")]


def _beginning(form: str) -> str:
    """The first sentence of a form; no two texts that are offered begin alike."""
    return form.split(". ", 1)[0].rstrip(".").casefold()


def _caption(candidate: Candidate, subject: Subject, used: Collection[str]) -> Text | list[Remark]:
    album = candidate.album
    if album is None or f"album.{album}" not in subject.readable.facts or album >= AT_MOST:
        return [Remark("unknown-album")]
    if faults := model_text.check(candidate.sentences, subject.readable, named=False):
        return faults
    if faults := model_captions.check(candidate.sentences[0], album, subject.sheet):
        return faults
    text = joining.printed(candidate.sentences, subject.sheet)
    if text.form in used:
        return [Remark("frame-twice")]
    return _critic(text, subject.sheet, "caption", candidate.sentences) or text


def _critic(text: Text, sheet: FactSheet, kind: Kind, written: Sequence[str]) -> list[Remark]:
    """The critic's findings that weigh, with words only where the model wrote them itself."""
    verdict = judge(sheet, text.text, kind)
    if verdict.passed:
        return []
    own = " ".join(written)
    return [
        Remark(finding.rule, finding.span[: model_text.SPAN_LIMIT] if finding.span in own else "")
        for finding in verdict.findings
        if finding.tier > 0
    ]
