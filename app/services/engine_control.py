"""What an admin does to the engine: each story writes its audit entry in the transaction of its effect."""

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import audit, jobs, parked, profiles
from app.domain import schedule
from app.domain.jobs import REFRESH
from app.domain.refusals import BadInput
from app.services.jobs import JobQueue


class EngineControl:
    def __init__(self, database: Database, now: Clock, queue: JobQueue) -> None:
        self._database = database
        self._now = now
        self._queue = queue

    def refresh_one(self, admin_id: int, typed: str) -> str:
        """Queue the refresh of the profile behind a handle, whatever its cooldown; the handle. Raises BadInput."""
        handle, now = typed.strip().lower(), self._now()
        with self._database.transaction() as session:
            profile_id = profiles.id_of_handle(session, handle)
            if profile_id is None:
                raise BadInput("handle", "No page has this address. Check it; nothing was done.")
            jobs.make_due(session, profile_id, REFRESH, now=now, due_at=now, priority=schedule.OWN_WISH, payload={})
            audit.record(session, admin_id, "admin_refresh_one", now, profile_id=profile_id)
        self._queue.wake()
        return handle

    def retry_parked(self, admin_id: int) -> int:
        """Queue everything that was put aside; how many jobs."""
        now = self._now()
        with self._database.transaction() as session:
            count = parked.retry(session, now)
            audit.record(session, admin_id, "admin_retry_parked", now, jobs=count)
        return count
