"""Refresh tokens as they came: the net under a save that lost its race (RELIABILITY.md T3, T4)."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.db.tables.people import TokenJournalEntry


def add(
    session: Session, connection_id: int, *, refresh_token: bytes, sent_fingerprint: str, stored: bool, now: datetime
) -> None:
    """Note a new token; `stored` False: the row would not take it, so this is its only copy."""
    session.add(
        TokenJournalEntry(
            connection_id=connection_id,
            refresh_token=refresh_token,
            sent_fingerprint=sent_fingerprint,
            stored=stored,
            created_at=now,
        )
    )


def newest_untried(session: Session, connection_id: int) -> TokenJournalEntry | None:
    """The newest token that was never stored and never refused."""
    return session.scalar(
        select(TokenJournalEntry)
        .where(
            TokenJournalEntry.connection_id == connection_id,
            TokenJournalEntry.stored.is_(False),
            TokenJournalEntry.tried_at.is_(None),
        )
        .order_by(TokenJournalEntry.id.desc())
        .limit(1)
    )


def mark_tried(session: Session, entry_id: int, now: datetime) -> None:
    session.execute(update(TokenJournalEntry).where(TokenJournalEntry.id == entry_id).values(tried_at=now))


def forget_stored(session: Session, connection_id: int) -> None:
    """Drop the entries whose token the row took: a newer one replaces it now."""
    session.execute(
        delete(TokenJournalEntry).where(
            TokenJournalEntry.connection_id == connection_id, TokenJournalEntry.stored.is_(True)
        ),
        execution_options={"synchronize_session": False},
    )


def clear(session: Session, connection_id: int) -> None:
    """Drop everything: a new consent or a disconnect makes every older token worthless."""
    session.execute(
        delete(TokenJournalEntry).where(TokenJournalEntry.connection_id == connection_id),
        execution_options={"synchronize_session": False},
    )
