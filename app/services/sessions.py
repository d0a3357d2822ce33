"""Sessions that the server can end: the cookie carries a random token, the database its hash and nothing else."""

import hashlib
from collections.abc import Callable
from datetime import timedelta

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import audit, sessions, withheld
from app.db.queries.sessions import SignedInBrowser
from app.domain.actor import Actor

IDLE = timedelta(days=14)
ABSOLUTE = timedelta(days=30)
SEEN_EVERY = timedelta(minutes=5)
ADMIN_SEEN_EVERY = timedelta(minutes=1)
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
        with self._database.bare_reading() as session:
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

    def close_all(self, person_id: int, but: int | None = None) -> int:
        """Log out everywhere, or everywhere but in the session `but`; how many sessions there were."""
        with self._database.transaction() as session:
            return sessions.remove_all(session, person_id, but)

    def close_all_at(self, admin_id: int, handle: str) -> int:
        """An admin logs the person behind `handle` out everywhere; how many sessions there were. Raises BadInput."""
        with self._database.transaction() as session:
            profile = withheld.locked(session, handle.strip().lower())
            audit.record(session, admin_id, "admin_end_sessions", self._now(), profile_id=profile.id)
            return sessions.remove_all(session, profile.person_id)

    def browsers(self, person_id: int) -> list[SignedInBrowser]:
        """Where this person is signed in now, newest visit first."""
        now = self._now()
        with self._database.reading() as session:
            found = sessions.all_of(session, person_id)
        return [each for each in found if now - each.seen_at < IDLE and now - each.signed_in_at < ABSOLUTE]

    def elevate(self, token: str) -> str:
        """The second factor was right: the same session under a new token, for the cookie."""
        renewed = self._new_token()
        with self._database.transaction() as session:
            sessions.elevate(session, _hash(token), _hash(renewed), self._now())
        return renewed

    def enter_admin(self, actor: Actor) -> None:
        """Note a visit to the admin's room, at most once a minute: half an hour without one ends it."""
        now = self._now()
        if actor.admin_seen_at is None or now - actor.admin_seen_at >= ADMIN_SEEN_EVERY:
            with self._database.transaction() as session:
                sessions.touch_admin(session, actor.session_id, now)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
