"""Asking the model on behalf of a wish: only through the gate, only within the budget, always settled."""

from dataclasses import dataclass

from app.domain import copy_policy
from app.domain.critic import Neighbours, nobody
from app.domain.draft import Draft
from app.services.generation_budget import GenerationBudget
from app.services.model_gate import ModelGate
from app.services.model_writer import ModelWriter, Result, Subject

EXPECTED_S = 10
"""About how long a text takes with a model; the studio says so."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the model's part of a wish came to; `result` is None when it was not asked, and `reason` says why."""

    reason: str | None = None
    result: Result | None = None
    version: str | None = None


class GenerationService:
    """`writer` is None where no model is configured: then every answer is that there is none."""

    def __init__(
        self, writer: ModelWriter | None, gate: ModelGate, budget: GenerationBudget, *, reads_spotify: bool
    ) -> None:
        self._writer = writer
        self._gate = gate
        self._budget = budget
        self._reads_spotify = reads_spotify

    @property
    def has_model(self) -> bool:
        return self._writer is not None

    @property
    def model(self) -> str | None:
        return self._writer.models.bio if self._writer else None

    def write(
        self, draft: Draft, part: str, generation_id: int | None, used: set[str], seed: int, near: Neighbours = nobody
    ) -> Told:
        """Texts of the model for this draft, if it may be asked; a failure is written down and is no error."""
        if self._writer is None:
            return Told()
        subject = self._subject(draft, part, used, seed, near)
        if generation_id is None or not subject.wishes:
            return Told("nothing_typed" if generation_id else "not_counted")
        if not self._gate.enter():
            return Told("left_alone")
        answer = self._budget.reserve(generation_id, self._writer.worst(subject))
        if answer != "reserved":
            return Told("budget" if answer == "spent_up" else "interrupted")
        result = self._writer.write(subject)
        self._budget.settle(generation_id, result.bill)
        if result.failure is not None:
            self._gate.failed(result.failure)
        else:
            self._gate.answered()
        return Told(result.reason, result, self._writer.version(subject))

    def _subject(self, draft: Draft, part: str, used: set[str], seed: int, near: Neighbours) -> Subject:
        sheet = draft.sheet()
        typed = copy_policy.is_typed(draft.facts.display_name, draft.name)
        readable = copy_policy.readable(sheet, name_is_typed=typed, reads_spotify=self._reads_spotify)
        return Subject(sheet, readable, part, not self._reads_spotify, used, seed, near)
