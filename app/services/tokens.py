"""Access tokens that are good for a while: refreshed early, once for everybody, saved before they are used.

Steps (RELIABILITY.md T3, T6): single flight in this process -> lease on the row -> re-read -> `TokenRefresh` (POST,
then one transaction with the journal and a compare-and-set on the token that was sent) -> only then hand it out.
"""

import time
from collections.abc import Callable
from datetime import timedelta

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import tokens
from app.domain.errors import AnchorError, ReauthorizationRequired, SpotifyUnavailable
from app.domain.purposes import ACCESS
from app.domain.stored_tokens import StoredTokens
from app.services.failpoints import Failpoint, no_failpoint
from app.services.single_flight import SingleFlight
from app.services.token_refresh import TokenRefresh
from app.spotify.gate import Lane
from app.vault import Vault

LEASE = timedelta(seconds=30)
"""Longer than two calls of 10 s, the most that one holder makes."""
OWNER_LENGTH = 40
PATIENCE_S = 12.0
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.02, 0.3

Satisfied = Callable[[StoredTokens], str | None]
"""The access token that will do, None when a refresh is needed."""


class TokenService:
    def __init__(
        self,
        database: Database,
        vault: Vault,
        refresh: TokenRefresh,
        now: Clock,
        new_token: Callable[[], str],
        failpoint: Failpoint = no_failpoint,
    ) -> None:
        self._database = database
        self._vault = vault
        self._refresh = refresh
        self._now = now
        self._new_token = new_token
        self._failpoint = failpoint
        self._flights = SingleFlight(PATIENCE_S)

    def access_token(self, connection_id: int, lane: Lane = "refresh", stored: StoredTokens | None = None) -> str:
        """A token that outlives the margin; `stored` is what the caller has just read of this connection.

        ReauthorizationRequired when consent is needed again or was withdrawn, SpotifyUnavailable, AppRejected.
        """
        return self._supply(connection_id, self._fresh, lane, stored)

    def force_refresh(self, connection_id: int, rejected: str, lane: Lane = "refresh") -> str:
        """Another token than the one that a 401 rejected; errors as above."""

        def another(stored: StoredTokens) -> str | None:
            token = self._fresh(stored)
            return None if token == rejected else token

        token = self._supply(connection_id, another, lane)
        # Whoever joined a refresh that began before the 401 may have got the rejected one.
        return token if token != rejected else self._supply(connection_id, another, lane)

    def _supply(self, connection_id: int, satisfied: Satisfied, lane: Lane, stored: StoredTokens | None = None) -> str:
        known = self._read(connection_id) if stored is None else _usable(stored)
        token = satisfied(known)
        return token or self._flights.fly(connection_id, lambda: self._obtain(known, satisfied, lane))

    def _fresh(self, stored: StoredTokens) -> str | None:
        if stored.access_token is None or not stored.is_fresh(self._now()):
            return None
        return self._vault.open(stored.access_token, person_id=stored.person_id, purpose=ACCESS)

    def _read(self, connection_id: int) -> StoredTokens:
        """The tokens as stored. Raises ReauthorizationRequired when none of them may be used."""
        with self._database.bare_reading() as session:
            return _usable(tokens.read(session, connection_id))

    def _obtain(self, stored: StoredTokens, satisfied: Satisfied, lane: Lane) -> str:
        """Refresh, or wait for whoever is refreshing elsewhere and take what they stored."""
        connection_id, owner = stored.connection_id, self._new_token()[:OWNER_LENGTH]
        deadline, pause = time.monotonic() + PATIENCE_S, FIRST_PAUSE_S
        while True:
            token = None
            if not stored.is_leased(self._now()) and (leased := self._lease(connection_id, owner)) is not None:
                token = self._refresh_leased(leased, owner, satisfied, lane)
            if token is None:
                stored = self._read(connection_id)
                token = satisfied(stored)
            if token is not None:
                return token
            if time.monotonic() > deadline:
                raise SpotifyUnavailable("timeout", stored.lease_until)
            time.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE_S)

    def _lease(self, connection_id: int, owner: str) -> StoredTokens | None:
        """Take the lease and look again, in one statement; None while somebody else has it."""
        now = self._now()
        with self._database.bare_transaction() as session:
            return tokens.claim_lease(session, connection_id, owner=owner, now=now, until=now + LEASE)

    def _refresh_leased(self, stored: StoredTokens, owner: str, satisfied: Satisfied, lane: Lane) -> str | None:
        """Refresh what was read under the lease; None when the row changed under the call. A save ends the lease."""
        self._failpoint("token_leased")
        try:
            token = satisfied(_usable(stored))
            if token is None and (token := self._refresh.run(stored, lane)) is not None:
                return token
        except AnchorError:
            self._release(stored.connection_id, owner)
            raise
        self._release(stored.connection_id, owner)
        return token

    def _release(self, connection_id: int, owner: str) -> None:
        with self._database.bare_transaction() as session:
            tokens.release_lease(session, connection_id, owner)


def _usable(stored: StoredTokens | None) -> StoredTokens:
    if stored is None or stored.status not in ("connected", "waiting"):
        raise ReauthorizationRequired
    return stored
