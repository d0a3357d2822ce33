"""What may be started now: people's wishes at once, the weekly round as far as the provider's budget reaches."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import structlog

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import plans
from app.domain import rate_budget, schedule
from app.domain.jobs import GENERATE, Claim, Kind
from app.domain.rate_budget import Limits
from app.domain.schedule import FIRST_IMPORT, OWN_WISH, ROUTINE, ROUTINE_AGAIN
from app.services.failpoints import Failpoint, no_failpoint
from app.services.jobs import JobRunner
from app.services.leadership import Leadership
from app.services.planning import Planner
from app.services.provider_gate import CALLS_OF_A_REFRESH, DatabaseGate

log = structlog.get_logger()

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
        claims = self._runner.claim(1, WISHES, self._only(self._gate.wait("person", CALLS_OF_A_REFRESH)))
        return self._runner.do(claims[0]) if claims else None

    def claim(self, free: int, running: int) -> list[Claim]:
        """Lease what `free` workers can start now, wishes first; `running` jobs may not have made their calls yet."""
        outlook = self._gate.outlook(running + free)
        return self._runner.claim_round(
            free,
            WISHES,
            ROUND,
            wish=self._only(outlook.wait),
            room=outlook.fits - running,
            fence=self._leadership.is_fenced,
        )

    def hand_back(self, claims: Sequence[Claim]) -> None:
        self._runner.hand_back(claims)

    def do(self, claim: Claim) -> str:
        return self._runner.do(claim)

    @property
    def leads(self) -> bool:
        return self._leadership.term is not None

    def prepare(self) -> bool:
        """What only the leader does before it claims; False when this process does not lead, or all rests."""
        tick = self._leadership.tick()
        if tick is None or tick.paused:
            return False
        self._spread_backlog()
        is_due = tick.swept_at is None or tick.swept_at <= self._now() - SWEEP_EVERY
        if is_due and self._leadership.may_sweep(SWEEP_EVERY):
            log.info("swept", planned=self._planner.sweep())
            for chore in self._chores:
                chore()
        return True

    def _only(self, wait: timedelta) -> Kind | None:
        """A refresh that would find the budget spent for seconds waits unclaimed; for longer, the person is told."""
        return GENERATE if timedelta(0) < wait <= PATIENCE else None

    def _spread_backlog(self) -> None:
        """After a downtime: more overdue than an hour can do gets turns over a day, oldest first; nothing bursts."""
        now = self._now()
        with self._database.bare_reading() as session:
            overdue = plans.count_overdue(session, now)
        if overdue <= max(1, rate_budget.hourly(self._limits, CALLS_OF_A_REFRESH)):
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
