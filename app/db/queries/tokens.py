"""A connection's sealed tokens, changed by compare-and-set only: under a lease, on the fingerprint that was sent."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, Update, bindparam, case, or_, select, update
from sqlalchemy.orm import Session

from app.db.base import Base
from app.db.database import Reach
from app.db.tables.people import Connection
from app.domain.stored_tokens import StoredTokens


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh changes; `refresh_token` and `fingerprint` None together: the old one stays, byte by byte."""

    access_token: bytes = field(repr=False)
    access_expires_at: datetime
    access_life_s: int
    refresh_token: bytes | None = field(repr=False)
    fingerprint: str | None = field(repr=False)


CONNECTIONS = Base.metadata.tables["connections"]
_C = CONNECTIONS.c
_MINE = _C.id == bindparam("of_connection")
_HOLDING = _MINE & _C.token_fingerprint.is_not_distinct_from(bindparam("held", type_=_C.token_fingerprint.type))
_STORED = (
    _C.id,
    _C.person_id,
    _C.status,
    _C.access_token,
    _C.access_expires_at,
    _C.access_life_s,
    _C.refresh_token,
    _C.token_fingerprint,
    _C.lease_until,
    _C.authorized_at,
)
_READ = select(*_STORED).where(_MINE)
_READ_LOCKED = _READ.with_for_update()
_CLAIM = (
    update(CONNECTIONS)
    .where(_MINE, or_(_C.lease_until.is_(None), _C.lease_until <= bindparam("now", type_=_C.lease_until.type)))
    .returning(*_STORED)
)
_RELEASE = update(CONNECTIONS).where(_MINE, _C.lease_owner == bindparam("holder"))
_SAVE = (
    update(CONNECTIONS)
    .where(_HOLDING)
    .values(status=case((_C.status == "needs_reauth", "connected"), else_=_C.status))
    .values(dict.fromkeys(("sealed_at", "probed_at", "broken_at", "verify_since", "lease_owner", "lease_until")))
)
_SEAL = update(CONNECTIONS).where(_HOLDING)


def read(session: Reach, connection_id: int, *, lock: bool = False) -> StoredTokens | None:
    """As stored; None when there is no such connection. With `lock`, nobody changes it in this transaction."""
    asked = {"of_connection": connection_id}
    row: Sequence[Any] | None = session.connection().execute(_READ_LOCKED if lock else _READ, asked).first()
    return StoredTokens(*row) if row is not None else None


def claim_lease(
    session: Reach, connection_id: int, *, owner: str, now: datetime, until: datetime
) -> StoredTokens | None:
    """Take the right to refresh, and read what there is; None while somebody else has it."""
    asked = {"of_connection": connection_id, "now": now, "lease_owner": owner, "lease_until": until}
    row: Sequence[Any] | None = session.connection().execute(_CLAIM, asked).first()
    return StoredTokens(*row) if row is not None else None


def release_lease(session: Reach, connection_id: int, owner: str) -> None:
    _changed(session, _RELEASE, connection_id, holder=owner, lease_owner=None, lease_until=None)


def save_refreshed(session: Reach, connection_id: int, sent_fingerprint: str | None, refreshed: Refreshed) -> bool:
    """Store a refresh if the row still holds the token that was sent; an answer proves that the consent is alive."""
    values: dict[str, Any] = {
        "access_token": refreshed.access_token,
        "access_expires_at": refreshed.access_expires_at,
        "access_life_s": refreshed.access_life_s,
    }
    if refreshed.refresh_token is not None:
        values |= {"refresh_token": refreshed.refresh_token, "token_fingerprint": refreshed.fingerprint}
    return _changed(session, _SAVE, connection_id, held=sent_fingerprint, **values)


def seal(session: Reach, connection_id: int, fingerprint: str | None, now: datetime) -> bool:
    """Keep the dead token but never try it again; False when the row holds another one by now."""
    values = {"status": "needs_reauth", "sealed_at": now, "broken_at": now, "lease_owner": None, "lease_until": None}
    return _changed(session, _SEAL, connection_id, held=fingerprint, **values)


def _changed(session: Reach, statement: Update, connection_id: int, **values: Any) -> bool:
    session.flush()
    result = session.connection().execute(statement, {"of_connection": connection_id, **values})
    return cast(CursorResult[Any], result).rowcount == 1


def freshest(session: Session) -> int | None:
    """The living connection whose access token lasts longest; None when nobody is connected."""
    living = select(Connection.id).where(Connection.status == "connected", Connection.refresh_token.is_not(None))
    return session.scalar(living.order_by(Connection.access_expires_at.desc().nulls_last(), Connection.id).limit(1))
