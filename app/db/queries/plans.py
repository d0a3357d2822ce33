"""The weekly plan in the due queue: who is in it, when, and what is overdue."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Integer, bindparam, func, select, update
from sqlalchemy.orm import Session

from app.db.base import Base
from app.db.database import Reach
from app.db.tables.people import Connection
from app.db.tables.profiles import Profile
from app.db.tables.work import Job
from app.domain.jobs import REFRESH
from app.domain.schedule import ROUTINE

WANTED = Profile.is_public & Profile.auto_refresh & (Connection.status == "connected")
"""Only what visitors see, what its artist wants kept fresh, and what can be read."""
_WANTED = select(Profile.id).join(Connection, Connection.person_id == Profile.person_id).where(WANTED)
_IS_WANTED = _WANTED.where(Profile.id == bindparam("of_profile"))
_AHEAD = (
    select(Job.id)
    .where(Job.profile_id == Profile.id, Job.kind == REFRESH)
    .where(Job.due_at.is_not(None) | Job.outcome.in_(("parked", "error")))
)
_UNPLANNED = _WANTED.where(~_AHEAD.exists()).limit(bindparam("most", type_=Integer))
_OVERDUE = select(Job.id).where(
    Job.due_at.is_not(None), Job.priority == ROUTINE, Job.due_at <= bindparam("now"), Job.planned
)
_OVERDUE = _OVERDUE.where(Job.due_at == Job.scheduled_for)  # whoever got another turn is not moved again: it is taken
_COUNT_OVERDUE = select(func.count()).select_from(_OVERDUE.subquery())
_THE_OVERDUE = _OVERDUE.order_by(Job.due_at, Job.id).limit(bindparam("most", type_=Integer))


def is_wanted(session: Session, profile_id: int) -> bool:
    """Whether the profile belongs into the weekly plan."""
    session.flush()
    return session.connection().execute(_IS_WANTED, {"of_profile": profile_id}).first() is not None


def unplanned(session: Reach, limit: int) -> Sequence[int]:
    """Profiles that belong into the plan and have no refresh ahead; those that were parked stay where they are."""
    return session.connection().execute(_UNPLANNED, {"most": limit}).scalars().all()


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


def count_overdue(session: Reach, now: datetime) -> int:
    """How many of the weekly round are due and not begun."""
    return session.connection().execute(_COUNT_OVERDUE, {"now": now}).scalar() or 0


def overdue(session: Reach, now: datetime, limit: int) -> Sequence[int]:
    """Their jobs, oldest first."""
    return session.connection().execute(_THE_OVERDUE, {"now": now, "most": limit}).scalars().all()


def move(session: Session, turns: Mapping[int, datetime], now: datetime) -> None:
    """Give overdue jobs other times, those that nobody has begun meanwhile; their slots stay."""
    if turns:
        jobs = Base.metadata.tables["jobs"]
        still = (jobs.c.id == bindparam("job")) & jobs.c.planned & (jobs.c.due_at <= now)
        moved = update(jobs).where(still).values(due_at=bindparam("turn"))
        session.connection().execute(moved, [{"job": key, "turn": turn} for key, turn in turns.items()])
