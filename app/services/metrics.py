"""The engine in numbers, for machines that watch it; read from rows only."""

from collections.abc import Iterator
from datetime import datetime

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import status
from app.domain.metrics import Sample
from app.services.engine_status import EngineStatus


class MetricsService:
    def __init__(self, database: Database, now: Clock, engine: EngineStatus) -> None:
        self._database = database
        self._now = now
        self._engine = engine

    def samples(self) -> list[Sample]:
        parts = (*self._leading(), *self._work(), *self._spotify(), *self._pages(), *self._tokens(), *self._mails())
        return [(name, label, max(0.0, float(value))) for name, label, value in parts]

    def _leading(self) -> Iterator[Sample]:
        engine = self._engine.engine()
        yield "anchor_leader_term", "", engine.term
        yield "anchor_last_tick_seconds", "", _since(engine.ticked_at, self._now())
        yield "anchor_engine_paused", "", engine.paused_at is not None

    def _work(self) -> Iterator[Sample]:
        with self._database.reading() as session:
            work, runs = status.work(session, self._now()), status.runs(session, self._now())
        yield "anchor_jobs_due", "", work.due
        yield "anchor_jobs_running", "", work.running
        yield "anchor_jobs_parked", "", work.parked
        yield "anchor_oldest_due_seconds", "", _since(work.oldest_due_at, self._now())
        yield from (("anchor_runs_24h", f'outcome="{name}"', count) for name, count in sorted(runs.items()))
        for row in self._engine.ended():
            yield "anchor_runs_7d", f'kind="{row.kind}",outcome="{row.outcome}"', row.week

    def _spotify(self) -> Iterator[Sample]:
        provider = self._engine.provider()
        for window, left in zip(("30s", "24h"), provider.left, strict=True):
            yield "anchor_spotify_calls_left", f'window="{window}"', left
        yield "anchor_spotify_blocked_seconds", "", -_since(provider.blocked_until, self._now())
        yield "anchor_spotify_calls_24h", "", provider.calls
        yield "anchor_spotify_limited_24h", "", provider.limited
        for name, circuit in provider.circuits.items():
            yield "anchor_circuit_open", f'circuit="{name}"', circuit.open_until is not None

    def _pages(self) -> Iterator[Sample]:
        pages = self._engine.freshness()
        yield "anchor_pages_planned", "", pages.wanted
        yield "anchor_pages_fresh", "", pages.fresh
        yield "anchor_pages_stale", "", pages.count

    def _tokens(self) -> Iterator[Sample]:
        with self._database.reading() as session:
            connections = status.connections(session)
        tokens = self._engine.tokens()
        yield from (("anchor_connections", f'state="{name}"', count) for name, count in sorted(connections.items()))
        yield from (("anchor_tokens", f'state="{name}"', count) for name, count in sorted(tokens.states.items()))
        for (year, month), count in tokens.months.items():
            yield "anchor_consents_ending", f'month="{year}-{month:02}"', count

    def _mails(self) -> Iterator[Sample]:
        mails = self._engine.mails()
        yield "anchor_mails_waiting", "", mails.waiting
        yield from (("anchor_mails_7d", f'outcome="{name}"', count) for name, count in sorted(mails.ended.items()))


def _since(moment: datetime | None, now: datetime) -> float:
    return (now - moment).total_seconds() if moment else 0.0
