"""The consent clock: the artist is reminded 30, 7 and 1 days before it runs out, once each, and asked when it has."""

from datetime import datetime

import structlog

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import consents, notices
from app.domain import consent, freshness

log = structlog.get_logger()

AT_ONCE = 500
ENDS = "Your Spotify permission ends {when}, on {date}. Reconnect before then to keep your page fresh."


class ConsentClock:
    def __init__(self, database: Database, now: Clock) -> None:
        self._database = database
        self._now = now

    def sweep(self) -> int:
        """Give the reminders that are due; how many. What a downtime skipped is not told late, only the newest is."""
        now, after, given = self._now(), 0, 0
        while True:
            with self._database.bare_reading() as session:
                rows = consents.ending(session, now, after, AT_ONCE)
            if not rows:
                break
            for connection_id, person_id, authorized_at, told in rows:
                given += self._remind(connection_id, person_id, authorized_at, told, now)
            after = rows[-1][0]
        log.info("consents_swept", reminded=given)
        return given

    def _remind(self, connection_id: int, person_id: int, authorized_at: datetime, told: int, now: datetime) -> bool:
        stage = consent.stage(authorized_at, now)
        if stage <= told:
            return False
        with self._database.transaction() as session:
            if not consents.remind(session, connection_id, authorized_at, told, stage):
                return False
            if stage == consent.EXPIRED:
                consents.ask_now(session, person_id, now)
                return True
            ends_at = consent.ends_at(authorized_at)
            notices.resolve(session, person_id, ("consent",), now)
            notices.tell(
                session,
                person_id,
                topic="consent",
                incident=f"consent:{person_id}:{ends_at:%Y-%m-%d}:{stage}",
                message=ENDS.format(when=freshness.days_ahead(ends_at, now), date=freshness.date(ends_at)),
                now=now,
            )
        return True
