"""What the Spotify client asks before each call and tells after it: one row, shared by all processes."""

from contextlib import suppress
from datetime import datetime
from typing import cast

from sqlalchemy.exc import IntegrityError

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import provider_state
from app.domain.errors import SpotifyUnavailable, UnavailableReason
from app.spotify.gate import FailureKind, Lane

PROVIDER = "spotify"


class DatabaseGate:
    """`app.spotify.gate.ProviderGate` on the database: nobody calls before `blocked_until`, every call is counted."""

    def __init__(self, database: Database, now: Clock) -> None:
        self._database = database
        self._now = now

    def enter(self, lane: Lane, calls: int = 1) -> None:
        """Count the calls; SpotifyUnavailable until the time that Spotify asked everybody to stay away."""
        now = self._now()
        with self._database.transaction() as session:
            if provider_state.count_calls(session, PROVIDER, calls, now):
                return
            state = provider_state.find(session, PROVIDER)
        if state is None:
            self._begin(now)
        elif state.blocked_until is not None and state.blocked_until > now:
            raise SpotifyUnavailable(cast(UnavailableReason, state.reason), state.blocked_until)
        self.enter(lane, calls)  # the row is there by now

    def blocked(self, until: datetime, reason: UnavailableReason) -> None:
        """Nobody calls before `until`, in any process; of two such times the later counts."""
        with self._database.transaction() as session:
            provider_state.block(session, PROVIDER, until, reason, self._now())

    def succeeded(self) -> None:
        """Nothing to write down: an open gate stays open."""

    def failed(self, kind: FailureKind) -> None:  # noqa: ARG002 - the kinds matter once there is a breaker
        """Count it."""
        with self._database.transaction() as session:
            provider_state.count_failure(session, PROVIDER)

    def _begin(self, now: datetime) -> None:
        with suppress(IntegrityError), self._database.transaction() as session:  # another process was first
            provider_state.add(session, PROVIDER, now)
