"""Counts for the admin's page and for machines."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.queries import parked
from app.db.tables.people import Connection, Person
from app.db.tables.profiles import Profile
from app.db.tables.work import Job, Run


@dataclass(frozen=True, slots=True)
class Members:
    people: int
    public: int


@dataclass(frozen=True, slots=True)
class Work:
    """`oldest_due_at` is None when nothing is due."""

    due: int
    running: int
    oldest_due_at: datetime | None
    parked: int


def members(session: Session) -> Members:
    return Members(
        people=session.scalar(select(func.count()).select_from(Person)) or 0,
        public=session.scalar(select(func.count()).select_from(Profile).where(Profile.is_public)) or 0,
    )


def connections(session: Session) -> dict[str, int]:
    """How many there are of each status."""
    counts = session.execute(select(Connection.status, func.count()).group_by(Connection.status))
    return {status: count for status, count in counts}  # noqa: C416 - a row is no pair to mypy


def work(session: Session, now: datetime) -> Work:
    due = (Job.due_at <= now) & Job.lease_owner.is_(None)
    return Work(
        due=session.scalar(select(func.count()).select_from(Job).where(due)) or 0,
        running=session.scalar(select(func.count()).select_from(Job).where(Job.lease_owner.is_not(None))) or 0,
        oldest_due_at=session.scalar(select(func.min(Job.due_at)).where(due)),
        parked=parked.count(session),
    )


def runs(session: Session, now: datetime) -> dict[str, int]:
    """Those of the last 24 hours by outcome."""
    day = select(Run.outcome, func.count()).where(Run.finished_at > now - timedelta(days=1)).group_by(Run.outcome)
    return {outcome: count for outcome, count in session.execute(day)}  # noqa: C416 - as above
