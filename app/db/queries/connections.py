"""Connections: who somebody is at a provider, and the consent that they gave."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, Integer, bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from app.db.database import Reach
from app.db.tables.people import Connection, TokenJournalEntry
from app.db.tables.profiles import Profile
from app.domain.draft import ConnectionStatus

DISPLAY_NAME_LENGTH = 300


@dataclass(frozen=True, slots=True)
class SealedConsent:
    """The tokens of a code exchange, sealed for the person whose row takes them."""

    access_token: bytes = field(repr=False)
    access_expires_at: datetime
    access_life_s: int
    refresh_token: bytes = field(repr=False)
    fingerprint: str = field(repr=False)
    scope: str
    authorized_at: datetime


@dataclass(frozen=True, slots=True)
class Link:
    """A connection as other rooms see it: no tokens. `authorized_at` tells one consent from the next."""

    connection_id: int
    person_id: int
    status: ConnectionStatus
    authorized_at: datetime | None


LINK = (
    select(Connection.id, Connection.person_id, Connection.status, Connection.authorized_at)
    .join(Profile, Profile.person_id == Connection.person_id)
    .where(Profile.id == bindparam("of_profile"))
)
"""Built once: every refresh begins with it."""
BROKEN = (
    select(Connection.person_id)
    .where(Connection.status == "needs_reauth", Connection.broken_at <= bindparam("before"))
    .order_by(Connection.broken_at)
    .limit(bindparam("most", type_=Integer))
)


def of_profile(session: Reach, profile_id: int) -> Link | None:
    """The connection of the profile's person; None when there never was one."""
    row = session.connection().execute(LINK, {"of_profile": profile_id}).first()
    if row is None:
        return None
    connection_id, person_id, status, authorized_at = row
    return Link(connection_id, person_id, cast(ConnectionStatus, status), authorized_at)


def set_status(session: Session, link: Link, status: ConnectionStatus, now: datetime) -> bool:
    """Note what a call with this consent showed; False, and nothing noted, when it was cut or renewed meanwhile.

    What was sealed meanwhile stays so, whatever a call that was on its way found.
    """
    broken_at = func.coalesce(Connection.broken_at, now) if status == "needs_reauth" else None
    same = update(Connection).where(
        Connection.id == link.connection_id,
        Connection.status != "none",
        Connection.authorized_at == link.authorized_at,
    )
    if status != "needs_reauth":
        same = same.where(Connection.sealed_at.is_(None))
    result = session.execute(
        same.values(status=status, broken_at=broken_at), execution_options={"synchronize_session": False}
    )
    return cast(CursorResult[Any], result).rowcount == 1


def broken_before(session: Reach, moment: datetime, limit: int) -> Sequence[int]:
    """The people whose connection has needed a new consent since before then."""
    return session.connection().execute(BROKEN, {"before": moment, "most": limit}).scalars().all()


def is_broken_since(session: Session, person_id: int, moment: datetime) -> bool:
    mine = select(Connection.id).where(
        Connection.person_id == person_id, Connection.status == "needs_reauth", Connection.broken_at <= moment
    )
    return session.scalar(mine.with_for_update()) is not None


def disconnect(session: Session, person_id: int) -> None:
    """Remove the tokens, the journal and the name; the identity stays, so that the next sign-in finds this person."""
    session.execute(
        update(Connection)
        .where(Connection.person_id == person_id)
        .values(
            status="none",
            display_name=None,
            scope="",
            authorized_at=None,
            access_token=None,
            access_expires_at=None,
            access_life_s=None,
            refresh_token=None,
            token_fingerprint=None,
            sealed_at=None,
            probed_at=None,
            broken_at=None,
            reminders=0,
            verify_since=None,
            lease_owner=None,
            lease_until=None,
        ),
        execution_options={"synchronize_session": False},
    )
    mine = select(Connection.id).where(Connection.person_id == person_id)
    session.execute(
        delete(TokenJournalEntry).where(TokenJournalEntry.connection_id.in_(mine)),
        execution_options={"synchronize_session": False},
    )


def of_person(session: Session, person_id: int, provider: str) -> Connection | None:
    """The person's connection, locked for the rest of the transaction."""
    mine = select(Connection).where(Connection.person_id == person_id, Connection.provider == provider)
    return session.scalar(mine.with_for_update())


def of_account(session: Session, provider: str, account_id: str | None, user_id: str) -> Connection | None:
    """Whose account this is, locked; None when it is nobody's.

    `account_id` decides. A row that knows only this `user_id` is the same person, to be upgraded; a row with the
    same `user_id` and another `account_id` is another person. While no `account_id` comes, `user_id` stands in.
    """
    mine = select(Connection).where(Connection.provider == provider).with_for_update()
    if account_id is not None and (known := session.scalar(mine.where(Connection.account_id == account_id))):
        return known
    same_user = session.scalars(mine.where(Connection.user_id == user_id)).all()
    unkeyed = [row for row in same_user if row.account_id is None]
    if unkeyed:
        return unkeyed[0]
    return same_user[0] if account_id is None and len(same_user) == 1 else None


def add(session: Session, person_id: int, provider: str) -> Connection:
    """A connection without identity or tokens."""
    connection = Connection(person_id=person_id, provider=provider, status="none", scope="")
    session.add(connection)
    return connection


def identify(connection: Connection, account_id: str | None, user_id: str, display_name: str | None) -> None:
    """Write down who this is; a known `account_id` stays when none came."""
    connection.account_id = account_id or connection.account_id
    connection.user_id = user_id
    connection.display_name = display_name[:DISPLAY_NAME_LENGTH] if display_name else None


def store_consent(connection: Connection, consent: SealedConsent, status: ConnectionStatus) -> None:
    """A new consent wins over whatever was there: older tokens, a seal, a refresh under way."""
    connection.access_token = consent.access_token
    connection.access_expires_at = consent.access_expires_at
    connection.access_life_s = consent.access_life_s
    connection.refresh_token = consent.refresh_token
    connection.token_fingerprint = consent.fingerprint
    connection.scope = consent.scope
    connection.authorized_at = consent.authorized_at
    connection.status = status
    connection.sealed_at = connection.probed_at = connection.broken_at = None
    connection.lease_owner = connection.lease_until = None
    connection.reminders = 0
    connection.verify_since = None
