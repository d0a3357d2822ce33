"""Jobs as values: the claim that a worker holds, and what a person may be told about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

Kind = Literal["refresh", "generate", "export"]
State = Literal["queued", "running", "done", "failed"]

REFRESH: Kind = "refresh"
GENERATE: Kind = "generate"
EXPORT: Kind = "export"


class LeaseLost(Exception):
    """Another worker has the job now: whatever this one found out is not written."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to do one job until `lease_until`; `generation` fences every write that it makes.

    `failures` counts how often in a row the provider gave no useful answer.
    """

    job_id: int
    profile_id: int
    kind: Kind
    generation: int
    owner: str
    claimed_at: datetime
    lease_until: datetime
    scheduled_for: datetime
    attempt: int
    payload: Mapping[str, Any]
    priority: int
    failures: int


@dataclass(frozen=True, slots=True)
class JobStatus:
    """`outcome` names how the last try ended (`done`, or the class of its failure); `eta_s` is an honest guess."""

    kind: Kind
    state: State
    outcome: str | None
    due_at: datetime | None
    finished_at: datetime | None
    eta_s: int | None

    @property
    def under_way(self) -> bool:
        return self.state in ("queued", "running")
