"""Pages that an admin took down, and people who are suspended."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.tables.profiles import Handle, Profile
from app.domain.refusals import BadInput


@dataclass(frozen=True, slots=True)
class Withheld:
    handle: str
    what: str
    reason: str
    since: datetime


def locked(session: Session, handle: str) -> Profile:
    """The profile that has this handle now, or this number (`#12`), locked. Raises BadInput."""
    mine = select(Profile).where(Profile.left_at.is_(None))
    number = handle.removeprefix("#")
    if handle != number and number.isascii() and number.isdigit() and len(number) < 12:
        mine = mine.where(Profile.id == int(number))
    else:
        mine = mine.join(Handle, Handle.profile_id == Profile.id)
        mine = mine.where(Handle.handle == handle, Handle.retired_at.is_(None))
    profile = session.scalar(mine.with_for_update(key_share=True, of=Profile))
    if profile is None:
        raise BadInput("handle", "No page has this address. Check it; nothing was done.")
    return profile


def all_of_them(session: Session) -> list[Withheld]:
    """Newest first; somebody without a handle goes by their number, `#12`."""
    rows = session.execute(
        select(Handle.handle, Profile.id, Profile.withheld, Profile.withheld_reason, Profile.withheld_at)
        .select_from(Profile)
        .outerjoin(Handle, (Profile.id == Handle.profile_id) & Handle.retired_at.is_(None))
        .where(Profile.withheld.is_not(None), Profile.left_at.is_(None))
        .order_by(Profile.withheld_at.desc())
        .limit(50)
    )
    return [
        Withheld(handle or f"#{profile_id}", what or "", reason or "", since)
        for handle, profile_id, what, reason, since in rows
        if since
    ]
