"""What is over: one statement per class of data, a batch at a time."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, delete, func, select, tuple_
from sqlalchemy.orm import Session

from app.db.queries.one_sheets import BEING_DRAWN
from app.db.tables import (
    Asset,
    AuditEntry,
    Base,
    DailyCount,
    Export,
    Generation,
    Handle,
    Mail,
    Notice,
    OAuthAttempt,
    PublishedVersion,
    Report,
    Run,
    TokenJournalEntry,
    Tombstone,
    Waiting,
)
from app.db.tables import Session as SignedIn

JPEG = "image/jpeg"

_shown = select(PublishedVersion.id).where(
    PublishedVersion.profile_id == Asset.profile_id, PublishedVersion.card == Asset.fingerprint
)

OVER: dict[str, Callable[[datetime], tuple[type[Base], Any]]] = {
    "sign_ins": lambda before: (OAuthAttempt, OAuthAttempt.created_at < before),
    "sessions": lambda before: (SignedIn, SignedIn.created_at < before),
    "spotify": lambda before: (TokenJournalEntry, TokenJournalEntry.created_at < before),
    "exports": lambda before: (Export, Export.asked_at < before),
    "pictures": lambda before: (
        Asset,
        (Asset.created_at < before)
        & ((Asset.content_type == BEING_DRAWN) | ((Asset.content_type == JPEG) & ~_shown.exists())),
    ),
    "notices": lambda before: (Notice, Notice.resolved_at < before),
    "mails": lambda before: (Mail, Mail.due_at.is_(None) & (Mail.created_at < before)),
    "runs": lambda before: (Run, Run.finished_at < before),
    "generations": lambda before: (Generation, Generation.asked_at < before),
    "counts": lambda before: (DailyCount, DailyCount.day < before.date()),
    "waitlist": lambda before: (Waiting, Waiting.asked_at < before),
    "reports": lambda before: (Report, Report.settled_at < before),
    "audit": lambda before: (AuditEntry, AuditEntry.happened_at < before),
    "former_handles": lambda before: (Handle, Handle.profile_id.is_(None) & (Handle.retired_at < before)),
    "tombstones": lambda before: (
        Tombstone,
        Tombstone.held_person_id.is_(None)
        & Tombstone.withheld.is_(None)
        & (func.coalesce(Tombstone.erased_at, Tombstone.deleted_at) < before),
    ),
    "suspensions": lambda before: (
        Tombstone,
        Tombstone.held_person_id.is_(None) & Tombstone.withheld.is_not(None) & (Tombstone.deleted_at < before),
    ),
}
"""By the class's name: the table, and which rows are over when `before` is the end of their time."""


def is_over(session: Session, name: str, before: datetime) -> bool:
    """Whether any row of a class is; a look that hinders no writer."""
    table, over = OVER[name](before)
    return session.execute(select(*table.__mapper__.primary_key).where(over).limit(1)).first() is not None


def delete_over(session: Session, name: str, before: datetime, limit: int) -> int:
    """Delete at most `limit` rows of a class; how many went."""
    table, over = OVER[name](before)
    keys = tuple(table.__mapper__.primary_key)
    batch = select(*keys).where(over).limit(limit)
    mine = tuple_(*keys).in_(batch) if len(keys) > 1 else keys[0].in_(batch)
    gone = session.execute(delete(table).where(mine), execution_options={"synchronize_session": False})
    return cast(CursorResult[Any], gone).rowcount
