"""Reports of visitors, oldest first."""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.db.tables.reports import Report as Row
from app.domain.reports import FiledReport, Report


def add(session: Session, profile_id: int, handle: str, report: Report, now: datetime) -> None:
    session.add(Row(profile_id=profile_id, handle=handle, reason=report.reason, words=report.words, created_at=now))


def count_open(session: Session, profile_id: int) -> int:
    waiting = select(func.count()).where(Row.profile_id == profile_id, Row.settled_at.is_(None))
    return session.scalar(waiting.select_from(Row)) or 0


def waiting(session: Session, limit: int = 100) -> list[FiledReport]:
    """What nobody has settled yet."""
    rows = session.scalars(select(Row).where(Row.settled_at.is_(None)).order_by(Row.id).limit(limit))
    return [
        FiledReport(row.id, row.profile_id, row.handle, Report(row.reason, row.words), row.created_at) for row in rows
    ]


def settle(session: Session, profile_id: int, now: datetime) -> None:
    """Whatever was reported of this page is dealt with."""
    session.execute(update(Row).where(Row.profile_id == profile_id, Row.settled_at.is_(None)).values(settled_at=now))
