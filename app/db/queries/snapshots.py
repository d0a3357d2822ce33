"""Snapshots: the newest one counts; older ones go when it comes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select
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
_NEWEST = MARK.add_columns(SNAPSHOTS.c.music, SNAPSHOTS.c.fetched_at)
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
    return Stored(Snapshot.from_json(row.music), row.fingerprint, row.fetched_at)


def newest_mark(session: Session, profile_id: int) -> str:
    """The fingerprint of the newest one, without its lists; "" when there is none."""
    return session.connection().execute(MARK, {"of_profile": profile_id}).scalar() or ""


def replace(session: Session, profile_id: int, music: Snapshot, fingerprint: str, now: datetime) -> None:
    """Store the new lists and let the old ones go: the provider's data is overwritten, not collected."""
    delete_all(session, profile_id)
    session.add(SnapshotRow(profile_id=profile_id, fetched_at=now, fingerprint=fingerprint, music=music.to_json()))


def delete_all(session: Session, profile_id: int) -> None:
    session.execute(delete(SnapshotRow).where(SnapshotRow.profile_id == profile_id))
