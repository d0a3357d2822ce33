"""The audit trail: who did what, by ids, never names or texts; it outlives the person."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.tables import AuditEntry


def record(session: Session, person_id: int | None, action: str, now: datetime, **detail: object) -> None:
    """Note what is done in this transaction; without a person, the command line or the program did it."""
    session.add(AuditEntry(happened_at=now, person_id=person_id, action=action, detail=detail))


def newest(session: Session, limit: int = 20) -> list[AuditEntry]:
    """What was done last, newest first."""
    return list(session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(limit)))
