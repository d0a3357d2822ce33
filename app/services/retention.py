"""Letting go of what is over: each class of data after its own time (`domain.retention`), in small batches."""

import structlog

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import retention
from app.domain.retention import RULES, rule
from app.services.forgetting import Forgetting
from app.services.returning import ReturningService

log = structlog.get_logger()

BATCH = 500
MOST_BATCHES = 40
"""Of one class in one sweep: what is more goes with the next one, an hour later."""


class RetentionService:
    def __init__(self, database: Database, now: Clock, forgetting: Forgetting, returning: ReturningService) -> None:
        self._database = database
        self._now = now
        self._forgetting = forgetting
        self._returning = returning

    def sweep(self) -> None:
        """What the leader does every hour; safe to stop anywhere and to do twice."""
        self._returning.replay()
        gone = {name: self._class(name) for name in self._over()}
        gone |= {"held": self._returning.sweep(), "spotify_lists": self._forgetting.sweep()}
        log.info("retention_swept", **{name: count for name, count in gone.items() if count})

    def _over(self) -> list[str]:
        """The classes of which something is over: usually none, and then nobody waits for a lock."""
        now = self._now()
        ends = {found.name: now - found.kept for found in RULES if found.name in retention.OVER and found.kept}
        with self._database.reading() as session:
            return retention.over(session, ends)

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
