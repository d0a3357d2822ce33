"""What is over: one statement per class of data, a batch at a time."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import CursorResult, Select, bindparam, delete, exists, func, select, tuple_
from sqlalchemy.orm import Session

from app.db.base import Base
from app.db.queries.one_sheets import BEING_DRAWN
from app.db.tables.exports import Export
from app.db.tables.mail import Mail
from app.db.tables.members import Waiting
from app.db.tables.money import Generation
from app.db.tables.people import OAuthAttempt, TokenJournalEntry
from app.db.tables.people import Session as SignedIn
from app.db.tables.profiles import Asset, Handle, PublishedVersion
from app.db.tables.reports import Report
from app.db.tables.signals import DailyCount
from app.db.tables.tombstones import Tombstone
from app.db.tables.work import AuditEntry, Notice, Run

JPEG = "image/jpeg"

_shown = select(PublishedVersion.id).where(
    PublishedVersion.profile_id == Asset.profile_id, PublishedVersion.card == Asset.fingerprint
)

OVER: dict[str, Callable[[Any], tuple[type[Base], Any]]] = {
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
    "counts": lambda before: (DailyCount, DailyCount.day < before),
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


@cache
def _any_over(names: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    """One statement for all classes, built once."""
    return select(*(exists().where(OVER[name](bindparam(name))[1]).label(name) for name in names))


def over(session: Session, ends: Mapping[str, datetime]) -> list[str]:
    """Of which classes any row is over, `ends` being the end of each one's time; a look that hinders no writer."""
    row = session.execute(_any_over(tuple(ends)), {name: _end(name, before) for name, before in ends.items()}).one()
    return [name for name, found in zip(ends, row, strict=True) if found]


def _end(name: str, before: datetime) -> date | datetime:
    """What the class's own column is compared with."""
    return before.date() if name == "counts" else before


def delete_over(session: Session, name: str, before: datetime, limit: int) -> int:
    """Delete at most `limit` rows of a class; how many went."""
    table, over = OVER[name](_end(name, before))
    keys = tuple(table.__mapper__.primary_key)
    batch = select(*keys).where(over).limit(limit)
    mine = tuple_(*keys).in_(batch) if len(keys) > 1 else keys[0].in_(batch)
    gone = session.execute(delete(table).where(mine), execution_options={"synchronize_session": False})
    return cast(CursorResult[Any], gone).rowcount
