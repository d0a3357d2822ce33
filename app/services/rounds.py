"""What may be started now: people's wishes at once, the weekly round as far as the provider's budget reaches."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import structlog

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import plans
from app.domain import rate_budget, schedule
from app.domain.jobs import GENERATE, Claim
from app.domain.rate_budget import Limits
from app.domain.schedule import FIRST_IMPORT, OWN_WISH, ROUTINE, ROUTINE_AGAIN
from app.services.failpoints import Failpoint, no_failpoint
from app.services.jobs import JobRunner
from app.services.leadership import Leadership
from app.services.planning import Planner
from app.services.provider_gate import DatabaseGate

log = structlog.get_logger()

CALLS = 3
"""Of one refresh: a token and two lists."""
WISHES, ROUND = (OWN_WISH, FIRST_IMPORT), (ROUTINE, ROUTINE_AGAIN)
PATIENCE = timedelta(minutes=1)
SWEEP_EVERY = timedelta(hours=1)
MOVED_AT_ONCE = 1000

Chore = Callable[[], object]
"""What the leader does once an hour: short, bounded, and calm when it is done twice."""


class Rounds:
    def __init__(
        self,
        database: Database,
        now: Clock,
        runner: JobRunner,
        gate: DatabaseGate,
        limits: Limits,
        leadership: Leadership,
        planner: Planner,
        chores: Sequence[Chore],
        failpoint: Failpoint = no_failpoint,
    ) -> None:
        """`chores` are done with every sweep."""
        self._database = database
        self._now = now
        self._runner = runner
        self._gate = gate
        self._limits = limits
        self._leadership = leadership
        self._planner = planner
        self._failpoint = failpoint
        self._chores = chores

    def run_next(self) -> str | None:
        """Do the most urgent wish of any person; its outcome, None when nobody wishes for anything."""
        claims = self._wishes(1)
        return self._runner.do(claims[0]) if claims else None

    def claim(self, free: int, running: int) -> list[Claim]:
        """Lease what `free` workers can start now, wishes first; `running` jobs may not have made their calls yet."""
        claims = self._wishes(free)
        running += len(claims)
        room = min(free - len(claims), self._gate.fits("refresh", CALLS, running + free) - running)
        return claims + (self._runner.claim(room, ROUND, fence=self._leadership.is_fenced) if room > 0 else [])

    def hand_back(self, claims: Sequence[Claim]) -> None:
        self._runner.hand_back(claims)

    def do(self, claim: Claim) -> str:
        return self._runner.do(claim)

    @property
    def leads(self) -> bool:
        return self._leadership.term is not None

    def prepare(self) -> bool:
        """What only the leader does before it claims; False when this process does not lead, or all rests."""
        if not self._leadership.may_tick() or self._leadership.is_paused():
            return False
        self._spread_backlog()
        if self._leadership.may_sweep(SWEEP_EVERY):
            log.info("swept", planned=self._planner.sweep())
            for chore in self._chores:
                chore()
        return True

    def _wishes(self, free: int) -> list[Claim]:
        """A refresh that would find the budget spent for seconds waits unclaimed; for longer, the person is told."""
        if free < 1:
            return []
        short_of_calls = timedelta(0) < self._gate.wait("person", CALLS) <= PATIENCE
        return self._runner.claim(free, WISHES, GENERATE if short_of_calls else None)

    def _spread_backlog(self) -> None:
        """After a downtime: more overdue than an hour can do gets turns over a day, oldest first; nothing bursts."""
        now = self._now()
        with self._database.reading() as session:
            overdue = plans.count_overdue(session, now)
        if overdue <= max(1, rate_budget.hourly(self._limits, CALLS)):
            return
        place = 0
        while place < overdue:
            with self._database.transaction() as session:
                if not self._leadership.is_fenced(session):
                    break
                ids = plans.overdue(session, now, MOVED_AT_ONCE)
                turns = {job_id: schedule.catch_up(now, place + n, overdue) for n, job_id in enumerate(ids)}
                plans.move(session, turns, now)
                self._failpoint("backlog_moving")
            if not ids:
                break
            place += len(ids)
        log.info("backlog_spread", overdue=overdue, moved=place)
