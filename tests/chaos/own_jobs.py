"""The weekly round of everybody in a database, due at once; for sites that run in real time."""

from datetime import UTC, datetime

from sqlalchemy import func, select, update

from app.db.database import Database
from app.db.tables.work import Job
from app.domain.jobs import REFRESH
from app.domain.schedule import ROUTINE


def make_due(database: Database) -> datetime:
    """Whoever has a plan; the slot."""
    now = datetime.now(UTC)
    with database.transaction() as session:
        mine = update(Job).where(Job.kind == REFRESH, Job.lease_owner.is_(None), Job.due_at.is_not(None))
        due = {"due_at": now, "scheduled_for": now, "planned": True, "priority": ROUTINE, "attempts": 0}
        session.execute(mine.values(due), execution_options={"synchronize_session": False})
    return now


def open_slots(database: Database) -> int:
    """Jobs of the round that are still to be done: what is done has its next time ahead."""
    now = datetime.now(UTC)
    with database.reading() as session:
        waiting = select(func.count()).select_from(Job).where(Job.kind == REFRESH, Job.due_at.is_not(None))
        return session.scalar(waiting.where(~Job.planned | (Job.due_at <= now))) or 0
