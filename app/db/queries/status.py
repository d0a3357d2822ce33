"""Counts for the admin's page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.tables import Connection, Job, Person, Profile, ProviderState, Run


@dataclass(frozen=True, slots=True)
class Counts:
    """`runs` are those of the last 24 hours by outcome; `oldest_due_at` is None when nothing is due."""

    people: int
    public: int
    connections: dict[str, int]
    due: int
    running: int
    oldest_due_at: datetime | None
    runs: dict[str, int]


@dataclass(frozen=True, slots=True)
class Provider:
    name: str
    blocked_until: datetime | None
    reason: str


def counts(session: Session, now: datetime) -> Counts:
    due = (Job.due_at <= now) & Job.lease_owner.is_(None)
    by_status = session.execute(select(Connection.status, func.count()).group_by(Connection.status))
    day = select(Run.outcome, func.count()).where(Run.finished_at > now - timedelta(days=1)).group_by(Run.outcome)
    return Counts(
        people=session.scalar(select(func.count()).select_from(Person)) or 0,
        public=session.scalar(select(func.count()).select_from(Profile).where(Profile.is_public)) or 0,
        connections={status: count for status, count in by_status},  # noqa: C416 - a row is no pair to mypy
        due=session.scalar(select(func.count()).select_from(Job).where(due)) or 0,
        running=session.scalar(select(func.count()).select_from(Job).where(Job.lease_owner.is_not(None))) or 0,
        oldest_due_at=session.scalar(select(func.min(Job.due_at)).where(due)),
        runs={outcome: count for outcome, count in session.execute(day)},  # noqa: C416 - as above
    )


def providers(session: Session) -> list[Provider]:
    rows = session.scalars(select(ProviderState).order_by(ProviderState.provider))
    return [Provider(row.provider, row.blocked_until, row.reason) for row in rows]
