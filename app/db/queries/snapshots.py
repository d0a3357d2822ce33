"""Snapshots: the newest one counts; older ones go when it comes."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Text, bindparam, cast, delete, select
from sqlalchemy.orm import Session

from app.db.base import Base
from app.db.tables.profiles import Snapshot as SnapshotRow
from app.domain.snapshot import Snapshot

SNAPSHOTS = Base.metadata.tables["snapshots"]
MARK = (
    select(SNAPSHOTS.c.fingerprint)
    .where(SNAPSHOTS.c.profile_id == bindparam("of_profile"))
    .order_by(SNAPSHOTS.c.id.desc())
    .limit(1)
)
_NEWEST = MARK.add_columns(cast(SNAPSHOTS.c.music, Text).label("music"), SNAPSHOTS.c.fetched_at)
"""Built once: every refresh asks it, and most find that nothing changed."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A snapshot as kept; an empty one with `fetched_at` None stands for none."""

    music: Snapshot
    fingerprint: str
    fetched_at: datetime | None


def newest(session: Session, profile_id: int) -> Stored:
    session.flush()
    row = session.connection().execute(_NEWEST, {"of_profile": profile_id}).one_or_none()
    if row is None:
        return Stored(Snapshot(), "", None)
    return Stored(_read(row.music), row.fingerprint, row.fetched_at)


@lru_cache(maxsize=8)
def _read(music: str) -> Snapshot:
    """By its whole text, so that nothing older is ever taken for it. An artist at work has it read with each click."""
    return Snapshot.from_json(json.loads(music))


def newest_mark(session: Session, profile_id: int) -> str:
    """The fingerprint of the newest one, without its lists; "" when there is none."""
    return session.connection().execute(MARK, {"of_profile": profile_id}).scalar() or ""


def replace(session: Session, profile_id: int, music: Snapshot, fingerprint: str, now: datetime) -> None:
    """Store the new lists and let the old ones go: the provider's data is overwritten, not collected."""
    delete_all(session, profile_id)
    session.add(SnapshotRow(profile_id=profile_id, fetched_at=now, fingerprint=fingerprint, music=music.to_json()))


def delete_all(session: Session, profile_id: int) -> None:
    """What was read stays in no memory of this process either."""
    _read.cache_clear()
    session.execute(delete(SnapshotRow).where(SnapshotRow.profile_id == profile_id))
