"""The audit trail: who did what, by ids, never names or texts; it outlives the person."""

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.db.tables.work import AuditEntry


def record(session: Session, person_id: int | None, action: str, now: datetime, **detail: object) -> None:
    """Note what is done in this transaction; without a person, the command line or the program did it."""
    session.add(AuditEntry(happened_at=now, person_id=person_id, action=action, detail=detail))


def close(session: Session, person_id: int, profile_id: int, mark: str) -> None:
    """Let a keyed hash stand for somebody who is erased, where they acted and where somebody acted on their page."""
    theirs = or_(AuditEntry.person_id == person_id, AuditEntry.detail["profile_id"].as_integer() == profile_id)
    for entry in session.scalars(select(AuditEntry).where(theirs)):
        if entry.person_id == person_id:
            entry.person_id, entry.person_mark = None, mark
        if entry.detail.get("profile_id") == profile_id:
            rest = {name: value for name, value in entry.detail.items() if name != "profile_id"}
            entry.detail = {**rest, "of": mark}  # another name: PostgreSQL reads each `profile_id` as a number


def newest(session: Session, limit: int = 20) -> list[AuditEntry]:
    """What was done last, newest first."""
    return list(session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(limit)))
