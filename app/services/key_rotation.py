"""Token keys in use: which values each sealed, and sealing all of them with the newest, while the site runs."""

from dataclasses import dataclass

import structlog

from app.db.database import Database
from app.db.queries import envelopes
from app.db.queries.envelopes import PLACES, Envelope, Place
from app.domain.purposes import ACCESS, REFRESH, SECOND_FACTOR, VERIFIER
from app.vault import Vault, VaultError, prefix_of

log = structlog.get_logger()

BATCH = 100
PURPOSES = {
    "connections.access_token": ACCESS,
    "connections.refresh_token": REFRESH,
    "token_journal.refresh_token": REFRESH,
    "second_factors.secret": SECOND_FACTOR,
    "oauth_attempts.verifier": VERIFIER,
}
"""What the values of each place are sealed for."""

SHORT_LIVED = ("oauth_attempts.verifier",)
"""Ten minutes old at most when it matters: no reason to refuse a start."""


@dataclass(frozen=True, slots=True)
class KeyUse:
    """How many values a key of TOKEN_KEYS sealed, newest key first."""

    key_id: str
    newest: bool
    values: int


@dataclass(frozen=True, slots=True)
class KeyStatus:
    """`unknown` are values whose key TOKEN_KEYS does not list: nothing opens them."""

    keys: tuple[KeyUse, ...]
    unknown: int

    @property
    def old(self) -> int:
        """Values that an older key sealed."""
        return sum(use.values for use in self.keys if not use.newest)


@dataclass(frozen=True, slots=True)
class Rotated:
    """What a rotation did: sealed anew, changed by somebody else meanwhile, not to be opened."""

    resealed: int
    overtaken: int
    unreadable: int


class KeyRotation:
    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    def status(self, places: tuple[Place, ...] = PLACES) -> KeyStatus:
        with self._database.reading() as session:
            uses = tuple(
                KeyUse(key_id, place == 0, sum(envelopes.count(session, each, prefix_of(key_id)) for each in places))
                for place, key_id in enumerate(self._vault.key_ids)
            )
            total = sum(envelopes.count(session, each) for each in places)
        return KeyStatus(uses, total - sum(use.values for use in uses))

    def unknown(self) -> int:
        """Values of the kind that must open at any time, sealed with a key that is not listed."""
        return self.status(tuple(place for place in PLACES if place.name not in SHORT_LIVED)).unknown

    def rotate(self) -> Rotated:
        """Seal every value with the newest key, a batch a transaction. Doing it twice is calm.

        A value that somebody saves meanwhile is left as they saved it: it is compared, then set.
        """
        done = [self._rotate(place) for place in PLACES]
        rotated = Rotated(*(sum(column) for column in zip(*done, strict=True)))
        log.warning("keys_rotated", resealed=rotated.resealed, unreadable=rotated.unreadable)
        return rotated

    def _rotate(self, place: Place) -> tuple[int, int, int]:
        newest = prefix_of(self._vault.key_ids[0])
        resealed = overtaken = unreadable = 0
        after = -1
        while True:
            with self._database.transaction() as session:
                batch = envelopes.others(session, place, newest, after=after, limit=BATCH)
                for envelope in batch:
                    again = self._resealed(place, envelope)
                    if again is None:
                        unreadable += 1
                    elif envelopes.replace(session, place, envelope, again):
                        resealed += 1
                    else:
                        overtaken += 1
            if len(batch) < BATCH:
                return resealed, overtaken, unreadable
            after = batch[-1].key

    def _resealed(self, place: Place, envelope: Envelope) -> bytes | None:
        purpose = PURPOSES[place.name]
        try:
            plain = self._vault.open(envelope.sealed, person_id=envelope.person_id, purpose=purpose)
        except VaultError:
            log.exception("key_rotation_skipped", place=place.name)
            return None
        return self._vault.seal(plain, person_id=envelope.person_id, purpose=purpose)
