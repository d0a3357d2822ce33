"""Published versions: one SELECT tells what an address answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, select, update
from sqlalchemy.orm import Session, aliased

from app.db import shown
from app.db.base import Base
from app.db.database import Reach
from app.db.queries import handles, one_sheets, photos
from app.db.tables.profiles import Asset, Handle, Profile, PublishedVersion
from app.domain import page, seeds

Parts = tuple[dict[str, Any], dict[str, Any] | None]
"""A stored page: the artist's own part, and the provider's."""

_VERSIONS = Base.metadata.tables[PublishedVersion.__tablename__]
_FORGET_MUSIC = update(_VERSIONS).where(_VERSIONS.c.profile_id == bindparam("of_profile")).values(music=None)
_NEWEST_NUMBER = select(func.max(_VERSIONS.c.number)).where(_VERSIONS.c.profile_id == bindparam("of_profile"))
_NEWER = aliased(Handle)
_IS_ASKED_FOR = Handle.handle == bindparam("of_handle")
_SHOWN = (PublishedVersion.id == Profile.published_version_id) & Profile.is_public
_STANDING = (
    select(Profile.id, PublishedVersion.id, Profile.visibility_epoch, PublishedVersion.published_at)
    .join(Handle, Handle.profile_id == Profile.id)
    .join(PublishedVersion, _SHOWN)
    .where(_IS_ASKED_FOR, Handle.retired_at.is_(None))
)
_FOUND = (
    select(
        Handle.retired_at,
        _NEWER.handle.label("current"),
        Profile.id.label("profile_id"),
        Profile.person_id,
        Profile.left_at,
        Profile.is_public,
        Profile.locale,
        Profile.visibility_epoch,
        PublishedVersion.id.label("version_id"),
        PublishedVersion.number,
        PublishedVersion.published_at,
        PublishedVersion.card,
        PublishedVersion.own,
        PublishedVersion.music,
    )
    .outerjoin(Profile, Profile.id == Handle.profile_id)
    .outerjoin(PublishedVersion, _SHOWN)
    .outerjoin(_NEWER, (_NEWER.profile_id == Profile.id) & _NEWER.retired_at.is_(None))
    .where(_IS_ASKED_FOR)
)
"""Built once: for every cold answer, building them again cost more than asking."""


@dataclass(frozen=True, slots=True)
class Found:
    """What stands behind a handle. `moved_to` is the new handle of a former one; `version` is None when private.

    `standing` is that of a public page's present handle.
    """

    profile_id: int | None
    person_id: int | None
    moved_to: str | None
    is_public: bool
    version: "Version | None"
    locale: str = "en"
    standing: "Standing | None" = None


@dataclass(frozen=True, slots=True)
class Version:
    id: int
    number: int
    published_at: datetime
    card: str
    page: page.Page


@dataclass(frozen=True, slots=True)
class Standing:
    """What a public address shows: two equal ones show the same, but for the words that tell a version's age."""

    profile_id: int
    version_id: int
    visibility_epoch: int
    published_at: datetime


def standing(session: Reach, handle: str) -> Standing | None:
    """What this present handle of a public page shows; None for every other handle."""
    row = session.connection().execute(_STANDING, {"of_handle": handle}).one_or_none()
    return Standing(*row) if row else None


def find(session: Reach, handle: str) -> Found | None:
    """Who has this handle, or had it, with the version that visitors see; None when nobody ever did."""
    row = session.connection().execute(_FOUND, {"of_handle": handle}).one_or_none()
    if row is None:
        return None
    if row.profile_id is None or row.left_at is not None:
        return Found(None, None, None, False, None)
    version = standing = None
    if row.version_id is not None:
        version = _version(row.version_id, row)
        if row.retired_at is None:
            standing = Standing(row.profile_id, version.id, row.visibility_epoch, version.published_at)
    moved_to = row.current if row.retired_at is not None else None
    return Found(row.profile_id, row.person_id, moved_to, row.is_public, version, row.locale, standing)


def current(session: Session, profile: Profile) -> Version | None:
    """What visitors see now; None when nothing is public."""
    if not profile.is_public or profile.published_version_id is None:
        return None
    row = session.get_one(PublishedVersion, profile.published_version_id)
    return _version(row.id, row)


def add(session: Session, profile: Profile, fingerprint: str, parts: Parts, *, card: str, now: datetime) -> None:
    """Publish a new version; the provider's part of those before it goes, and what was printed of it."""
    newest = session.scalar(_NEWEST_NUMBER, {"of_profile": profile.id})
    forget_music(session, profile.id)
    one_sheets.forget(session, profile.id)
    own, music = parts
    row = PublishedVersion(
        profile_id=profile.id,
        number=(newest or 0) + 1,
        published_at=now,
        fingerprint=fingerprint,
        own=own,
        music=music,
        card=card,
    )
    session.add(row)
    session.flush()
    profile.published_version_id = row.id
    shown.note_version(session)


def own_part(session: Session, profile: Profile, handle: str | None) -> dict[str, Any] | None:
    """The artist's own part of what is public now, as their page without a provider has it; None when nothing is."""
    if not profile.is_public or profile.published_version_id is None:
        return None
    own = session.get_one(PublishedVersion, profile.published_version_id).own
    return {**own, "seed": seeds.seed(profile.id), "display_name": own["display_name"] or handle or ""}


def strip_music(session: Session, profile: Profile, *, card: str, now: datetime) -> None:
    """Go on with the artist's own part only, as a new version. Nothing happens when nothing is public."""
    own = own_part(session, profile, handles.current(session, profile.id))
    if own is not None:
        add(session, profile, page.join(own, None).fingerprint(), (own, None), card=card, now=now)


def forget_music(session: Session, profile_id: int) -> None:
    session.connection().execute(_FORGET_MUSIC, {"of_profile": profile_id})


def public_handles(session: Session) -> list[tuple[str, datetime]]:
    """Every public page with the time of its version, for the sitemap."""
    rows = session.execute(
        select(Handle.handle, PublishedVersion.published_at)
        .join(Profile, Profile.id == Handle.profile_id)
        .join(PublishedVersion, PublishedVersion.id == Profile.published_version_id)
        .where(Handle.retired_at.is_(None), Profile.is_public)
        .order_by(Handle.handle)
    )
    return [(handle, published_at) for handle, published_at in rows]


def store_asset(
    session: Session, profile_id: int, fingerprint: str, content_type: str, content: bytes, now: datetime
) -> None:
    """Keep bytes under their fingerprint; the same bytes twice are stored once."""
    if session.get(Asset, (profile_id, fingerprint)) is None:
        session.add(
            Asset(
                profile_id=profile_id,
                fingerprint=fingerprint,
                content_type=content_type,
                content=content,
                created_at=now,
            )
        )


def delete_pictures(session: Session, profile_id: int) -> None:
    """Pictures may show a name that came from the provider: they go with its data. The artist's own photo stays."""
    session.execute(delete(Asset).where(Asset.profile_id == profile_id, Asset.content_type != photos.WEBP))


def asset(session: Session, profile_id: int, fingerprint: str) -> Asset | None:
    return session.get(Asset, (profile_id, fingerprint))


def _version(version_id: int, row: PublishedVersion | Row[*tuple[Any, ...]]) -> Version:
    return Version(version_id, row.number, row.published_at, row.card, page.join(row.own, row.music))
