"""What a refresh that found nothing new reads and writes: statements built once, for nearly every one needs them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, bindparam, exists, select, update

from app.db.base import Base
from app.db.database import Reach
from app.db.queries.plans import WANTED
from app.db.tables.people import Connection
from app.db.tables.profiles import Profile, Snapshot
from app.db.tables.work import Job, Notice
from app.domain.jobs import REFRESH

PROFILES = Base.metadata.tables["profiles"]
_CHECKED = update(PROFILES).where(PROFILES.c.id == bindparam("of_profile"))
_MARK = (
    select(Snapshot.fingerprint)
    .where(Snapshot.profile_id == bindparam("of_profile"))
    .order_by(Snapshot.id.desc())
    .limit(1)
    .scalar_subquery()
)
_TOLD = exists().where(
    Notice.person_id == Profile.person_id,
    Notice.topic.in_(bindparam("topics", expanding=True)),
    Notice.resolved_at.is_(None),
)
_LOOK = (
    select(_MARK, Job.offset_s, WANTED & Connection.broken_at.is_(None) & Connection.sealed_at.is_(None) & ~_TOLD)
    .select_from(Profile)
    .join(Connection, Connection.person_id == Profile.person_id)
    .join(Job, (Job.profile_id == Profile.id) & (Job.kind == REFRESH))
    .where(Profile.id == bindparam("of_profile"))
)


@dataclass(frozen=True, slots=True)
class Look:
    """`mark` of the newest lists; `calm`: in the weekly plan, connected, and no notice is open that would be over."""

    mark: str | None
    offset_s: int | None
    calm: bool


def note_check(session: Reach, profile_id: int, now: datetime) -> bool:
    """Lock the profile by the one thing that moves when nothing changed; False when it is gone."""
    asked = {"of_profile": profile_id, "last_checked_at": now, "empty_answers": 0}
    return cast(CursorResult[Any], session.connection().execute(_CHECKED, asked)).rowcount == 1


def look(session: Reach, profile_id: int, topics: tuple[str, ...]) -> Look | None:
    row = session.connection().execute(_LOOK, {"of_profile": profile_id, "topics": topics}).first()
    return Look(row[0], row[1], bool(row[2])) if row is not None else None
