"""Notices: one row per incident, open until it is resolved."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.db.tables import Notice


@dataclass(frozen=True, slots=True)
class Told:
    topic: str
    message: str
    created_at: datetime


def tell(session: Session, person_id: int | None, *, topic: str, incident: str, message: str, now: datetime) -> None:
    """Say something once: an incident that was told already stays as it is (and open again if it was resolved)."""
    known = session.scalar(select(Notice).where(Notice.incident == incident))
    if known is not None:
        known.resolved_at, known.message = None, message
        return
    session.add(Notice(person_id=person_id, topic=topic, incident=incident, message=message, created_at=now))


def resolve(session: Session, person_id: int | None, topics: Collection[str], now: datetime) -> None:
    """What was told about these topics is over."""
    session.execute(
        update(Notice)
        .where(Notice.person_id == person_id, Notice.topic.in_(topics), Notice.resolved_at.is_(None))
        .values(resolved_at=now)
    )


def resolve_others(session: Session, topic: str, incidents: Collection[str], now: datetime) -> None:
    """What was told the admin about the topic is over, but for these incidents."""
    session.execute(
        update(Notice)
        .where(Notice.person_id.is_(None), Notice.topic == topic, Notice.resolved_at.is_(None))
        .where(Notice.incident.not_in(incidents))
        .values(resolved_at=now)
    )


def resolve_older(session: Session, topic: str, incident_prefix: str, now: datetime) -> None:
    """The admin's incidents of the topic that count by month are over once another month has begun."""
    kind = incident_prefix.partition(":")[0]
    session.execute(
        update(Notice)
        .where(Notice.person_id.is_(None), Notice.topic == topic, Notice.resolved_at.is_(None))
        .where(Notice.incident.startswith(f"{kind}:"), Notice.incident.not_like(f"{incident_prefix}%"))
        .values(resolved_at=now)
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
