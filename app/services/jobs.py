"""The queue and its runner: views only queue; whoever claims a job does it, and every claim ends with a next time.

A job is claimed with a lease (2 minutes) and a generation that fences each of its writes. The process that queued a
person's own wish does it at once; the leader's tick picks up the rest.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from random import Random
from typing import Any, Protocol

import structlog

from app.db.clock import Clock
from app.db.database import Database, Reach
from app.db.queries import job_status, jobs, leader
from app.domain import circuit_breaker, schedule
from app.domain.errors import AnchorError, SpotifyUnavailable
from app.domain.jobs import Claim, JobStatus, Kind, LeaseLost
from app.services.failpoints import Failpoint, no_failpoint

log = structlog.get_logger()


Fence = Callable[[Reach], bool]
"""Whether the caller may still act, for as long as this transaction lasts."""


class Handler(Protocol):
    """Does one job; ends the claim with `jobs.finish` in the transaction of its effect, or raises."""

    def run(self, claim: Claim) -> None: ...


class JobQueue:
    """Asking for work. `wake` tells this process's worker that something is due now."""

    def __init__(self, database: Database, now: Clock) -> None:
        self._database = database
        self._now = now
        self._wake: Callable[[], None] = lambda: None
        self._asked = False

    def on_due(self, wake: Callable[[], None]) -> None:
        """Call `wake` from now on, and at once when something was asked for before."""
        self._wake = wake
        if self._asked:
            wake()

    def ask(self, profile_id: int, kind: Kind, *, priority: int, payload: Mapping[str, Any] | None = None) -> None:
        """Mark a job due now. Doing it twice is calm: what is under way already stays as it is."""
        now = self._now()
        with self._database.transaction() as session:
            jobs.make_due(session, profile_id, kind, now=now, due_at=now, priority=priority, payload=payload or {})
        self.wake()

    def wake(self) -> None:
        """Tell this process's worker that something is due, after the commit that made it so."""
        self._asked = True
        self._wake()

    def status(self, profile_id: int) -> JobStatus | None:
        with self._database.reading() as session:
            return job_status.newest(session, profile_id, self._now())


class JobRunner:
    """Claims due jobs and does them, one call at a time; several threads and processes may each have one."""

    def __init__(
        self,
        database: Database,
        now: Clock,
        new_id: Callable[[], str],
        rng: Random,
        handlers: Mapping[Kind, Handler],
        failpoint: Failpoint = no_failpoint,
    ) -> None:
        self._database = database
        self._now = now
        self._new_id = new_id
        self._rng = rng
        self._handlers = handlers
        self._failpoint = failpoint

    def run_next(self, profile_id: int | None = None, kind: Kind | None = None) -> str | None:
        """Do the most urgent due job (of one profile or kind, if given); its outcome, None when nothing is due."""
        claim = self._claim(profile_id, kind)
        if claim is None:
            return None
        return self.do(claim)

    def claim(
        self, limit: int, priorities: Sequence[int], kind: Kind | None = None, fence: Fence | None = None
    ) -> list[Claim]:
        """Lease up to `limit` due jobs of these priorities, for whoever starts them at once.

        None behind the fence, and none while the engine is paused.
        """
        now = self._now()
        with self._database.bare_transaction() as session:
            if leader.is_paused(session) or (fence is not None and not fence(session)):
                return []
            return jobs.claim_due(
                session,
                now=now,
                owner=self._new_id(),
                until=now + schedule.LEASE,
                limit=limit,
                priorities=priorities,
                kind=kind,
            )

    def claim_round(
        self,
        free: int,
        wishes: Sequence[int],
        routine: Sequence[int],
        *,
        wish: Kind | None,
        room: int,
        fence: Fence,
    ) -> list[Claim]:
        """Lease what `free` workers start at once, in one transaction: wishes of the kind, then the weekly round.

        Of all together no more than `room` are begun while any is of the round. The round needs the fence; a pause
        stops both.
        """
        now = self._now()
        take = partial(jobs.claim_due, now=now, owner=self._new_id(), until=now + schedule.LEASE)
        with self._database.bare_transaction() as session:
            if leader.is_paused(session):
                return []
            leads = room > 0 and fence(session)  # first, as whoever moves the backlog does: jobs are locked after it
            claims = take(session, limit=free, priorities=wishes, kind=wish)
            left = min(free, room) - len(claims)
            return claims + (take(session, limit=left, priorities=routine) if leads and left > 0 else [])

    def hand_back(self, claims: Sequence[Claim]) -> None:
        """Let others have what was claimed and not begun."""
        for claim in claims:
            with suppress(LeaseLost), self._database.transaction() as session:
                jobs.hand_back(session, claim)

    def do(self, claim: Claim) -> str:
        """Do what was claimed; the outcome."""
        self._failpoint("job_claimed")
        outcome = self._do(claim)
        self._failpoint("job_ended")
        log.info("job_ended", profile_id=claim.profile_id, kind=claim.kind, outcome=outcome, attempt=claim.attempt)
        return outcome

    def _claim(self, profile_id: int | None, kind: Kind | None) -> Claim | None:
        now = self._now()
        with self._database.bare_transaction() as session:
            if leader.is_paused(session):
                return None
            until = now + schedule.LEASE
            return jobs.claim_next(
                session, now=now, owner=self._new_id(), until=until, profile_id=profile_id, kind=kind
            )

    def _do(self, claim: Claim) -> str:
        """The outcome, whatever happens: a failure moves its own profile to a later time and touches nobody else's."""
        if claim.attempt > schedule.MAX_ATTEMPTS:
            return self._end(claim, "parked", None)
        try:
            self._handlers[claim.kind].run(claim)
        except LeaseLost:
            return "lease_lost"
        except SpotifyUnavailable as exc:
            return self._postpone(claim, exc)
        except AnchorError as exc:
            return self._end(claim, _class_of(exc), None)
        except Exception:
            log.exception("job_failed", profile_id=claim.profile_id, kind=claim.kind, attempt=claim.attempt)
            return self._end(claim, "error", schedule.next_try(self._now(), claim.attempt, self._rng))
        return "done"

    def _end(self, claim: Claim, outcome: str, next_due: datetime | None) -> str:
        try:
            with self._database.bare_transaction() as session:
                jobs.finish(session, claim, now=self._now(), outcome=outcome, next_due=next_due)
        except LeaseLost:
            return "lease_lost"
        return outcome

    def _postpone(self, claim: Claim, error: SpotifyUnavailable) -> str:
        """Hand the job back until the time that is known, else for longer with each failure of this profile."""
        now, failed = self._now(), error.retry_at is None
        until = error.retry_at or now + circuit_breaker.pause(circuit_breaker.NETWORK, claim.failures + 1)
        until = schedule.come_back(until, self._rng)
        try:
            with self._database.transaction() as session:
                jobs.postpone(session, claim, now=now, outcome=error.reason, until=until, failed=failed)
        except LeaseLost:
            return "lease_lost"
        return error.reason


def _class_of(error: AnchorError) -> str:
    """`ReauthorizationRequired` -> `reauthorization_required`: the outcome that the studio turns into a sentence."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in type(error).__name__).strip("_")
