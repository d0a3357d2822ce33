"""What an admin does to the engine: each story writes its audit entry in the transaction of its effect.

`admin_id` is the person who did it; None on the command line.
"""

import structlog

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import audit, incidents, jobs, leader, notices, parked, profiles
from app.domain import schedule
from app.domain.jobs import REFRESH
from app.domain.refusals import BadInput
from app.services.jobs import JobQueue

log = structlog.get_logger()

AT_ONCE = 200
SEALED = (
    "To be safe, this site closed its connections to Spotify. Reconnect to keep your page fresh;"
    " it stays as it is until then."
)


class EngineControl:
    def __init__(self, database: Database, now: Clock, queue: JobQueue) -> None:
        self._database = database
        self._now = now
        self._queue = queue

    def refresh_one(self, admin_id: int | None, typed: str) -> str:
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

    def retry_parked(self, admin_id: int | None) -> int:
        """Queue everything that was put aside; how many jobs."""
        now = self._now()
        with self._database.transaction() as session:
            count = parked.retry(session, now)
            audit.record(session, admin_id, "admin_retry_parked", now, jobs=count)
        return count

    def pause(self, admin_id: int | None) -> None:
        """No process claims a job, probes a token or sends a message until `resume`; what is under way ends."""
        now = self._now()
        with self._database.transaction() as session:
            leader.pause(session, now)
            audit.record(session, admin_id, "admin_pause", now)
        log.warning("engine_paused")

    def resume(self, admin_id: int | None) -> None:
        now = self._now()
        with self._database.transaction() as session:
            leader.resume(session)
            audit.record(session, admin_id, "admin_resume", now)
        log.warning("engine_resumed")
        self._queue.wake()

    def seal_all(self, admin_id: int | None) -> int:
        """Seal every connection and tell its artist; of how many people. For a leaked key or secret.

        Batch by batch, so that nobody waits for a lock; stopped in between, it is begun again and does the rest.
        """
        now, count = self._now(), 0
        with self._database.transaction() as session:
            audit.record(session, admin_id, "admin_seal_all", now)
        while True:
            with self._database.transaction() as session:
                found = incidents.next_open(session, AT_ONCE)
                if not found:
                    break
                incidents.seal(session, [person_id for person_id, _ in found], now)
                incidents.rest(session, [profile_id for _, profile_id in found])
                for person_id, _ in found:
                    incident = f"reconnect:{person_id}"
                    notices.tell(session, person_id, topic="reconnect", incident=incident, message=SEALED, now=now)
            count += len(found)
        log.warning("connections_sealed", count=count)
        return count
