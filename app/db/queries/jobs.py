"""The due queue: one row per profile and kind; a running lease is a `due_at` that lies ahead, with an owner."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any, cast

from sqlalchemy import CursorResult, Integer, Select, Update, bindparam, func, insert, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningUpdate

from app.db import upsert
from app.db.base import Base
from app.db.database import Reach
from app.db.tables.profiles import Profile
from app.db.tables.work import Job, Run
from app.domain.jobs import Claim, Kind, LeaseLost
from app.domain.schedule import PRIORITIES, ROUTINE, again

JOBS = Base.metadata.tables["jobs"]
_FINISH = update(JOBS).where(
    JOBS.c.id == bindparam("job"),
    JOBS.c.generation == bindparam("held_generation"),
    JOBS.c.lease_owner == bindparam("held_by"),
)
_LOCK = select(Profile.id).where(Profile.id == bindparam("of_profile")).with_for_update(key_share=True)
_RECORD = insert(Base.metadata.tables["runs"]).inline()


def find(session: Session, profile_id: int, kind: Kind) -> Job | None:
    return session.scalar(select(Job).where(Job.profile_id == profile_id, Job.kind == kind).with_for_update())


def is_under_way(job: Job, now: datetime) -> bool:
    """Queued, waiting for another try, or leased by somebody alive; what the weekly plan holds is not yet."""
    return job.due_at is not None and not job.planned and (job.lease_owner is None or job.due_at > now)


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
    job = find_or_add(session, profile_id, kind)
    if is_under_way(job, now):
        if job.lease_owner is None and job.due_at is not None:
            job.due_at, job.priority = min(job.due_at, due_at), min(job.priority, priority)
        return False
    job.due_at, job.scheduled_for = due_at, _free_time(session, profile_id, kind, due_at)
    job.priority, job.payload, job.attempts, job.failures = priority, payload, 0, 0
    if by_hand:
        job.by_hand_at = now
    job.lease_owner = job.outcome = None
    job.planned = False
    session.flush()
    return True


def _free_time(session: Session, profile_id: int, kind: Kind, wanted: datetime) -> datetime:
    """The time for the ledger, which takes one success for each: when asked twice within one tick, a moment later."""
    done = select(func.max(Run.scheduled_for)).where(
        Run.profile_id == profile_id, Run.kind == kind, Run.outcome == "done", Run.scheduled_for >= wanted
    )
    last = session.scalar(done)
    return wanted if last is None else last + timedelta(microseconds=1)


def claim_next(
    session: Reach,
    *,
    now: datetime,
    owner: str,
    until: datetime,
    profile_id: int | None = None,
    kind: Kind | None = None,
) -> Claim | None:
    """Lease the most urgent due job (of a profile, of a kind); None when nothing is due or all is taken by others."""
    claims = claim_due(session, now=now, owner=owner, until=until, limit=1, profile_id=profile_id, kind=kind)
    return claims[0] if claims else None


def claim_due(
    session: Reach,
    *,
    now: datetime,
    owner: str,
    until: datetime,
    limit: int,
    priorities: Sequence[int] = PRIORITIES,
    profile_id: int | None = None,
    kind: Kind | None = None,
) -> list[Claim]:
    """Lease up to `limit` due jobs, most urgent first, passing over what others are claiming."""
    leasing = _leasing(profile_id is not None, kind is not None)
    known = {"now": now, "owner": owner, "until": until, "of_profile": profile_id, "of_kind": kind}
    connection, claims = session.connection(), list[Claim]()
    for priority in priorities:
        if len(claims) == limit:
            break
        rows = connection.execute(leasing, {**known, "urgency": priority, "most": limit - len(claims)})
        claims += sorted((_claim(row, now, owner, until) for row in rows), key=lambda c: (c.scheduled_for, c.job_id))
    return claims


def due_of(urgency: Any, now: Any, most: Any) -> Select[int]:
    """The jobs of one urgency whose time has come, oldest first: a short walk on the partial index."""
    return (
        select(JOBS.c.id)
        .where(JOBS.c.due_at.is_not(None), JOBS.c.priority == urgency, JOBS.c.due_at <= now)
        .order_by(JOBS.c.due_at, JOBS.c.id)
        .limit(most)
    )


@cache
def _leasing(of_profile: bool, of_kind: bool) -> ReturningUpdate[Any]:
    """One statement that finds and leases; built once, for building it costs more than the database needs for it."""
    moment = JOBS.c.due_at.type
    now = bindparam("now", type_=moment)
    due = due_of(bindparam("urgency"), now, bindparam("most", type_=Integer))
    if of_profile:
        due = due.where(JOBS.c.profile_id == bindparam("of_profile"))
    if of_kind:
        due = due.where(JOBS.c.kind == bindparam("of_kind"))
    chosen = due.with_for_update(skip_locked=True).cte("chosen")
    columns = ("id", "profile_id", "kind", "generation", "scheduled_for", "attempts", "payload", "priority", "failures")
    return (
        update(JOBS)
        .where(JOBS.c.id.in_(select(chosen.c.id)))
        .values(
            generation=JOBS.c.generation + 1,
            attempts=JOBS.c.attempts + 1,
            lease_owner=bindparam("owner"),
            due_at=bindparam("until", type_=moment),
            scheduled_for=func.coalesce(JOBS.c.scheduled_for, now),
            planned=False,
        )
        .returning(*(JOBS.c[name] for name in columns))
    )


def _claim(row: Sequence[Any], now: datetime, owner: str, until: datetime) -> Claim:
    job_id, profile_id, kind, generation, scheduled_for, attempts, payload, priority, failures = row
    return Claim(
        job_id=job_id,
        profile_id=profile_id,
        kind=kind,
        generation=generation,
        owner=owner,
        claimed_at=now,
        lease_until=until,
        scheduled_for=scheduled_for,
        attempt=attempts,
        payload=payload,
        priority=priority,
        failures=failures,
    )


def hold(session: Session, claim: Claim) -> None:
    """Lock the job's row for the rest of this transaction. Raises LeaseLost when the claim no longer stands."""
    _lock_profile(session, claim)
    _change(session, _held(claim).values(generation=claim.generation))


def finish(
    session: Reach, claim: Claim, *, now: datetime, outcome: str, next_due: datetime | None, locked: bool = False
) -> None:
    """End the claim, in the transaction of its effect: outcome, ledger and next due time. Raises LeaseLost.

    After success `next_due` is the profile's next time in the week; after a failure, of the next try. `locked`: the
    caller's transaction holds the profile already.
    """
    values: dict[str, Any] = {"lease_owner": None, "due_at": next_due, "outcome": outcome, "finished_at": now}
    if outcome == "done" or next_due is None:
        values |= {"attempts": 0, "failures": 0, "scheduled_for": next_due, "planned": next_due is not None}
        values |= {"priority": ROUTINE} if next_due is not None else {}
    else:
        values["priority"] = again(claim.priority)
    if not locked:
        _lock_profile(session, claim)
    session.flush()
    mine = {"job": claim.job_id, "held_generation": claim.generation, "held_by": claim.owner}
    if cast(CursorResult[Any], session.connection().execute(_FINISH, {**mine, **values})).rowcount != 1:
        raise LeaseLost
    _record_run(session, claim, now, outcome)


def postpone(
    session: Session, claim: Claim, *, now: datetime, outcome: str, until: datetime, failed: bool = False
) -> None:
    """Hand the job back: the provider asked for patience, or `failed`, which is no attempt of ours. LeaseLost."""
    values: dict[str, Any] = {"lease_owner": None, "due_at": until, "outcome": outcome, "attempts": Job.attempts - 1}
    if failed:
        values |= {"failures": Job.failures + 1, "priority": again(claim.priority)}
    _lock_profile(session, claim)
    _change(session, _held(claim).values(**values))
    _record_run(session, claim, now, outcome)


def hand_back(session: Session, claim: Claim) -> None:
    """Undo a claim that nobody began: it costs no attempt. Raises LeaseLost."""
    values = {"lease_owner": None, "due_at": claim.claimed_at, "attempts": Job.attempts - 1}
    _change(session, _held(claim).values(**values))


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
            failures=0,
            planned=False,
            payload={},
            outcome=None,
            finished_at=None,
        ),
        execution_options={"synchronize_session": False},
    )


def find_or_add(session: Session, profile_id: int, kind: Kind) -> Job:
    """The job's row, locked; two who ask for the first time at once get the same one."""
    known = find(session, profile_id, kind)
    if known is not None:
        return known
    idle = upsert.insert(session, Job).values(
        profile_id=profile_id, kind=kind, attempts=0, generation=0, priority=0, payload={}
    )
    session.execute(idle.on_conflict_do_nothing(index_elements=["profile_id", "kind"]))
    return cast(Job, find(session, profile_id, kind))


def _held(claim: Claim) -> Update:
    return update(Job).where(Job.id == claim.job_id, Job.generation == claim.generation, Job.lease_owner == claim.owner)


def _lock_profile(session: Reach, claim: Claim) -> None:
    """First the profile, then its rows, as everybody who writes does: two who meet wait instead of deadlocking."""
    if session.connection().execute(_LOCK, {"of_profile": claim.profile_id}).first() is None:
        raise LeaseLost


def _record_run(session: Reach, claim: Claim, now: datetime, outcome: str) -> None:
    ended = {
        "profile_id": claim.profile_id,
        "kind": claim.kind,
        "scheduled_for": claim.scheduled_for,
        "generation": claim.generation,
        "started_at": claim.claimed_at,
        "finished_at": now,
        "outcome": outcome,
    }
    session.connection().execute(_RECORD, ended)


def _change(session: Session, statement: Update) -> None:
    result = cast(CursorResult[Any], session.execute(statement.execution_options(synchronize_session=False)))
    if result.rowcount != 1:
        raise LeaseLost
