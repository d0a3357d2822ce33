"""Which person an account belongs to: nobody is doubled, merged or taken over, whatever arrives in whatever order."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import connections, notices, people, token_journal
from app.db.queries.connections import SealedConsent
from app.db.tables.people import Connection
from app.domain.draft import ConnectionStatus
from app.domain.errors import AnchorError, NotAllowListed, SpotifyUnavailable
from app.domain.purposes import ACCESS, REFRESH
from app.services.membership import MembershipService
from app.services.withholding import WithholdingService
from app.spotify.values import Account
from app.vault import Vault, fingerprint

log = structlog.get_logger()

PROVIDER = "spotify"
ID_LENGTH = 200


class AnotherAccount(AnchorError):
    """The account that came back is not the one of the person who set out."""

    def __init__(self) -> None:
        super().__init__("another account than this person's")


@dataclass(frozen=True, slots=True)
class Consent:
    """What a code exchange brought; `scope` as granted, space-separated."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    life_s: int
    scope: str
    authorized_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Member:
    person_id: int
    profile_id: int


class Accounts:
    def __init__(
        self,
        database: Database,
        vault: Vault,
        now: Clock,
        membership: MembershipService,
        withholding: WithholdingService,
    ) -> None:
        self._database = database
        self._vault = vault
        self._now = now
        self._membership = membership
        self._withholding = withholding

    def settle(
        self, account: Account, consent: Consent, person_id: int | None, invitation: str | None = None
    ) -> Member:
        """Store a consent with the person it belongs to, who is made when there is none.

        `person_id` is the person who set out, None at a plain sign-in. One without a known account gets this one, or
        gives way to the person who has it. Raises AnotherAccount when theirs is another; nothing is changed then.
        """
        return self._surely(lambda session: self._settle(session, account, consent, person_id, invitation))

    def wait(self, consent: Consent, person_id: int | None) -> Member:
        """Store a consent of somebody unknown, whom Spotify does not let in yet. NotAllowListed for a known person."""
        with self._database.transaction() as session:
            own = connections.of_person(session, person_id, PROVIDER) if person_id is not None else None
            if own is not None and not _is_unknown(own):
                raise NotAllowListed
            waiting = own or self._new_person(session)
            self._store(session, waiting, consent, "waiting")
            return _member(session, waiting.person_id)

    def identify(self, account: Account, person_id: int) -> Member:
        """Tell somebody who waited who they are; their tokens go with them. AnotherAccount as in `settle`."""

        def found(session: Session) -> Member:
            own = connections.of_person(session, person_id, PROVIDER)
            if own is None or (consent := self._opened(own)) is None:
                return _member(session, person_id)
            return self._settle(session, account, consent, person_id)

        return self._surely(found)

    def _surely(self, story: Callable[[Session], Member]) -> Member:
        """Of two first callbacks of one account the unique index stops one, which then finds the other's person."""
        try:
            with self._database.transaction() as session:
                return story(session)
        except IntegrityError:
            log.info("account_race")
        with self._database.transaction() as session:
            return story(session)

    def _settle(
        self,
        session: Session,
        account: Account,
        consent: Consent,
        person_id: int | None,
        invitation: str | None = None,
    ) -> Member:
        if len(account.user_id) > ID_LENGTH or len(account.account_id or "") > ID_LENGTH:
            raise SpotifyUnavailable("contract")
        own = connections.of_person(session, person_id, PROVIDER) if person_id is not None else None
        found = connections.of_account(session, PROVIDER, account.account_id, account.user_id)
        if own is not None and not _is_unknown(own) and own is not found:
            raise AnotherAccount
        if own is not None and found is not None and own is not found:
            people.delete_person(session, own.person_id)
        target = found or own or self._new_person(session)
        session.flush()
        self._membership.admit(session, target.person_id, known=found is not None, invitation=invitation)
        connections.identify(target, account.account_id, account.user_id, account.display_name)
        self._store(session, target, consent, "connected")
        if found is None:
            self._withholding.meet_again(session, target)
        return _member(session, target.person_id)

    def _new_person(self, session: Session) -> Connection:
        return connections.add(session, people.create(session, self._now()), PROVIDER)

    def _store(self, session: Session, connection: Connection, consent: Consent, status: ConnectionStatus) -> None:
        person_id = connection.person_id
        sealed = SealedConsent(
            access_token=self._vault.seal(consent.access_token, person_id=person_id, purpose=ACCESS),
            access_expires_at=consent.expires_at,
            access_life_s=consent.life_s,
            refresh_token=self._vault.seal(consent.refresh_token, person_id=person_id, purpose=REFRESH),
            fingerprint=fingerprint(consent.refresh_token),
            scope=consent.scope,
            authorized_at=consent.authorized_at,
        )
        connections.store_consent(connection, sealed, status)
        notices.resolve(session, person_id, ("consent",), self._now())
        session.flush()
        token_journal.clear(session, connection.id)

    def _opened(self, row: Connection) -> Consent | None:
        """The consent that waits in a row; None when its tokens are gone."""
        if row.access_token is None or row.refresh_token is None or row.access_expires_at is None:
            return None
        return Consent(
            access_token=self._vault.open(row.access_token, person_id=row.person_id, purpose=ACCESS),
            refresh_token=self._vault.open(row.refresh_token, person_id=row.person_id, purpose=REFRESH),
            life_s=row.access_life_s or 0,
            scope=row.scope,
            authorized_at=row.authorized_at or self._now(),
            expires_at=row.access_expires_at,
        )


def _is_unknown(connection: Connection) -> bool:
    return connection.account_id is None and connection.user_id is None


def _member(session: Session, person_id: int) -> Member:
    return Member(person_id, people.profile_of(session, person_id))
