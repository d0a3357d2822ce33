"""The weekly plan in the due queue: who is in it, when, and what is overdue."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from app.db.queries import jobs
from app.db.tables import Connection, Job, Profile
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


def overdue(session: Session, now: datetime, at_most: int) -> int:
    """How many of the weekly round are due, counted up to `at_most`."""
    return session.scalar(select(func.count()).select_from(jobs.due_of(ROUTINE, now, at_most).subquery())) or 0


def move(session: Session, job_id: int, now: datetime, due_at: datetime) -> None:
    """Give one overdue job another time, if nobody has taken it meanwhile; its slot stays."""
    still = update(Job).where(Job.id == job_id, Job.planned, Job.due_at <= now)
    session.execute(still.values(due_at=due_at), execution_options={"synchronize_session": False})


def _wanted() -> Select[int]:
    return select(Profile.id).join(Connection, Connection.person_id == Profile.person_id).where(WANTED)
