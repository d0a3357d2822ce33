"""One refresh of one connection's tokens by whoever holds its lease: send, then save, and only then use."""

import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import token_journal, tokens
from app.db.queries.tokens import Refreshed
from app.domain.errors import ReauthorizationRequired
from app.domain.purposes import ACCESS, REFRESH
from app.domain.stored_tokens import StoredTokens
from app.services.failpoints import Failpoint, no_failpoint
from app.services.grant_brake import GrantBrake
from app.spotify.client import SpotifyClient
from app.spotify.gate import Lane
from app.spotify.values import TokenAnswer
from app.vault import Vault, fingerprint

log = structlog.get_logger()

SAVE_PAUSES_S = (0.2, 1.0)


@dataclass(frozen=True, slots=True)
class Sent:
    """A refresh token on its way to the provider; `entry_id` when it comes from the journal and not from the row."""

    stored: StoredTokens
    token: str = field(repr=False)
    entry_id: int | None
    at: datetime


class TokenRefresh:
    def __init__(
        self, database: Database, vault: Vault, spotify: SpotifyClient, now: Clock, failpoint: Failpoint = no_failpoint
    ) -> None:
        self._database = database
        self._vault = vault
        self._spotify = spotify
        self._now = now
        self._failpoint = failpoint
        self._brake = GrantBrake(database, now)

    def run(self, stored: StoredTokens, lane: Lane) -> str | None:
        """The new access token, saved; None when the row changed meanwhile and its new state decides.

        ReauthorizationRequired once neither the row's nor the journal's token opens anything; the rest as the client.
        When that happens to many people at once it is SpotifyUnavailable, and nobody is marked; consents that are over
        by the calendar are refused rightly, however many began on one day, and neither wait for the brake nor pull it.
        """
        if stored.refresh_token is None:
            raise ReauthorizationRequired
        if not stored.outlived_consent(self._now()):
            self._brake.check()
        try:
            return self._send(stored, stored.refresh_token, None, lane)
        except ReauthorizationRequired as refusal:
            return self._after_refusal(stored, refusal, lane)

    def probe(self, stored: StoredTokens) -> bool:
        """Try a sealed token once more; whether it lives, and then it is saved. A refusal marks and counts nothing."""
        if stored.refresh_token is None:
            return False
        self._brake.check()
        try:
            return self._send(stored, stored.refresh_token, None, "refresh") is not None
        except ReauthorizationRequired:
            return False

    def _send(self, stored: StoredTokens, envelope: bytes, entry_id: int | None, lane: Lane) -> str | None:
        token = self._vault.open(envelope, person_id=stored.person_id, purpose=REFRESH)
        sent = Sent(stored, token, entry_id, self._now())
        self._failpoint("token_sending")
        answer = self._spotify.refresh(token, lane)
        self._failpoint("token_answered")
        saved = self._save_surely(sent, answer)
        self._failpoint("token_saved")
        self._brake.worked()
        rotated = answer.refresh_token is not None
        log.info("token_refreshed", connection_id=stored.connection_id, rotated=rotated, saved=saved)
        return answer.access_token if saved else None

    def _after_refusal(self, stored: StoredTokens, refusal: ReauthorizationRequired, lane: Lane) -> str | None:
        """Try the one token that a lost race left in the journal; else seal, unless the row holds another by now."""
        with self._database.reading() as session:
            current = tokens.read(session, stored.connection_id)
            spare = token_journal.newest_untried(session, stored.connection_id)
        if current is None or current.fingerprint != stored.fingerprint:
            return None
        if spare is not None:
            try:
                return self._send(stored, spare.refresh_token, spare.id, lane)
            except ReauthorizationRequired:
                log.info("journal_token_refused", connection_id=stored.connection_id)
        if not stored.outlived_consent(self._now()):
            self._brake.refused()
        self._seal(stored, spare.id if spare else None)
        raise refusal

    def _seal(self, stored: StoredTokens, entry_id: int | None) -> None:
        now = self._now()
        with self._database.transaction() as session:
            if entry_id is not None:
                token_journal.mark_tried(session, entry_id, now)
            sealed = tokens.seal(session, stored.connection_id, stored.fingerprint, now)
        log.info("token_sealed", connection_id=stored.connection_id, sealed=sealed)

    def _save_surely(self, sent: Sent, answer: TokenAnswer) -> bool:
        """A database that blinks must not cost a token that nobody else has: three tries."""
        for pause in SAVE_PAUSES_S:
            try:
                return self._save(sent, answer)
            except OperationalError as error:
                log.warning("token_save_failed", connection_id=sent.stored.connection_id, error=type(error).__name__)
                time.sleep(pause)
        return self._save(sent, answer)

    def _save(self, sent: Sent, answer: TokenAnswer) -> bool:
        """False when the row holds another token than the one that the refresh began with."""
        refreshed = self._seal_answer(sent, answer)
        with self._database.transaction() as session:
            saved = tokens.save_refreshed(session, sent.stored.connection_id, sent.stored.fingerprint, refreshed)
            if refreshed.refresh_token is not None:
                saved = self._note(session, sent.stored, refreshed.refresh_token, refreshed.fingerprint, saved)
            if sent.entry_id is not None:
                token_journal.mark_tried(session, sent.entry_id, self._now())
            self._failpoint("token_saving")
        return saved

    def _seal_answer(self, sent: Sent, answer: TokenAnswer) -> Refreshed:
        """Sealed for the person; a token of the journal that worked becomes the row's unless a newer one came."""
        person_id = sent.stored.person_id
        fresh = answer.refresh_token or (sent.token if sent.entry_id is not None else None)
        return Refreshed(
            access_token=self._vault.seal(answer.access_token, person_id=person_id, purpose=ACCESS),
            access_expires_at=sent.at + timedelta(seconds=answer.expires_in),
            access_life_s=answer.expires_in,
            refresh_token=self._vault.seal(fresh, person_id=person_id, purpose=REFRESH) if fresh else None,
            fingerprint=fingerprint(fresh) if fresh else None,
        )

    def _note(self, session: Session, stored: StoredTokens, envelope: bytes, mark: str | None, saved: bool) -> bool:
        """Write the new refresh token to the journal; whether the row has it. What a disconnect removed stays away."""
        if saved:
            token_journal.forget_stored(session, stored.connection_id)
        else:
            current = tokens.read(session, stored.connection_id, lock=True)
            if current is None or current.refresh_token is None:
                return False
            if current.fingerprint == mark:
                return True  # an earlier try of this save was committed, only its answer was lost
        token_journal.add(
            session,
            stored.connection_id,
            refresh_token=envelope,
            sent_fingerprint=stored.fingerprint or "",
            stored=saved,
            now=self._now(),
        )
        return saved
