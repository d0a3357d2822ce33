"""Who polls the due queue: one process, replaced within 20 seconds when it dies, hangs or is cut off.

On PostgreSQL a session lock elects; elsewhere the lease row does. The row's term fences what a leader plans; what a
leader does is fenced job by job, so two of them would be wasteful and not wrong.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from app.db.clock import Clock
from app.db.database import Database, Reach
from app.db.queries import leader
from app.services.failpoints import Failpoint, no_failpoint

if TYPE_CHECKING:
    from app.db.advisory_lock import AdvisoryLock

log = structlog.get_logger()

LEASE = timedelta(seconds=12)
"""Renewed every 3 seconds: with the pause between two elections, another process leads after 15 at most."""
TRUST_S = 10.0
"""How long a confirmed term is believed without asking again, on a clock that nobody turns."""


class Leadership:
    def __init__(
        self,
        database: Database,
        now: Clock,
        lock: "AdvisoryLock | None",
        holder: str,
        monotonic: Callable[[], float],
        failpoint: Failpoint = no_failpoint,
    ) -> None:
        self._database = database
        self._now = now
        self._lock = lock
        self._holder = holder
        self._monotonic = monotonic
        self._failpoint = failpoint
        self._term: int | None = None
        self._trusted_until = 0.0

    @property
    def term(self) -> int | None:
        """The term that this process leads now; None when another does, or when it was not confirmed lately."""
        return self._term if self._monotonic() < self._trusted_until else None

    def elect(self) -> bool:
        """Stand for election, or confirm the term: every few seconds. Raises SQLAlchemyError."""
        began, before = self._monotonic(), self._term
        self._term = self._confirmed()
        if self._term is not None:
            self._trusted_until = began + TRUST_S
        if self._term != before:
            log.info("leader_elected" if self._term else "leadership_lost", term=self._term or before)
        return self._term is not None

    def may_tick(self) -> bool:
        """Note a tick of this term, in the database; False when it is over."""
        return self.tick() is not None

    def tick(self) -> leader.Tick | None:
        """The same, and what the leader finds by it."""
        term = self.term
        if term is None:
            return None
        with self._database.bare_transaction() as session:
            ticks = leader.tick(session, self._holder, term, self._now())
        self._failpoint("leader_ticked")
        return ticks

    def is_fenced(self, session: Reach) -> bool:
        """Whether this process leads for as long as the caller's transaction lasts: nobody begins a term before.

        What a leader does to the queue is written under it, so two leaders never act in turns.
        """
        term = self.term
        return term is not None and leader.hold(session, self._holder, term)

    def may_sweep(self, every: timedelta) -> bool:
        """Whether the rarer work is due and this leader's."""
        term, now = self.term, self._now()
        if term is None:
            return False
        with self._database.bare_transaction() as session:
            return leader.sweep(session, self._holder, term, now, now - every)

    def is_paused(self) -> bool:
        """Whether an admin stopped the engine."""
        with self._database.reading() as session:
            return leader.is_paused(session)

    def resign(self) -> None:
        """At the end of the process: let another begin at once. Raises SQLAlchemyError."""
        term, self._term = self._term, None
        try:
            if term is not None:
                with self._database.transaction() as session:
                    leader.resign(session, self._holder, term, self._now())
        finally:
            if self._lock is not None:
                self._lock.release()

    def _confirmed(self) -> int | None:
        elected = self._lock is not None
        if self._lock is not None and not self._lock.hold():
            return None
        now = self._now()
        if self._term is not None:
            with self._database.bare_transaction() as session:
                if leader.renew(session, self._holder, self._term, now, now + LEASE):
                    return self._term
        with self._database.transaction() as session:
            term = leader.take(session, self._holder, now, now + LEASE, elected=elected)
            self._failpoint("leader_taking")
        if term is not None:
            self._failpoint("leader_elected")
        return term
