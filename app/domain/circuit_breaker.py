"""When a failing provider is left alone: longer with each failure, then one call finds out (DESIGN.md section 7)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

PROBE = timedelta(minutes=1)
"""How long the one call that finds out may take before another may try."""


@dataclass(frozen=True, slots=True)
class Rule:
    """After `patience` failures in a row the circuit opens for `base`, doubled each time, at most `cap`."""

    base: timedelta
    cap: timedelta
    patience: int


NETWORK = Rule(timedelta(minutes=10), timedelta(hours=1), 5)
"""5xx, timeouts, nonsense. One such answer in a thousand is normal, so a provider has five in a row."""
AUTH = Rule(timedelta(minutes=30), timedelta(hours=4), 1)
"""The provider refuses our app, or many people's consent at once."""


@dataclass(frozen=True, slots=True)
class Circuit:
    """`failures` in a row; open until a time, `openings` times in a row; a probe has until `probe_until`."""

    failures: int = 0
    openings: int = 0
    open_until: datetime | None = None
    probe_until: datetime | None = None

    def to_json(self) -> dict[str, Any]:
        moments = {"open_until": self.open_until, "probe_until": self.probe_until}
        return {"failures": self.failures, "openings": self.openings} | {
            name: moment.isoformat() for name, moment in moments.items() if moment
        }

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> "Circuit":
        def moment(name: str) -> datetime | None:
            return datetime.fromisoformat(document[name]) if name in document else None

        return cls(
            document.get("failures", 0), document.get("openings", 0), moment("open_until"), moment("probe_until")
        )


def pause(rule: Rule, failures: int) -> timedelta:
    """How long to leave alone what failed `failures` times in a row (from 1)."""
    return min(rule.base * (1 << min(failures - 1, 20)), rule.cap)


def closed_at(circuit: Circuit, now: datetime) -> datetime:
    """When a call may go out: `now`, or when the pause or somebody's probe ends."""
    times = (time for time in (circuit.open_until, circuit.probe_until) if time is not None)
    return max(now, *times, now)


def enter(circuit: Circuit, now: datetime) -> Circuit:
    """A call goes out, which `closed_at` allows; after a pause it is the probe, and the others wait for it."""
    return replace(circuit, probe_until=now + PROBE) if circuit.open_until is not None else circuit


def failed(circuit: Circuit, rule: Rule, now: datetime) -> Circuit:
    """One more failure; calls that were on their way while the circuit opened make no pause longer."""
    failures = circuit.failures + 1
    if circuit.open_until is not None and now < circuit.open_until:
        return replace(circuit, failures=failures)
    if failures < rule.patience and circuit.open_until is None:
        return replace(circuit, failures=failures)
    openings = circuit.openings + 1
    return Circuit(failures, openings, now + pause(rule, openings))


def is_mass_break(refreshes: int, refused: int) -> bool:
    """Whether an hour's refused token refreshes are the provider's fault rather than that many people's wish."""
    return refused >= 3 and refused >= 0.3 * refreshes
