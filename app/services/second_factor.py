"""The admins' second factor: set up at the command line, asked for at the door of the admin's room."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import structlog
from sqlalchemy.orm import Session

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import second_factors
from app.domain import totp
from app.domain.purposes import SECOND_FACTOR
from app.domain.refusals import BadInput, NotThere, TooSoon
from app.vault import Vault

log = structlog.get_logger()

TRIES = 5
WHILE = timedelta(minutes=15)
RECOVERY_CODES = 10
FIELD = "code"
WRONG = "That code is not right, or was used before. Wait for the next one and type that."


@dataclass(frozen=True, slots=True)
class NewFactor:
    """What is shown once: the address for the authenticator app, and the recovery codes."""

    uri: str = field(repr=False)
    recovery_codes: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class AdminState:
    """One account of ADMINS: whether it ever signed in, whether it has a factor, how many recovery codes are left."""

    account_id: str
    known: bool
    has_factor: bool
    recovery_left: int


class SecondFactorService:
    """`random(n)` gives n unguessable bytes. Five tries in 15 minutes; a right one begins the count anew."""

    def __init__(
        self, database: Database, vault: Vault, now: Clock, random: Callable[[int], bytes], issuer: str
    ) -> None:
        self._database = database
        self._vault = vault
        self._now = now
        self._random = random
        self._issuer = issuer

    def set_up(self, account_id: str) -> NewFactor:
        """A new secret and new recovery codes; the old ones are worth nothing from now on. Raises NotThere."""
        secret = self._random(totp.SECRET_BYTES)
        codes = tuple(totp.recovery_code(self._random(15)) for _ in range(RECOVERY_CODES))
        with self._database.transaction() as session:
            person_id = second_factors.person_of(session, account_id)
            if person_id is None:
                raise NotThere(f"Nobody with the account {account_id} has signed in yet. Sign in once, then try again.")
            sealed = self._vault.seal(secret.hex(), person_id=person_id, purpose=SECOND_FACTOR)
            second_factors.replace(session, person_id, sealed, [_hash(code) for code in codes], self._now())
        log.warning("second_factor_set_up", person_id=person_id)
        return NewFactor(totp.uri(secret, account_id, self._issuer), codes)

    def exists(self, person_id: int) -> bool:
        with self._database.reading() as session:
            return second_factors.find(session, person_id) is not None

    def states(self, account_ids: tuple[str, ...]) -> list[AdminState]:
        with self._database.reading() as session:
            return [self._state(session, account_id) for account_id in account_ids]

    def verify(self, person_id: int, typed: str) -> None:
        """Take a code of the authenticator, or a recovery code. Raises BadInput, TooSoon when five were wrong."""
        now, code = self._now(), totp.bare(typed)
        if not (totp.CODE.fullmatch(code) or totp.RECOVERY.fullmatch(code)):
            raise BadInput(FIELD, "A code has six digits; a recovery code has 24 letters and digits.")
        with self._database.transaction() as session:  # what is counted here stays counted, so nothing raises inside
            stored = second_factors.find(session, person_id)
            counted = second_factors.count_try(session, person_id, most=TRIES, begun_after=now - WHILE, now=now)
            right = counted and stored is not None and self._is_right(session, person_id, stored.secret, code)
        if stored is None:
            raise BadInput(FIELD, "No second factor is set up for this account.")
        if not counted:
            log.warning("second_factor_locked", person_id=person_id)
            raise TooSoon("Too many wrong codes. Wait a quarter of an hour.", (stored.tries_since or now) + WHILE)
        log.warning("second_factor", person_id=person_id, right=right, recovery=len(code) > totp.DIGITS)
        if not right:
            raise BadInput(FIELD, WRONG)

    def _is_right(self, session: Session, person_id: int, sealed: bytes, code: str) -> bool:
        now = self._now()
        if not totp.CODE.fullmatch(code):
            return second_factors.use_recovery(session, person_id, _hash(code), now)
        secret = bytes.fromhex(self._vault.open(sealed, person_id=person_id, purpose=SECOND_FACTOR))
        step = totp.matching_step(secret, code, totp.step_at(now.timestamp()))
        return step is not None and second_factors.use_step(session, person_id, step)

    def _state(self, session: Session, account_id: str) -> AdminState:
        person_id = second_factors.person_of(session, account_id)
        if person_id is None:
            return AdminState(account_id, known=False, has_factor=False, recovery_left=0)
        found = second_factors.find(session, person_id) is not None
        return AdminState(account_id, True, found, second_factors.recovery_left(session, person_id))


def _hash(code: str) -> str:
    return hashlib.sha256(totp.bare(code).encode()).hexdigest()
