"""Jobs that were put aside after failing again and again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import CursorResult, func, select, update
from sqlalchemy.orm import Session

from app.db.tables.profiles import Handle
from app.db.tables.work import Job
from app.domain.schedule import ROUTINE_AGAIN

PARKED = Job.due_at.is_(None) & Job.outcome.in_(("parked", "error"))


class Parked(NamedTuple):
    """`handle` is None when none was claimed; `since` is when the last try ended."""

    handle: str | None
    kind: str
    outcome: str
    since: datetime | None


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Job).where(PARKED)) or 0


def newest(session: Session, limit: int) -> Sequence[Parked]:
    current = (Handle.profile_id == Job.profile_id) & Handle.retired_at.is_(None)
    rows = (
        select(Handle.handle, Job.kind, Job.outcome, Job.finished_at)
        .select_from(Job)
        .outerjoin(Handle, current)
        .where(PARKED)
        .order_by(Job.finished_at.desc(), Job.id)
        .limit(limit)
    )
    return [Parked(handle, kind, outcome or "", since) for handle, kind, outcome, since in session.execute(rows)]


def retry(session: Session, now: datetime) -> int:
    """Make them due now, after everything else; how many."""
    values = {"due_at": now, "scheduled_for": now, "attempts": 0, "failures": 0, "outcome": None}
    again = update(Job).where(PARKED).values(priority=ROUTINE_AGAIN, **values)
    return cast(CursorResult[Any], session.execute(again, execution_options={"synchronize_session": False})).rowcount
