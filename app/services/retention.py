"""Letting go of what is over: each class of data after its own time (`domain.retention`), in small batches."""

import structlog

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import notices, retention
from app.domain.refusals import NotThere
from app.domain.retention import DAY, RULES, rule
from app.services.leaving import LeavingService
from app.services.returning import ReturningService

log = structlog.get_logger()

BATCH = 500
MOST_BATCHES = 40
"""Of one class in one sweep: what is more goes with the next one, an hour later."""
PEOPLE_AT_ONCE = 50
KEPT = rule("spotify").kept or DAY
ENDED = (
    "Your Spotify permission ended a month ago, so what came from Spotify was deleted. Your own words stay. "
    "Connect again and your page fills up."
)


class RetentionService:
    def __init__(self, database: Database, now: Clock, leaving: LeavingService, returning: ReturningService) -> None:
        self._database = database
        self._now = now
        self._leaving = leaving
        self._returning = returning

    def sweep(self) -> None:
        """What the leader does every hour; safe to stop anywhere and to do twice."""
        self._returning.replay()
        gone = {found.name: self._class(found.name) for found in RULES if found.name in retention.OVER}
        gone |= {"held": self._returning.sweep(), "spotify_lists": self._let_go_of_lists()}
        log.info("retention_swept", **{name: count for name, count in gone.items() if count})

    def _class(self, name: str) -> int:
        kept = rule(name).kept
        if kept is None:
            return 0
        before, gone = self._now() - kept, 0
        for _ in range(MOST_BATCHES):
            with self._database.transaction() as session:
                count = retention.delete_over(session, name, before, BATCH)
            gone += count
            if count < BATCH:
                break
        return gone

    def _let_go_of_lists(self) -> int:
        """Spotify's content is not kept for ever: a month after the permission ended it goes (SPOTIFY.md)."""
        before = self._now() - KEPT
        with self._database.reading() as session:
            over = session.scalars(retention.broken_for_good(before, PEOPLE_AT_ONCE)).all()
        for person_id in over:
            try:
                self._leaving.disconnect(person_id)
            except NotThere:  # left meanwhile
                continue
            with self._database.transaction() as session:
                incident = f"lists_gone:{person_id}"
                notices.tell(session, person_id, topic="reconnect", incident=incident, message=ENDED, now=self._now())
        return len(over)
