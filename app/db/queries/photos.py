"""Own photos among the assets: the draft's, and the one that visitors see."""

from dataclasses import asdict

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from app.db.tables.profiles import Asset, Profile, PublishedVersion
from app.domain.photo import Photo

WEBP = "image/webp"
"""Photos are the only WebP among the assets."""

_STORED = select(Asset.fingerprint).where(Asset.profile_id == bindparam("of_profile"), Asset.content_type == WEBP)
"""Built once: every publish asks it, and most pages have no photo."""


def find(session: Session, profile_id: int, fingerprint: str) -> bytes | None:
    row = session.get(Asset, (profile_id, fingerprint))
    return row.content if row is not None and row.content_type == WEBP else None


def show(profile: Profile, photo: Photo | None) -> None:
    """What the draft shows from now on."""
    profile.photo = asdict(photo) if photo else None


def tidy(session: Session, profile: Profile) -> None:
    """Drop every photo of this profile that neither the draft nor the public version shows."""
    session.flush()
    if not session.connection().execute(_STORED, {"of_profile": profile.id}).first():
        return
    kept = [profile.photo["fingerprint"]] if profile.photo else []
    if profile.published_version_id is not None:
        wanted = select(PublishedVersion.own).where(PublishedVersion.id == profile.published_version_id)
        public = (session.scalar(wanted) or {}).get("photo")
        kept += [public["fingerprint"]] if public else []
    session.execute(
        delete(Asset).where(Asset.profile_id == profile.id, Asset.content_type == WEBP, Asset.fingerprint.not_in(kept))
    )
