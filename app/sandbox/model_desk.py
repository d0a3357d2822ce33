"""Which answer the imitated model gives next, and every prompt that it received."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from threading import Lock
from typing import Any

Json = dict[str, Any]
SCRIPTS = (
    "good",
    "prose",
    "verbatim",
    "bad_json",
    "wrong_schema",
    "refusal",
    "truncated",
    "html",
    "429",
    "429_quota",
    "500",
    "401",
    "slow",
    "hang_up",
    "injected",
    "banned",
    "wrong_language",
    "wrong_facts",
    "oversize",
    "empty",
)


@dataclass(slots=True)
class Script:
    """One way of answering; ``content`` is the text of ``verbatim``."""

    script: str = "good"
    times: int | None = 1
    """None: for ever."""
    content: str = ""
    seconds: float = 30.0
    """slow: before the answer."""
    usage: bool = True
    cached_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Prompt:
    seq: int
    at: float
    api: str
    """chat | responses"""
    model: str
    messages: list[Json]
    """role and content, instructions first."""
    json_schema: Json | None
    request: Json
    script: str
    answer: str
    """The text that was sent back, before any spoiling of its envelope."""


@dataclass(slots=True)
class ModelDesk:
    clock: Callable[[], float]
    prompts: list[Prompt] = field(default_factory=list)
    _scripts: list[Script] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def plan(self, script: Script) -> None:
        """Add a script behind those that wait."""
        with self._lock:
            self._scripts.append(script)

    def clear(self) -> None:
        with self._lock:
            self._scripts.clear()

    def next_script(self) -> Script:
        """The oldest waiting script, counted down; ``good`` when none waits."""
        with self._lock:
            if not self._scripts:
                return Script()
            script = self._scripts[0]
            if script.times is not None:
                script.times -= 1
                if script.times <= 0:
                    del self._scripts[0]
            return script

    def record(
        self, api: str, request: Json, messages: list[Json], json_schema: Json | None, script: str, answer: str
    ) -> None:
        with self._lock:
            seq, model = len(self.prompts) + 1, str(request.get("model", ""))
            self.prompts.append(Prompt(seq, self.clock(), api, model, messages, json_schema, request, script, answer))

    def prompts_as_json(self, after: int = 0) -> list[Json]:
        with self._lock:
            return [asdict(prompt) for prompt in self.prompts if prompt.seq > after]

    def waiting(self) -> list[Json]:
        with self._lock:
            return [asdict(script) for script in self._scripts]
