"""The engine, for the admin's page and for machines: read from rows only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import engine, mail_counts, parked, provider_state, token_counts
from app.db.queries.engine import Ended, Engine, Stale
from app.db.queries.mail_counts import Mails
from app.db.queries.parked import Parked
from app.db.queries.token_counts import Tokens
from app.domain import rate_budget
from app.domain.circuit_breaker import Circuit
from app.domain.probe import Probe
from app.domain.rate_budget import Limits, Spent
from app.services import mailing
from app.services.provider_gate import CIRCUITS, PROVIDER, circuit_of, limited_of

GRANT = "grant"
SHOWN = 10
ENOUGH = 20
"""Calls in 24 hours from which on a share of them says something."""


@dataclass(frozen=True, slots=True)
class Provider:
    """Spotify: `left` and `limits` of the 30 seconds and the day, `blocked_until` as it asked, its circuits by name.

    `limited` of `calls` in 24 hours were refused because there were too many. `probe` is the last, by doctor or admin.
    """

    left: tuple[int, int]
    limits: tuple[int, int]
    blocked_until: datetime | None
    reason: str
    circuits: dict[str, Circuit]
    calls: int
    limited: int
    probe: Probe | None

    @property
    def limited_share(self) -> float:
        """Of 1; 0 while there were too few calls to say."""
        return self.limited / self.calls if self.calls >= ENOUGH else 0.0


@dataclass(frozen=True, slots=True)
class Freshness:
    """`wanted` pages are in the weekly plan, `fresh` of them within 8 days; `stale` are the first of those not."""

    wanted: int
    fresh: int
    count: int
    stale: Sequence[Stale]


class EngineStatus:
    def __init__(self, database: Database, now: Clock, limits: Limits) -> None:
        self._database = database
        self._now = now
        self._limits = limits

    def engine(self) -> Engine:
        with self._database.reading() as session:
            return engine.read(session, self._now())

    def parked(self) -> Sequence[Parked]:
        with self._database.reading() as session:
            return parked.newest(session, SHOWN)

    def ended(self) -> list[Ended]:
        with self._database.reading() as session:
            return engine.ended(session, self._now())

    def provider(self) -> Provider:
        now = self._now()
        with self._database.reading() as session:
            state = provider_state.find(session, PROVIDER)
        spent = Spent.from_json(state.spent if state else {})
        waits = state is not None and state.blocked_until is not None and state.blocked_until > now
        return Provider(
            left=rate_budget.left(spent, self._limits, now),
            limits=(self._limits.per_30s, self._limits.per_day),
            blocked_until=state.blocked_until if state and waits else None,
            reason=state.reason if state and waits else "",
            circuits={name: circuit_of(state, name) for name in (*CIRCUITS, GRANT)} if state else {},
            calls=rate_budget.in_a_day(spent, now),
            limited=rate_budget.in_a_day(limited_of(state), now) if state else 0,
            probe=Probe.from_json(state.probe) if state else None,
        )

    def freshness(self) -> Freshness:
        now = self._now()
        with self._database.reading() as session:
            read = engine.read(session, now)
            return Freshness(
                wanted=read.wanted,
                fresh=read.fresh,
                count=engine.count_stale(session, now),
                stale=engine.stale(session, now, SHOWN),
            )

    def tokens(self) -> Tokens:
        with self._database.reading() as session:
            return token_counts.read(session)

    def mails(self) -> Mails:
        with self._database.reading() as session:
            return mail_counts.read(session, self._now())

    def mail_blocked_until(self) -> datetime | None:
        """Until when the mail server is left alone; None while it is not."""
        with self._database.reading() as session:
            state = provider_state.find(session, mailing.PROVIDER)
        until = state.blocked_until if state else None
        return until if until is not None and until > self._now() else None
