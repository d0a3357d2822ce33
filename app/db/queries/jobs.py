"""The due queue: one row per profile and kind; a running lease is a `due_at` that lies ahead, with an owner."""

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, Update, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.db.tables import Job, Profile, Run
from app.domain.jobs import Claim, JobStatus, Kind, LeaseLost, State

EXPECTED_S: dict[str, int] = {"refresh": 8, "generate": 4}
"""About how long a job takes, unless whoever queued it knew better (`expected_s` in its payload)."""


def find(session: Session, profile_id: int, kind: Kind) -> Job | None:
    return session.scalar(select(Job).where(Job.profile_id == profile_id, Job.kind == kind).with_for_update())


def is_under_way(job: Job, now: datetime) -> bool:
    """Queued, waiting for another try, or leased by somebody alive."""
    return job.due_at is not None and (job.lease_owner is None or job.due_at > now)


def is_busy(session: Session, profile_id: int, kind: Kind, now: datetime) -> bool:
    job = find(session, profile_id, kind)
    return job is not None and is_under_way(job, now)


def make_due(
    session: Session,
    profile_id: int,
    kind: Kind,
    *,
    now: datetime,
    due_at: datetime,
    priority: int,
    payload: Any,
    by_hand: bool = False,
) -> bool:
    """Mark the job due; False when it is under way already, which changes nothing but an urgency that grew."""
    job = _find_or_add(session, profile_id, kind)
    if is_under_way(job, now):
        if job.lease_owner is None and job.due_at is not None and due_at < job.due_at:
            job.due_at, job.priority = due_at, min(job.priority, priority)
        return False
    job.due_at = job.scheduled_for = due_at
    job.priority, job.payload, job.attempts = priority, payload, 0
    if by_hand:
        job.by_hand_at = now
    job.lease_owner = job.outcome = None
    session.flush()
    return True


def claim_next(
    session: Session, *, now: datetime, owner: str, until: datetime, profile_id: int | None = None
) -> Claim | None:
    """Lease the most urgent due job; None when nothing is due or all is taken by others."""
    due = select(Job).where(Job.due_at.is_not(None), Job.due_at <= now)
    if profile_id is not None:
        due = due.where(Job.profile_id == profile_id)
    due = due.order_by(Job.priority, Job.due_at, Job.id).limit(1).with_for_update(skip_locked=True)
    job = session.scalar(due)
    if job is None:
        return None
    scheduled_for = job.scheduled_for or now
    job.generation += 1
    job.attempts += 1
    job.lease_owner, job.due_at, job.scheduled_for = owner, until, scheduled_for
    session.flush()
    return Claim(
        job_id=job.id,
        profile_id=job.profile_id,
        kind=cast(Kind, job.kind),
        generation=job.generation,
        owner=owner,
        claimed_at=now,
        lease_until=until,
        scheduled_for=scheduled_for,
        attempt=job.attempts,
        payload=job.payload,
    )


def hold(session: Session, claim: Claim) -> None:
    """Lock the job's row for the rest of this transaction. Raises LeaseLost when the claim no longer stands."""
    _lock_profile(session, claim)
    _change(session, _held(claim).values(generation=claim.generation))


def finish(session: Session, claim: Claim, *, now: datetime, outcome: str, next_due: datetime | None) -> None:
    """End the claim, in the transaction of its effect: outcome, ledger and next due time. Raises LeaseLost."""
    values: dict[str, Any] = {"lease_owner": None, "due_at": next_due, "outcome": outcome, "finished_at": now}
    if outcome == "done" or next_due is None:
        values |= {"attempts": 0, "scheduled_for": next_due}
    _lock_profile(session, claim)
    _change(session, _held(claim).values(**values))
    _record_run(session, claim, now, outcome)


def postpone(session: Session, claim: Claim, *, now: datetime, outcome: str, until: datetime) -> None:
    """Hand the job back: the provider asked for patience, which is no attempt of ours. Raises LeaseLost."""
    values = {"lease_owner": None, "due_at": until, "outcome": outcome, "attempts": Job.attempts - 1}
    _lock_profile(session, claim)
    _change(session, _held(claim).values(**values))
    _record_run(session, claim, now, outcome)


def forget(session: Session, profile_id: int, kind: Kind) -> None:
    """Let the job rest; a worker that still holds it finds its lease lost. The row stays: its numbers go on."""
    mine = update(Job).where(Job.profile_id == profile_id, Job.kind == kind)
    session.execute(
        mine.values(
            due_at=None,
            scheduled_for=None,
            lease_owner=None,
            generation=Job.generation + 1,
            attempts=0,
            payload={},
            outcome=None,
            finished_at=None,
        ),
        execution_options={"synchronize_session": False},
    )


def asked_again_at(session: Session, profile_id: int, cooldown: timedelta, now: datetime) -> datetime | None:
    """When the artist may next ask for a refresh by hand; None when that is now."""
    asked = select(Job.by_hand_at).where(Job.profile_id == profile_id, Job.kind == "refresh")
    last = session.scalar(asked)
    allowed = last + cooldown if last else now
    return allowed if allowed > now else None


def newest_status(session: Session, profile_id: int, now: datetime) -> JobStatus | None:
    """What to tell about this profile's work: what is under way, else what ended last."""
    jobs = session.scalars(select(Job).where(Job.profile_id == profile_id)).all()
    told = [_status(job, now) for job in jobs]
    busy = [status for status in told if status.under_way]
    ended = [status for status in told if status.finished_at is not None]
    if busy:
        return min(busy, key=lambda status: status.state != "running")
    return max(ended, key=lambda status: cast(datetime, status.finished_at), default=None)


def _find_or_add(session: Session, profile_id: int, kind: Kind) -> Job:
    """The job's row, locked; two who ask for the first time at once get the same one."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    idle = insert(Job).values(profile_id=profile_id, kind=kind, attempts=0, generation=0, priority=0, payload={})
    session.execute(idle.on_conflict_do_nothing(index_elements=["profile_id", "kind"]))
    return cast(Job, find(session, profile_id, kind))


def _status(job: Job, now: datetime) -> JobStatus:
    state: State
    if job.due_at is not None:
        state = "running" if job.lease_owner is not None else "queued"
    else:
        state = "done" if job.outcome == "done" else "failed"
    eta = None
    if job.due_at is not None:
        wait = 0 if job.lease_owner is not None else max(0.0, (job.due_at - now).total_seconds())
        eta = round(wait) + int(job.payload.get("expected_s", EXPECTED_S[job.kind]))
    return JobStatus(cast(Kind, job.kind), state, job.outcome, job.due_at, job.finished_at, eta)


def _held(claim: Claim) -> Update:
    return update(Job).where(Job.id == claim.job_id, Job.generation == claim.generation, Job.lease_owner == claim.owner)


def _lock_profile(session: Session, claim: Claim) -> None:
    """First the profile, then its rows, as everybody who writes does: two who meet wait instead of deadlocking."""
    mine = select(Profile.id).where(Profile.id == claim.profile_id).with_for_update(key_share=True)
    if session.scalar(mine) is None:
        raise LeaseLost


def _record_run(session: Session, claim: Claim, now: datetime, outcome: str) -> None:
    session.add(
        Run(
            profile_id=claim.profile_id,
            kind=claim.kind,
            scheduled_for=claim.scheduled_for,
            generation=claim.generation,
            started_at=claim.claimed_at,
            finished_at=now,
            outcome=outcome,
        )
    )


def _change(session: Session, statement: Update) -> None:
    result = cast(CursorResult[Any], session.execute(statement.execution_options(synchronize_session=False)))
    if result.rowcount != 1:
        raise LeaseLost
