"""Pages that an admin took down, and people who are suspended."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.tables import Handle, Profile
from app.domain.refusals import BadInput


@dataclass(frozen=True, slots=True)
class Withheld:
    handle: str
    what: str
    reason: str
    since: datetime


def locked(session: Session, handle: str) -> Profile:
    """The profile that has this handle now, locked. Raises BadInput."""
    mine = (
        select(Profile)
        .join(Handle, Handle.profile_id == Profile.id)
        .where(Handle.handle == handle, Handle.retired_at.is_(None), Profile.left_at.is_(None))
    )
    profile = session.scalar(mine.with_for_update(key_share=True, of=Profile))
    if profile is None:
        raise BadInput("handle", "No page has this address. Check it; nothing was done.")
    return profile


def all_of_them(session: Session) -> list[Withheld]:
    """Newest first."""
    rows = session.execute(
        select(Handle.handle, Profile.withheld, Profile.withheld_reason, Profile.withheld_at)
        .join(Profile, Profile.id == Handle.profile_id)
        .where(Handle.retired_at.is_(None), Profile.withheld.is_not(None), Profile.left_at.is_(None))
        .order_by(Profile.withheld_at.desc())
        .limit(50)
    )
    return [Withheld(handle, what or "", reason or "", since) for handle, what, reason, since in rows if since]
