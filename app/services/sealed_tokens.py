"""Tokens that Spotify refused: kept sealed, tried once more after six hours, removed after thirty days."""

from datetime import timedelta

import structlog

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import sealed
from app.domain.errors import AppRejected, SpotifyUnavailable
from app.services.planning import Planner
from app.services.reconnecting import reconnected
from app.services.token_refresh import TokenRefresh

log = structlog.get_logger()

REST = timedelta(hours=6)
KEPT = timedelta(days=30)
AT_ONCE = 20


class SealedTokens:
    def __init__(self, database: Database, now: Clock, refresh: TokenRefresh, planner: Planner) -> None:
        self._database = database
        self._now = now
        self._refresh = refresh
        self._planner = planner

    def sweep(self) -> None:
        """Probe what has rested, purge what is old."""
        now = self._now()
        with self._database.bare_transaction() as session:
            purged = sealed.purge(session, now - KEPT)
        with self._database.bare_reading() as session:
            resting = sealed.unprobed(session, now - REST, AT_ONCE)
        alive = sum(self._probe(connection_id) for connection_id in resting)
        log.info("sealed_tokens_swept", purged=purged, probed=len(resting), alive=alive)

    def _probe(self, connection_id: int) -> bool:
        """The one confirming try of a sealed token; whether it lives. Noted before, so that it is never two."""
        now = self._now()
        with self._database.transaction() as session:
            stored = sealed.begin_probe(session, connection_id, now)
        if stored is None:
            return False
        try:
            alive = self._refresh.probe(stored)
        except (SpotifyUnavailable, AppRejected):
            with self._database.transaction() as session:
                sealed.take_back_probe(session, connection_id)
            return False
        if alive:
            with self._database.transaction() as session:
                profile_id = sealed.profile_of(session, connection_id)
                if profile_id is not None:
                    reconnected(session, profile_id, stored.person_id, now)
                    self._planner.plan(session, profile_id)
        return alive
