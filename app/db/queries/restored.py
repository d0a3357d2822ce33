"""What a restored database must not carry on with: logins, leases, half-done work, and trust in its tokens."""

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.orm import Session

from app.db.tables.exports import Export
from app.db.tables.people import Connection, OAuthAttempt
from app.db.tables.people import Session as SignedIn
from app.db.tables.work import Job, Leader
from app.domain import schedule

DAY = timedelta(days=1)
_QUIET = {"synchronize_session": False}


def settle(session: Session, now: datetime) -> int:
    """End logins and leases, spread what is due over a day, and let each token prove itself; how many tokens."""
    for table in (SignedIn, OAuthAttempt, Leader, Export):
        session.execute(delete(table), execution_options=_QUIET)
    session.execute(update(Job).values(lease_owner=None, generation=Job.generation + 1), execution_options=_QUIET)
    due = select(Job).where(Job.due_at.is_not(None), Job.due_at < now + DAY).order_by(Job.due_at)
    jobs = session.scalars(due).all()
    for place, job in enumerate(jobs):
        job.due_at = schedule.catch_up(now, place, len(jobs))
    doubtful = update(Connection).where(Connection.refresh_token.is_not(None))
    held: dict[str, Any] = {"verify_since": now, "access_token": None, "access_expires_at": None}
    result = session.execute(doubtful.values(lease_owner=None, lease_until=None, **held), execution_options=_QUIET)
    return cast(CursorResult[Any], result).rowcount
