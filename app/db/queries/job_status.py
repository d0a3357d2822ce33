"""What a person may be told about their jobs."""

from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.tables.work import Job
from app.domain.jobs import EXPORT, REFRESH, JobStatus, Kind, State

EXPECTED_S: dict[str, int] = {"refresh": 8, "generate": 4, "export": 5}
"""About how long a job takes, unless whoever queued it knew better (`expected_s` in its payload)."""


def asked_again_at(session: Session, profile_id: int, cooldown: timedelta, now: datetime) -> datetime | None:
    """When the artist may next ask for a refresh by hand; None when that is now."""
    asked = select(Job.by_hand_at).where(Job.profile_id == profile_id, Job.kind == REFRESH)
    last = session.scalar(asked)
    allowed = last + cooldown if last else now
    return allowed if allowed > now else None


def newest(session: Session, profile_id: int, now: datetime) -> JobStatus | None:
    """What to tell about this profile's work: what is under way, else what ended last.

    The weekly plan is neither; an export that ended is told about where it lies.
    """
    jobs = session.scalars(select(Job).where(Job.profile_id == profile_id)).all()
    told = [_status(job, now) for job in jobs]
    busy = [status for status in told if status.under_way]
    ended = [status for status in told if status.finished_at is not None and status.kind != EXPORT]
    if busy:
        return min(busy, key=lambda status: status.state != "running")
    return max(ended, key=lambda status: cast(datetime, status.finished_at), default=None)


def of_kind(session: Session, profile_id: int, kind: Kind, now: datetime) -> JobStatus | None:
    """One kind of this profile's work; None when it was never asked for."""
    job = session.scalar(select(Job).where(Job.profile_id == profile_id, Job.kind == kind))
    return _status(job, now) if job is not None else None


def next_refresh_at(session: Session, profile_id: int) -> datetime | None:
    """The profile's next time in the weekly plan; None when it has none."""
    planned = select(Job.due_at).where(Job.profile_id == profile_id, Job.kind == REFRESH, Job.planned)
    return session.scalar(planned)


def _status(job: Job, now: datetime) -> JobStatus:
    state: State
    due_at = None if job.planned else job.due_at
    if due_at is not None:
        state = "running" if job.lease_owner is not None else "queued"
    else:
        state = "done" if job.outcome == "done" else "failed"
    eta = None
    if due_at is not None:
        wait = 0 if job.lease_owner is not None else max(0.0, (due_at - now).total_seconds())
        eta = round(wait) + int(job.payload.get("expected_s", EXPECTED_S[job.kind]))
    return JobStatus(cast(Kind, job.kind), state, job.outcome, due_at, job.finished_at, eta)
