"""Consents that come to their end: six months after they were given (`app/domain/consent.py`)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, Integer, bindparam, select, update
from sqlalchemy.orm import Session

from app.db.database import Reach
from app.db.tables.people import Connection
from app.db.tables.profiles import Profile
from app.db.tables.work import Job
from app.domain import consent
from app.domain.jobs import REFRESH
from app.domain.schedule import ROUTINE

_ENDING = (
    select(Connection.id, Connection.person_id, Connection.authorized_at, Connection.reminders)
    .where(Connection.status == "connected", Connection.reminders < consent.EXPIRED)
    .where(Connection.id > bindparam("after"), Connection.authorized_at <= bindparam("given_before"))
    .order_by(Connection.id)
    .limit(bindparam("most", type_=Integer))
)


def ending(session: Reach, now: datetime, after: int, limit: int) -> Sequence[tuple[int, int, datetime, int]]:
    """Living consents that are old enough to be reminded of, by connection id above `after`: connection, person,
    when it was given, and how many reminders were given."""
    asked = {"after": after, "most": limit, "given_before": now - consent.SOON}
    rows = session.connection().execute(_ENDING, asked)
    return [(key, person_id, given, told) for key, person_id, given, told in rows if given is not None]


def remind(session: Session, connection_id: int, authorized_at: datetime, before: int, stage: int) -> bool:
    """Note a reminder; False when somebody did, or the person consented anew."""
    same = update(Connection).where(
        Connection.id == connection_id,
        Connection.status == "connected",
        Connection.authorized_at == authorized_at,
        Connection.reminders == before,
    )
    result = session.execute(same.values(reminders=stage), execution_options={"synchronize_session": False})
    return cast(CursorResult[Any], result).rowcount == 1


def ask_now(session: Session, person_id: int, now: datetime) -> None:
    """Bring the person's planned refresh forward: it finds out whether the consent still opens anything."""
    mine = select(Profile.id).where(Profile.person_id == person_id)
    planned = update(Job).where(Job.profile_id.in_(mine), Job.kind == REFRESH, Job.planned, Job.due_at > now)
    session.execute(
        planned.values(due_at=now, scheduled_for=now, priority=ROUTINE),
        execution_options={"synchronize_session": False},
    )
