"""One call to Spotify that an admin wants now: an answer ends the waiting early, a refusal renews it."""

import structlog

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import audit, provider_state, tokens
from app.domain import freshness
from app.domain.errors import (
    AppRejected,
    NotAllowListed,
    ReauthorizationRequired,
    SpotifyUnavailable,
    TokenRejected,
)
from app.domain.probe import Probe
from app.domain.refusals import BadInput
from app.services.provider_gate import PROVIDER, DatabaseGate
from app.services.tokens import TokenService
from app.spotify.client import SpotifyClient

log = structlog.get_logger()

NOBODY = "Nobody is connected, so there is nothing to ask Spotify with. Nothing was done."


class SpotifyProbe:
    """`spotify` and `tokens` pass a gate that counts their calls and holds none of them back."""

    def __init__(
        self, database: Database, now: Clock, gate: DatabaseGate, spotify: SpotifyClient, tokens: TokenService
    ) -> None:
        self._database = database
        self._now = now
        self._gate = gate
        self._spotify = spotify
        self._tokens = tokens

    def run(self, admin_id: int | None) -> str:
        """Ask who somebody is, once; what came of it, in a sentence. Raises BadInput when nobody is connected."""
        with self._database.transaction() as session:
            connection_id = tokens.freshest(session)
            if connection_id is None:
                raise BadInput("confirm", NOBODY)
            audit.record(session, admin_id, "admin_probe_spotify", self._now())
        said, answered = self._asked(connection_id)
        with self._database.transaction() as session:
            now = self._now()
            provider_state.locked(session, PROVIDER, now)
            provider_state.write(session, PROVIDER, probe=Probe(now, answered, said).to_json())
        return said

    def _asked(self, connection_id: int) -> tuple[str, bool]:
        """What came of it, and whether Spotify answered."""
        try:
            self._spotify.me(self._tokens.access_token(connection_id, "person"), "person")
        except (TokenRejected, NotAllowListed, ReauthorizationRequired):
            pass  # Spotify answered, if only about this one person
        except SpotifyUnavailable as error:
            log.warning("probe_failed", reason=error.reason)
            now = self._now()
            until = f" We call again {freshness.at(error.retry_at, now)}." if error.retry_at else ""
            return f"Spotify still gives no useful answer ({error.reason.replace('_', ' ')}).{until}", False
        except AppRejected as error:
            log.warning("probe_failed", reason=error.fault)
            return "Spotify still refuses this site's app. Look at its dashboard there.", False
        self._gate.reopen()
        log.info("probe_answered")
        return "Spotify answers. Work goes on now.", True
