"""The weekly plan: one place decides whether and when a profile is refreshed by itself."""

from datetime import datetime
from random import Random

from sqlalchemy.orm import Session

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import jobs, plans, profiles
from app.domain import schedule
from app.domain.jobs import REFRESH

SWEEP_LIMIT = 500


class Planner:
    def __init__(self, database: Database, now: Clock, rng: Random) -> None:
        self._database = database
        self._now = now
        self._rng = rng

    def plan(self, session: Session, profile_id: int) -> None:
        """Put the profile into the weekly plan or take it out, in the transaction that changed what decides it.

        Doing it twice is calm: a time that was planned stays. The caller holds the profile's lock.
        """
        if not plans.is_wanted(session, profile_id):
            plans.take_out(session, profile_id)
            return
        job = jobs.find_or_add(session, profile_id, REFRESH)
        if job.due_at is None:
            plans.put(session, job, self._first_time(session, profile_id, self._week_offset(session, profile_id)))

    def next_time(self, session: Session, profile_id: int) -> datetime | None:
        """When the profile's turn comes after a refresh that ends now; None when it is not in the plan."""
        if not plans.is_wanted(session, profile_id):
            return None
        return self.turn_after(self._now(), self._week_offset(session, profile_id))

    def turn_after(self, now: datetime, offset_s: int) -> datetime:
        """The next time in the week of a profile with this place in it."""
        return schedule.next_refresh_at(now, offset_s, self._rng)

    def sweep(self) -> int:
        """Plan what belongs into the plan and fell out of it, whatever made it so; how many."""
        with self._database.bare_reading() as session:
            lost = plans.unplanned(session, SWEEP_LIMIT)
        for profile_id in lost:
            with self._database.transaction() as session:
                if plans.lock(session, profile_id):
                    self.plan(session, profile_id)
        return len(lost)

    def _first_time(self, session: Session, profile_id: int, offset_s: int) -> datetime:
        """The next time in the week; soon, when the music would be older than eight days by then."""
        now = self._now()
        due_at = schedule.next_refresh_at(now, offset_s, self._rng)
        checked_at = profiles.by_id(session, profile_id).last_checked_at
        if checked_at is None or due_at - checked_at > schedule.FRESH:
            return now + schedule.JITTER * self._rng.random()
        return due_at

    def _week_offset(self, session: Session, profile_id: int) -> int:
        job = jobs.find_or_add(session, profile_id, REFRESH)
        if job.offset_s is None:
            job.offset_s = schedule.week_offset(self._rng)
            session.flush()
        return job.offset_s
