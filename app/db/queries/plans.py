"""The weekly plan in the due queue: who is in it, when, and what is overdue."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Select, bindparam, func, select, update
from sqlalchemy.orm import Session

from app.db.base import Base
from app.db.tables.people import Connection
from app.db.tables.profiles import Profile
from app.db.tables.work import Job
from app.domain.jobs import REFRESH
from app.domain.schedule import ROUTINE

WANTED = Profile.is_public & Profile.auto_refresh & (Connection.status == "connected")
"""Only what visitors see, what its artist wants kept fresh, and what can be read."""


def is_wanted(session: Session, profile_id: int) -> bool:
    """Whether the profile belongs into the weekly plan."""
    return session.scalar(_wanted().where(Profile.id == profile_id)) is not None


def unplanned(session: Session, limit: int) -> Sequence[int]:
    """Profiles that belong into the plan and have no refresh ahead; those that were parked stay where they are."""
    ahead = (
        select(Job.id)
        .where(Job.profile_id == Profile.id, Job.kind == REFRESH)
        .where(Job.due_at.is_not(None) | Job.outcome.in_(("parked", "error")))
    )
    return session.scalars(_wanted().where(~ahead.exists()).limit(limit)).all()


def lock(session: Session, profile_id: int) -> bool:
    """Nobody else changes the profile before this transaction ends; False when it is gone."""
    mine = select(Profile.id).where(Profile.id == profile_id).with_for_update(key_share=True)
    return session.scalar(mine) is not None


def put(session: Session, job: Job, due_at: datetime) -> None:
    """Plan an idle job."""
    job.due_at = job.scheduled_for = due_at
    job.priority, job.planned, job.attempts, job.failures = ROUTINE, True, 0, 0
    session.flush()


def take_out(session: Session, profile_id: int) -> None:
    """Nothing of the weekly round is ahead of this profile; a wish, and what is being done, stay."""
    routine = update(Job).where(
        Job.profile_id == profile_id, Job.kind == REFRESH, Job.lease_owner.is_(None), Job.priority >= ROUTINE
    )
    idle = {"due_at": None, "scheduled_for": None, "planned": False, "attempts": 0, "failures": 0}
    session.execute(routine.values(idle), execution_options={"synchronize_session": False})


def count_overdue(session: Session, now: datetime) -> int:
    """How many of the weekly round are due and not begun."""
    return session.scalar(select(func.count()).select_from(_overdue(now).subquery())) or 0


def overdue(session: Session, now: datetime, limit: int) -> Sequence[int]:
    """Their jobs, oldest first."""
    return session.scalars(_overdue(now).order_by(Job.due_at, Job.id).limit(limit)).all()


def move(session: Session, turns: Mapping[int, datetime], now: datetime) -> None:
    """Give overdue jobs other times, those that nobody has begun meanwhile; their slots stay."""
    if turns:
        jobs = Base.metadata.tables["jobs"]
        still = (jobs.c.id == bindparam("job")) & jobs.c.planned & (jobs.c.due_at <= now)
        moved = update(jobs).where(still).values(due_at=bindparam("turn"))
        session.connection().execute(moved, [{"job": key, "turn": turn} for key, turn in turns.items()])


def _overdue(now: datetime) -> Select[int]:
    return select(Job.id).where(Job.due_at.is_not(None), Job.priority == ROUTINE, Job.due_at <= now, Job.planned)


def _wanted() -> Select[int]:
    return select(Profile.id).join(Connection, Connection.person_id == Profile.person_id).where(WANTED)
