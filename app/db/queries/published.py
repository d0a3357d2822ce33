"""Published versions: one SELECT tells what an address answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.db import shown
from app.db.queries import handles, one_sheets, photos
from app.db.tables.profiles import Asset, Handle, Profile, PublishedVersion
from app.domain import page, seeds

Parts = tuple[dict[str, Any], dict[str, Any] | None]
"""A stored page: the artist's own part, and the provider's."""


@dataclass(frozen=True, slots=True)
class Found:
    """What stands behind a handle. `moved_to` is the new handle of a former one; `version` is None when private."""

    profile_id: int | None
    person_id: int | None
    moved_to: str | None
    is_public: bool
    version: "Version | None"
    locale: str = "en"


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


def standing(session: Session, handle: str) -> Standing | None:
    """What this present handle of a public page shows; None for every other handle."""
    row = session.execute(
        select(Profile.id, PublishedVersion.id, Profile.visibility_epoch, PublishedVersion.published_at)
        .join(Handle, Handle.profile_id == Profile.id)
        .join(PublishedVersion, PublishedVersion.id == Profile.published_version_id)
        .where(Handle.handle == handle, Handle.retired_at.is_(None), Profile.is_public)
    ).one_or_none()
    return Standing(*row) if row else None


def find(session: Session, handle: str) -> Found | None:
    """Who has this handle, or had it, with the version that visitors see; None when nobody ever did."""
    newer = Handle.__table__.alias("newer")
    row = session.execute(
        select(Handle.retired_at, newer.c.handle, Profile, PublishedVersion)
        .outerjoin(Profile, Profile.id == Handle.profile_id)
        .outerjoin(PublishedVersion, PublishedVersion.id == Profile.published_version_id)
        .outerjoin(newer, (newer.c.profile_id == Profile.id) & newer.c.retired_at.is_(None))
        .where(Handle.handle == handle)
    ).one_or_none()
    if row is None:
        return None
    retired_at, current, profile, published = row
    if profile is None or profile.left_at is not None:
        return Found(None, None, None, False, None)
    version = None
    if profile.is_public and published is not None:
        version = _version(published)
    moved_to = current if retired_at is not None else None
    return Found(profile.id, profile.person_id, moved_to, profile.is_public, version, profile.locale)


def current(session: Session, profile: Profile) -> Version | None:
    """What visitors see now; None when nothing is public."""
    if not profile.is_public or profile.published_version_id is None:
        return None
    return _version(session.get_one(PublishedVersion, profile.published_version_id))


def add(session: Session, profile: Profile, made: page.Page, parts: Parts, *, card: str, now: datetime) -> None:
    """Publish a new version; the provider's part of those before it goes, and what was printed of it."""
    newest = session.scalar(select(func.max(PublishedVersion.number)).where(PublishedVersion.profile_id == profile.id))
    forget_music(session, profile.id)
    one_sheets.forget(session, profile.id)
    own, music = parts
    row = PublishedVersion(
        profile_id=profile.id,
        number=(newest or 0) + 1,
        published_at=now,
        fingerprint=made.fingerprint(),
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
        add(session, profile, page.join(own, None), (own, None), card=card, now=now)


def forget_music(session: Session, profile_id: int) -> None:
    session.execute(update(PublishedVersion).where(PublishedVersion.profile_id == profile_id).values(music=None))


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


def _version(row: PublishedVersion) -> Version:
    return Version(row.id, row.number, row.published_at, row.card, page.join(row.own, row.music))
