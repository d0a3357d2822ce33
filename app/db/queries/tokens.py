"""A connection's sealed tokens, changed by compare-and-set only: under a lease, on the fingerprint that was sent."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, Update, case, or_, select, update
from sqlalchemy.orm import Session

from app.db.tables import Connection
from app.domain.draft import ConnectionStatus
from app.domain.stored_tokens import StoredTokens


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh changes; `refresh_token` and `fingerprint` None together: the old one stays, byte by byte."""

    access_token: bytes = field(repr=False)
    access_expires_at: datetime
    access_life_s: int
    refresh_token: bytes | None = field(repr=False)
    fingerprint: str | None = field(repr=False)


def read(session: Session, connection_id: int, *, lock: bool = False) -> StoredTokens | None:
    """As stored; None when there is no such connection. With `lock`, nobody changes it in this transaction."""
    row = session.get(Connection, connection_id, with_for_update=True if lock else None)
    if row is None:
        return None
    return StoredTokens(
        connection_id=row.id,
        person_id=row.person_id,
        status=cast(ConnectionStatus, row.status),
        access_token=row.access_token,
        access_expires_at=row.access_expires_at,
        access_life_s=row.access_life_s,
        refresh_token=row.refresh_token,
        fingerprint=row.token_fingerprint,
        lease_until=row.lease_until,
    )


def claim_lease(session: Session, connection_id: int, *, owner: str, now: datetime, until: datetime) -> bool:
    """Take the right to refresh; False while somebody else has it."""
    free = or_(Connection.lease_until.is_(None), Connection.lease_until <= now)
    return _changed(
        session,
        update(Connection).where(Connection.id == connection_id, free).values(lease_owner=owner, lease_until=until),
    )


def release_lease(session: Session, connection_id: int, owner: str) -> None:
    _changed(session, _leased_by(connection_id, owner).values(lease_owner=None, lease_until=None))


def save_refreshed(session: Session, connection_id: int, sent_fingerprint: str | None, refreshed: Refreshed) -> bool:
    """Store a refresh if the row still holds the token that was sent; an answer proves that the consent is alive."""
    values: dict[str, Any] = {
        "access_token": refreshed.access_token,
        "access_expires_at": refreshed.access_expires_at,
        "access_life_s": refreshed.access_life_s,
        "status": case((Connection.status == "needs_reauth", "connected"), else_=Connection.status),
        "sealed_at": None,
        "probed_at": None,
        "broken_at": None,
        "verify_since": None,
        "lease_owner": None,
        "lease_until": None,
    }
    if refreshed.refresh_token is not None:
        values |= {"refresh_token": refreshed.refresh_token, "token_fingerprint": refreshed.fingerprint}
    return _changed(session, _holding(connection_id, sent_fingerprint).values(**values))


def seal(session: Session, connection_id: int, fingerprint: str | None, now: datetime) -> bool:
    """Keep the dead token but never try it again; False when the row holds another one by now."""
    return _changed(
        session,
        _holding(connection_id, fingerprint).values(
            status="needs_reauth", sealed_at=now, broken_at=now, lease_owner=None, lease_until=None
        ),
    )


def _holding(connection_id: int, fingerprint: str | None) -> Update:
    return update(Connection).where(Connection.id == connection_id, Connection.token_fingerprint == fingerprint)


def _leased_by(connection_id: int, owner: str) -> Update:
    return update(Connection).where(Connection.id == connection_id, Connection.lease_owner == owner)


def _changed(session: Session, statement: Update) -> bool:
    result = session.execute(statement, execution_options={"synchronize_session": False})
    return cast(CursorResult[Any], result).rowcount == 1


def freshest(session: Session) -> int | None:
    """The living connection whose access token lasts longest; None when nobody is connected."""
    living = select(Connection.id).where(Connection.status == "connected", Connection.refresh_token.is_not(None))
    return session.scalar(living.order_by(Connection.access_expires_at.desc().nulls_last(), Connection.id).limit(1))
