"""Spotify's content is not kept for ever: 30 days after a connection broke for good it goes (SPOTIFY.md, terms).

Until then the page stays as it was; after that it goes on with the artist's own words.
"""

from datetime import datetime

import structlog

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import connections, notices, profiles
from app.domain.refusals import NotThere
from app.domain.retention import DAY, rule
from app.services.leaving import LeavingService

log = structlog.get_logger()

KEPT = rule("spotify").kept or 30 * DAY
AT_ONCE = 20
"""People of one sweep: each may need a preview image drawn."""
FORGOTTEN = (
    "Spotify has not let us read your music for 30 days, so its lists and the text written from them were deleted here."
    " What you wrote stays. Connect Spotify to bring your music back."
)


class Forgetting:
    def __init__(self, database: Database, now: Clock, leaving: LeavingService) -> None:
        self._database = database
        self._now = now
        self._leaving = leaving

    def sweep(self) -> int:
        """Forget what is due; the music of how many people."""
        before = self._now() - KEPT
        with self._database.bare_reading() as session:
            broken = connections.broken_before(session, before, AT_ONCE)
        return sum(self._forget(person_id, before) for person_id in broken)

    def _forget(self, person_id: int, before: datetime) -> bool:
        """False when the person reconnected or left meanwhile."""
        try:
            image = self._leaving.card_without_music(person_id)
            with self._database.transaction() as session:
                profile = profiles.owned(session, person_id, lock=True)
                if not connections.is_broken_since(session, person_id, before):
                    return False
                self._leaving.cut(session, profile, image, "forgotten")
                now, incident = self._now(), f"forgotten:{person_id}"
                notices.tell(session, person_id, topic="forgotten", incident=incident, message=FORGOTTEN, now=now)
        except NotThere:
            return False
        log.info("music_forgotten", profile_id=profile.id)
        return True
