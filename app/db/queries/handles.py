"""Handles: finding whose a name is, claiming one, and keeping the former ones."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db.tables.profiles import Handle
from app.domain.handles import HandleTaken, skeleton

RESERVED_FOR = timedelta(days=90)


def current(session: Session, profile_id: int) -> str | None:
    return session.scalar(select(Handle.handle).where(Handle.profile_id == profile_id, Handle.retired_at.is_(None)))


def claim(session: Session, profile_id: int, handle: str, now: datetime) -> None:
    """Make `handle` this profile's; its former one stays as a redirect. Raises HandleTaken when somebody has it."""
    if current(session, profile_id) == handle:
        return
    wanted = skeleton(handle)
    held = session.scalars(select(Handle).where(Handle.skeleton == wanted).with_for_update()).all()
    for other in held:
        foreign = other.profile_id != profile_id
        if foreign and (other.retired_at is None or other.retired_at > now - RESERVED_FOR):
            raise HandleTaken
    lapsed = [other.handle for other in held if other.profile_id != profile_id or other.handle == handle]
    session.execute(delete(Handle).where(Handle.handle.in_(lapsed)))
    retire(session, profile_id, now)
    session.add(Handle(handle=handle, skeleton=wanted, profile_id=profile_id, claimed_at=now))
    try:
        session.flush()
    except IntegrityError as exc:  # somebody claimed it between our look and our write
        raise HandleTaken from exc


def retire(session: Session, profile_id: int, now: datetime) -> None:
    """The profile's handle becomes a former one."""
    session.execute(
        update(Handle).where(Handle.profile_id == profile_id, Handle.retired_at.is_(None)).values(retired_at=now)
    )


def leave_behind(session: Session, profile_id: int, now: datetime) -> None:
    """Before a profile is deleted: its handles answer "gone" and stay reserved for a while."""
    session.execute(update(Handle).where(Handle.profile_id == profile_id).values(profile_id=None, retired_at=now))
