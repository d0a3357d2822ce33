"""Connections whose refresh token was refused: sealed, once probed, in the end emptied."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, Integer, Update, bindparam, delete, select, update
from sqlalchemy.orm import Session

from app.db.base import Base
from app.db.database import Reach
from app.db.queries import tokens
from app.db.tables.people import Connection
from app.db.tables.profiles import Profile
from app.domain.stored_tokens import StoredTokens

SEALED = Connection.sealed_at.is_not(None) & Connection.refresh_token.is_not(None)
_QUIET = {"synchronize_session": False}
_OLD = SEALED & (Connection.sealed_at <= bindparam("before"))
_RESTING = (
    select(Connection.id)
    .where(_OLD, Connection.probed_at.is_(None))
    .order_by(Connection.sealed_at)
    .limit(bindparam("most", type_=Integer))
)
_JOURNAL, _CONNECTIONS = Base.metadata.tables["token_journal"], Base.metadata.tables["connections"]
_PURGE_JOURNAL = delete(_JOURNAL).where(_JOURNAL.c.connection_id.in_(select(Connection.id).where(_OLD)))
_PURGE = (
    update(_CONNECTIONS)
    .where(_OLD)
    .values(dict.fromkeys(("access_token", "access_expires_at", "access_life_s", "refresh_token", "token_fingerprint")))
)


def unprobed(session: Reach, sealed_before: datetime, limit: int) -> Sequence[int]:
    """Those that have rested long enough and were not tried again since."""
    return session.connection().execute(_RESTING, {"before": sealed_before, "most": limit}).scalars().all()


def begin_probe(session: Session, connection_id: int, now: datetime) -> StoredTokens | None:
    """Note the probe and hand out the tokens; None when somebody else did, or the person reconnected."""
    mine = update(Connection).where(Connection.id == connection_id, SEALED, Connection.probed_at.is_(None))
    return tokens.read(session, connection_id) if _count(session, mine.values(probed_at=now)) else None


def take_back_probe(session: Session, connection_id: int) -> None:
    """The provider gave no answer: the probe is still to come."""
    _count(session, update(Connection).where(Connection.id == connection_id, SEALED).values(probed_at=None))


def purge(session: Reach, sealed_before: datetime) -> int:
    """Remove tokens that nobody will open again; how many connections."""
    old = {"before": sealed_before}
    session.connection().execute(_PURGE_JOURNAL, old)
    return cast(CursorResult[Any], session.connection().execute(_PURGE, old)).rowcount


def profile_of(session: Session, connection_id: int) -> int | None:
    """The profile behind a connection, locked."""
    mine = select(Profile.id).join(Connection, Connection.person_id == Profile.person_id)
    return session.scalar(mine.where(Connection.id == connection_id).with_for_update(key_share=True, of=Profile))


def _count(session: Session, statement: Update) -> int:
    return cast(CursorResult[Any], session.execute(statement, execution_options=_QUIET)).rowcount
