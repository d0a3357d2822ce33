"""What the engine does, from its rows: who leads, how its runs ended, how fresh the pages are and why some are not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import Session

from app.db.queries import leader
from app.db.queries.plans import WANTED
from app.db.tables.people import Connection
from app.db.tables.profiles import Handle, Profile
from app.db.tables.work import Job, Run
from app.domain.jobs import REFRESH
from app.domain.schedule import FRESH

DAY, WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Engine:
    """`wanted` profiles are in the weekly plan, `fresh` of them were looked at within 8 days."""

    term: int
    holder: str
    taken_at: datetime | None
    ticked_at: datetime | None
    swept_at: datetime | None
    paused_at: datetime | None
    wanted: int
    fresh: int


class Ended(NamedTuple):
    """How often a class of outcome ended runs of a kind."""

    kind: str
    outcome: str
    day: int
    week: int


class Stale(NamedTuple):
    """A public page whose music is older than 8 days, with what its rows say about why."""

    handle: str | None
    checked_at: datetime | None
    status: str
    outcome: str | None
    due_at: datetime | None
    was_moved: bool
    """Too much was due at once, after a downtime: it got another turn, its slot stayed (`plans.move`)."""


def read(session: Session, now: datetime) -> Engine:
    row = leader.find(session)
    wanted = select(func.count(Profile.id)).join(Connection, Connection.person_id == Profile.person_id).where(WANTED)
    return Engine(
        term=row.term if row else 0,
        holder=row.holder if row else "",
        taken_at=row.taken_at if row else None,
        ticked_at=row.ticked_at if row else None,
        swept_at=row.swept_at if row else None,
        paused_at=row.paused_at if row else None,
        wanted=session.scalar(wanted) or 0,
        fresh=session.scalar(wanted.where(Profile.last_checked_at > now - FRESH)) or 0,
    )


def ended(session: Session, now: datetime) -> list[Ended]:
    """The runs of a week, successes first, then by how often."""
    day = func.sum(case((Run.finished_at > now - DAY, 1), else_=0))
    rows = session.execute(
        select(Run.kind, Run.outcome, day, func.count())
        .where(Run.finished_at > now - WEEK)
        .group_by(Run.kind, Run.outcome)
    )
    found = [Ended(kind, outcome, int(today or 0), week) for kind, outcome, today, week in rows]
    return sorted(found, key=lambda row: (row.outcome != "done", -row.week, row.kind, row.outcome))


def count_stale(session: Session, now: datetime) -> int:
    return session.scalar(select(func.count()).select_from(_stale(now).subquery())) or 0


def stale(session: Session, now: datetime, limit: int) -> Sequence[Stale]:
    """Public pages that are to be kept fresh and are not, oldest first."""
    return [Stale(*row) for row in session.execute(_stale(now).order_by(Profile.last_checked_at).limit(limit))]


def _stale(now: datetime) -> Select[str, datetime | None, str, str | None, datetime | None, bool]:
    current = (Handle.profile_id == Profile.id) & Handle.retired_at.is_(None)
    mine = (Job.profile_id == Profile.id) & (Job.kind == REFRESH)
    was_moved = func.coalesce(Job.planned & (Job.due_at > Job.scheduled_for), False)
    return (
        select(Handle.handle, Profile.last_checked_at, Connection.status, Job.outcome, Job.due_at, was_moved)
        .select_from(Profile)
        .join(Connection, Connection.person_id == Profile.person_id)
        .outerjoin(Handle, current)
        .outerjoin(Job, mine)
        .where(Profile.is_public, Profile.auto_refresh, Connection.status != "none")
        .where(or_(Profile.last_checked_at.is_(None), Profile.last_checked_at <= now - FRESH))
    )
