"""What the doctor finds: each outside system is tried for real, and each fault is a sentence that says what to do."""

from collections.abc import Callable
from dataclasses import dataclass

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import provider_state
from app.domain.errors import AppRejected, AuthorizationFailed, SpotifyUnavailable
from app.domain.probe import Probe
from app.mail import Mailer
from app.services.provider_gate import PROVIDER
from app.services.readiness import ReadinessService
from app.spotify.client import SpotifyClient

CURES = {
    "database": "does not answer. Check DATABASE_URL, and that the database runs.",
    "migrations": "are not all applied. Run `flask --app wsgi db upgrade`.",
    "keys": "do not open what they sealed. Check TOKEN_KEYS.",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was tried."""

    name: str
    ok: bool
    sentence: str


class DiagnosisService:
    """`mailer` is None when this site sends no mail; then there is nothing to find out."""

    def __init__(
        self,
        database: Database,
        now: Clock,
        readiness: ReadinessService,
        spotify: SpotifyClient,
        new_token: Callable[[], str],
        mailer: Mailer | None = None,
    ) -> None:
        self._database = database
        self._now = now
        self._readiness = readiness
        self._client = spotify
        self._new_token = new_token
        self._mailer = mailer

    def findings(self) -> list[Finding]:
        checks = self._readiness.checks()
        found = [Finding(name, answer == "ok", _said(name, answer)) for name, answer in checks.items()]
        spotify = self._spotify() if checks["migrations"] == "ok" else _not_tried()
        return [*found, spotify, *([self._mail(self._mailer)] if self._mailer else [])]

    def _mail(self, mailer: Mailer) -> Finding:
        if mailer.answers():
            return Finding("mail", True, "the server takes messages from this site.")
        sentence = "the server does not let this site in. Check SMTP_URL: its host, port, user and password."
        return Finding("mail", False, sentence)

    def _spotify(self) -> Finding:
        """Tried, and written down for the admin's page, which calls nobody."""
        found = self._spotify_app()
        with self._database.transaction() as session:
            now = self._now()
            provider_state.locked(session, PROVIDER, now)
            provider_state.write(session, PROVIDER, probe=Probe(now, found.ok, found.sentence).to_json())
        return found

    def _spotify_app(self) -> Finding:
        """A code that cannot exist: an app that Spotify knows is told so, another is told that it is unknown."""
        try:
            self._client.exchange_code("not-a-code", self._new_token())
        except AuthorizationFailed:
            return Finding("spotify", True, "knows this app.")
        except AppRejected:
            sentence = "refuses this app. Check SPOTIFY_CLIENT_ID, SPOTIFY_CLIENT_SECRET and the redirect URI there."
            return Finding("spotify", False, sentence)
        except SpotifyUnavailable as exc:
            return Finding("spotify", False, f"does not answer ({exc.reason}). Check the network, or try again later.")
        return Finding("spotify", False, "took a code that nobody issued. Check SPOTIFY_ACCOUNTS_URL.")


def _said(name: str, answer: str) -> str:
    if answer == "unknown":
        return "could not be looked at: the database does not answer."
    return "fine." if answer == "ok" else CURES[name]


def _not_tried() -> Finding:
    return Finding("spotify", False, "was not tried: the database has to be ready first.")
