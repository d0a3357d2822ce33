"""The engine in numbers, for machines that watch it; read from rows only."""

from collections.abc import Iterator
from datetime import datetime

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import engine, provider_state, status
from app.domain import rate_budget
from app.domain.rate_budget import Limits, Spent
from app.services.provider_gate import CIRCUITS, PROVIDER, circuit_of

Sample = tuple[str, str, float]
"""Name, label (`window="30s"`, or empty), value."""


class MetricsService:
    def __init__(self, database: Database, now: Clock, limits: Limits) -> None:
        self._database = database
        self._now = now
        self._limits = limits

    def samples(self) -> list[Sample]:
        now = self._now()
        with self._database.reading() as session:
            work, running = status.work(session, now), engine.read(session, now)
            connections, runs = status.connections(session), status.runs(session, now)
            state = provider_state.find(session, PROVIDER)
        samples: list[Sample] = [
            ("anchor_jobs_due", "", work.due),
            ("anchor_jobs_running", "", work.running),
            ("anchor_jobs_parked", "", work.parked),
            ("anchor_oldest_due_seconds", "", _since(work.oldest_due_at, now)),
            ("anchor_leader_term", "", running.term),
            ("anchor_last_tick_seconds", "", _since(running.ticked_at, now)),
            ("anchor_pages_planned", "", running.wanted),
            ("anchor_pages_fresh", "", running.fresh),
        ]
        samples += [("anchor_runs_24h", f'outcome="{name}"', count) for name, count in sorted(runs.items())]
        samples += [("anchor_connections", f'state="{name}"', n) for name, n in sorted(connections.items())]
        left = rate_budget.left(Spent.from_json(state.spent if state else {}), self._limits, now)
        samples += [
            ("anchor_spotify_calls_left", f'window="{name}"', n) for name, n in zip(("30s", "24h"), left, strict=True)
        ]
        if state is not None:
            samples.append(("anchor_spotify_blocked_seconds", "", -_since(state.blocked_until, now)))
            for name in (*CIRCUITS, "grant"):
                opened = circuit_of(state, name).open_until is not None
                samples.append(("anchor_circuit_open", f'circuit="{name}"', opened))
        return [(name, label, max(0.0, float(value))) for name, label, value in samples]


def as_text(samples: list[Sample]) -> str:
    """Prometheus' text format, version 0.0.4."""
    return "".join(f"{line}\n" for line in _lines(samples))


def _lines(samples: list[Sample]) -> Iterator[str]:
    named = ""
    for name, label, value in samples:
        if name != named:
            named = name
            yield f"# TYPE {name} gauge"
        yield f"{name}{{{label}}} {value:g}" if label else f"{name} {value:g}"


def _since(moment: datetime | None, now: datetime) -> float:
    return (now - moment).total_seconds() if moment else 0.0
