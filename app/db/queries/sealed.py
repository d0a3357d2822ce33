"""Connections whose refresh token was refused: sealed, once probed, in the end emptied."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, Update, delete, select, update
from sqlalchemy.orm import Session

from app.db.queries import tokens
from app.db.tables.people import Connection, TokenJournalEntry
from app.db.tables.profiles import Profile
from app.domain.stored_tokens import StoredTokens

SEALED = Connection.sealed_at.is_not(None) & Connection.refresh_token.is_not(None)
_QUIET = {"synchronize_session": False}


def unprobed(session: Session, sealed_before: datetime, limit: int) -> Sequence[int]:
    """Those that have rested long enough and were not tried again since."""
    resting = select(Connection.id).where(SEALED, Connection.sealed_at <= sealed_before, Connection.probed_at.is_(None))
    return session.scalars(resting.order_by(Connection.sealed_at).limit(limit)).all()


def begin_probe(session: Session, connection_id: int, now: datetime) -> StoredTokens | None:
    """Note the probe and hand out the tokens; None when somebody else did, or the person reconnected."""
    mine = update(Connection).where(Connection.id == connection_id, SEALED, Connection.probed_at.is_(None))
    return tokens.read(session, connection_id) if _count(session, mine.values(probed_at=now)) else None


def take_back_probe(session: Session, connection_id: int) -> None:
    """The provider gave no answer: the probe is still to come."""
    _count(session, update(Connection).where(Connection.id == connection_id, SEALED).values(probed_at=None))


def purge(session: Session, sealed_before: datetime) -> int:
    """Remove tokens that nobody will open again; how many connections."""
    old = select(Connection.id).where(SEALED, Connection.sealed_at <= sealed_before)
    entries = delete(TokenJournalEntry).where(TokenJournalEntry.connection_id.in_(old))
    session.execute(entries, execution_options=_QUIET)
    emptied: dict[str, None] = dict.fromkeys(
        ("access_token", "access_expires_at", "access_life_s", "refresh_token", "token_fingerprint")
    )
    return _count(session, update(Connection).where(SEALED, Connection.sealed_at <= sealed_before).values(**emptied))


def profile_of(session: Session, connection_id: int) -> int | None:
    """The profile behind a connection, locked."""
    mine = select(Profile.id).join(Connection, Connection.person_id == Profile.person_id)
    return session.scalar(mine.where(Connection.id == connection_id).with_for_update(key_share=True, of=Profile))


def _count(session: Session, statement: Update) -> int:
    return cast(CursorResult[Any], session.execute(statement, execution_options=_QUIET)).rowcount
