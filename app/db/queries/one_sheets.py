"""Printed one-sheets among the assets: drawn once, by whoever claims the drawing first."""

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, Update, bindparam, delete, update
from sqlalchemy.orm import Session

from app.db import upsert
from app.db.base import Base
from app.db.tables.profiles import Asset

PDF = "application/pdf"
BEING_DRAWN = "application/x-being-drawn"
"""The type of an asset without content yet: whoever put it there is drawing."""

_ASSETS = Base.metadata.tables[Asset.__tablename__]
_FORGET = delete(_ASSETS).where(
    _ASSETS.c.profile_id == bindparam("of_profile"),
    _ASSETS.c.content_type.in_((PDF, BEING_DRAWN)),
    _ASSETS.c.fingerprint != bindparam("but"),
)


def find(session: Session, profile_id: int, fingerprint: str) -> bytes | None:
    """The PDF; None until somebody has drawn it."""
    row = session.get(Asset, (profile_id, fingerprint))
    return row.content if row is not None and row.content_type == PDF else None


def claim(session: Session, profile_id: int, fingerprint: str, *, now: datetime, patience: timedelta) -> bool:
    """The right to draw this sheet: nobody has it, or whoever had it gave no sign for so long."""
    place = upsert.insert(session, Asset).values(
        profile_id=profile_id, fingerprint=fingerprint, content_type=BEING_DRAWN, content=b"", created_at=now
    )
    if session.scalar(place.on_conflict_do_nothing().returning(Asset.fingerprint)) is not None:
        return True
    return _changed(
        session, _unfinished(profile_id, fingerprint).where(Asset.created_at <= now - patience).values(created_at=now)
    )


def complete(session: Session, profile_id: int, fingerprint: str, content: bytes) -> bool:
    """Keep what was drawn, and drop the sheets of earlier versions; False when the claim is gone with its page."""
    kept = _unfinished(profile_id, fingerprint).values(content_type=PDF, content=content)
    if not _changed(session, kept):
        return False
    forget(session, profile_id, but=fingerprint)
    return True


def forget(session: Session, profile_id: int, *, but: str = "") -> None:
    """Drop this profile's sheets: they show what a newer version may no longer show."""
    session.connection().execute(_FORGET, {"of_profile": profile_id, "but": but})


def _unfinished(profile_id: int, fingerprint: str) -> Update:
    return update(Asset).where(
        Asset.profile_id == profile_id, Asset.fingerprint == fingerprint, Asset.content_type == BEING_DRAWN
    )


def _changed(session: Session, statement: Update) -> bool:
    result = cast(CursorResult[Any], session.execute(statement))
    return result.rowcount == 1
