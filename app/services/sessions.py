"""Sessions that the server can end: the cookie carries a random token, the database its hash and nothing else."""

import hashlib
from collections.abc import Callable
from datetime import timedelta

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import sessions
from app.domain.actor import Actor

IDLE = timedelta(days=14)
ABSOLUTE = timedelta(days=30)
SEEN_EVERY = timedelta(minutes=5)
PURGE_LIMIT = 100


class SessionService:
    """A session ends after 14 days without a visit, 30 days after the sign-in, or at once when it is closed."""

    def __init__(self, database: Database, now: Clock, new_token: Callable[[], str]) -> None:
        self._database = database
        self._now = now
        self._new_token = new_token

    def open(self, person_id: int, replacing: str | None = None) -> str:
        """Sign in: the token for the cookie, always a new one. `replacing` is the browser's former token, closed."""
        now, token = self._now(), self._new_token()
        with self._database.transaction() as session:
            sessions.purge(session, created_before=now - ABSOLUTE, seen_before=now - IDLE, limit=PURGE_LIMIT)
            if replacing is not None:
                sessions.remove(session, _hash(replacing))
            sessions.add(session, person_id, _hash(token), now)
        return token

    def find(self, token: str) -> Actor | None:
        """Who this is; None when the session is over, closed, or never was."""
        now = self._now()
        with self._database.reading() as session:
            found = sessions.find(session, _hash(token))
        if found is None or now - found.seen_at >= IDLE or now - found.actor.signed_in_at >= ABSOLUTE:
            return None
        if now - found.seen_at >= SEEN_EVERY:
            with self._database.transaction() as session:
                sessions.touch(session, found.actor.session_id, now)
        return found.actor

    def close(self, token: str) -> None:
        """Log out; doing it twice is calm."""
        with self._database.transaction() as session:
            sessions.remove(session, _hash(token))

    def close_all(self, person_id: int) -> int:
        """Log out everywhere; how many sessions there were."""
        with self._database.transaction() as session:
            return sessions.remove_all(session, person_id)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
