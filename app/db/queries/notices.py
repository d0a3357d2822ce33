"""Notices: one row per incident, open until it is resolved."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.db.tables.work import Notice
from app.domain import courses


@dataclass(frozen=True, slots=True)
class Told:
    topic: str
    message: str
    created_at: datetime


def tell(session: Session, person_id: int | None, *, topic: str, incident: str, message: str, now: datetime) -> None:
    """Say something once: an incident that is open stays as it is, with the newest words.

    One that was over for a while begins anew, and so does its course.
    """
    known = session.scalar(select(Notice).where(Notice.incident == incident).with_for_update())
    if known is None:
        known = Notice(person_id=person_id, topic=topic, incident=incident, created_at=now, steps=0)
        known.next_step_at = courses.next_at(topic, 0, now)
        session.add(known)
    elif known.resolved_at is not None:
        if now - known.resolved_at >= courses.SAME:
            known.created_at, known.steps = now, 0
        known.next_step_at = courses.next_at(topic, known.steps, now)
        known.resolved_at = None
    known.message = message


def resolve(session: Session, person_id: int | None, topics: Collection[str], now: datetime) -> None:
    """What was told about these topics is over."""
    session.execute(
        update(Notice)
        .where(Notice.person_id == person_id, Notice.topic.in_(topics), Notice.resolved_at.is_(None))
        .values(resolved_at=now, next_step_at=None)
    )


def resolve_others(session: Session, topic: str, incidents: Collection[str], now: datetime) -> None:
    """What was told the admin about the topic is over, but for these incidents."""
    session.execute(
        update(Notice)
        .where(Notice.person_id.is_(None), Notice.topic == topic, Notice.resolved_at.is_(None))
        .where(Notice.incident.not_in(incidents))
        .values(resolved_at=now, next_step_at=None)
    )


def resolve_older(session: Session, topic: str, incident_prefix: str, now: datetime) -> None:
    """The admin's incidents of the topic that count by month are over once another month has begun."""
    kind = incident_prefix.partition(":")[0]
    session.execute(
        update(Notice)
        .where(Notice.person_id.is_(None), Notice.topic == topic, Notice.resolved_at.is_(None))
        .where(Notice.incident.startswith(f"{kind}:"), Notice.incident.not_like(f"{incident_prefix}%"))
        .values(resolved_at=now, next_step_at=None)
    )


def open_for(session: Session, person_id: int | None) -> list[Told]:
    """What a person should know now, newest first; for nobody (None), what the admin should."""
    rows = session.scalars(
        select(Notice)
        .where(Notice.person_id == person_id, Notice.resolved_at.is_(None))
        .order_by(Notice.created_at.desc())
        .limit(20)
    )
    return [Told(row.topic, row.message, row.created_at) for row in rows]


def any_open(session: Session, person_id: int | None, topics: Collection[str]) -> bool:
    """Whether anything of these topics is told and not over."""
    mine = select(Notice.id).where(Notice.person_id == person_id, Notice.topic.in_(topics))
    return session.scalar(mine.where(Notice.resolved_at.is_(None)).limit(1)) is not None


def is_open(session: Session, person_id: int, topic: str) -> bool:
    mine = select(Notice.id).where(Notice.person_id == person_id, Notice.topic == topic, Notice.resolved_at.is_(None))
    return session.scalar(mine.limit(1)) is not None


def steps_due(session: Session, now: datetime, limit: int) -> Sequence[int]:
    """Notices whose next step has come, oldest first."""
    due = select(Notice.id).where(Notice.next_step_at.is_not(None), Notice.next_step_at <= now)
    return session.scalars(due.order_by(Notice.next_step_at, Notice.id).limit(limit)).all()


def locked(session: Session, notice_id: int) -> Notice | None:
    """The notice, which nobody else changes before this transaction ends."""
    return session.get(Notice, notice_id, with_for_update=True)


def person_of(session: Session, notice_id: int) -> int | None:
    """Whose notice it is; None when it is the admin's, or gone."""
    return session.scalar(select(Notice.person_id).where(Notice.id == notice_id))


def read(session: Session, notice_id: int | None) -> Notice | None:
    return session.get(Notice, notice_id) if notice_id is not None else None


def settle_incident(session: Session, incident: str, now: datetime) -> None:
    """This very incident is over; one that was never told changes nothing."""
    mine = update(Notice).where(Notice.incident == incident, Notice.resolved_at.is_(None))
    session.execute(mine.values(resolved_at=now), execution_options={"synchronize_session": False})
