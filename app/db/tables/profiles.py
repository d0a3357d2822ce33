"""Profiles: what the artist typed, what was fetched, what was written, and what visitors see.

The artist's own words and the provider's items live in separate columns or tables, so that deleting the
provider's data never touches a word of theirs (DESIGN.md section 5).
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, partial_index, reference
from app.db.tables.people import Person


class Profile(Base):
    """A person's page and its settings.

    `revision` counts changes of the words, for two open tabs; `visibility_epoch` those of who may see the page.
    `left_at`: the account was deleted then, and only own words are still kept, for a while. `withheld`: an admin took
    the page down ("page"), or suspended the person ("person"); nothing is published until that is lifted.
    `photo` describes the draft's own photo (`domain.photo.Photo`); its bytes are an asset.
    """

    __tablename__ = "profiles"

    id: Mapped[Key]
    person_id: Mapped[int] = reference(Person.id, unique=True)
    theme: Mapped[str] = mapped_column(String(20))
    locale: Mapped[str] = mapped_column(String(10))
    auto_refresh: Mapped[bool]
    keep_fresh: Mapped[bool]
    email: Mapped[str] = mapped_column(String(254))
    email_opt_in: Mapped[bool]
    email_confirmed_at: Mapped[datetime | None]
    hidden: Mapped[list[str]] = mapped_column(JSON)
    photo: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    sections_off: Mapped[list[str]] = mapped_column(JSON, default=list, server_default=text("'[]'"))
    pinned: Mapped[str] = mapped_column(String(100), default="", server_default="")
    release_url: Mapped[str] = mapped_column(String(500), default="", server_default="")
    show_number: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    revision: Mapped[int]
    is_public: Mapped[bool]
    published_version_id: Mapped[int | None]  # no foreign key: the version's own one points here already
    last_checked_at: Mapped[datetime | None]
    empty_answers: Mapped[int]
    visibility_epoch: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    created_at: Mapped[datetime]
    left_at: Mapped[datetime | None] = mapped_column(index=True)
    withheld: Mapped[str | None] = mapped_column(String(10))
    withheld_at: Mapped[datetime | None]
    withheld_reason: Mapped[str | None] = mapped_column(Text)


class Facts(Base):
    """What the artist typed about themselves; empty means not said."""

    __tablename__ = "facts"

    profile_id: Mapped[int] = reference(Profile.id, primary_key=True)
    subject: Mapped[str] = mapped_column(String(10))
    display_name: Mapped[str] = mapped_column(String(100))
    role: Mapped[str] = mapped_column(String(80))
    city: Mapped[str] = mapped_column(String(80))
    instruments: Mapped[list[str]] = mapped_column(JSON)
    influences: Mapped[list[str]] = mapped_column(JSON)
    current_release: Mapped[str] = mapped_column(String(120))
    tone: Mapped[str] = mapped_column(String(10))


class Link(Base):
    __tablename__ = "links"

    id: Mapped[Key]
    profile_id: Mapped[int] = reference(Profile.id, index=True)
    position: Mapped[int]
    label: Mapped[str] = mapped_column(String(60))
    url: Mapped[str] = mapped_column(String(500))
    hidden: Mapped[bool] = mapped_column(default=False, server_default=text("false"))


class Handle(Base):
    """A current or former handle. A former one redirects; one without a profile belonged to somebody deleted."""

    __tablename__ = "handles"
    __table_args__ = (
        partial_index("uq_handles_skeleton_current", "skeleton", where="retired_at IS NULL", unique=True),
        partial_index("uq_handles_profile_current", "profile_id", where="retired_at IS NULL", unique=True),
        Index("ix_handles_skeleton", "skeleton"),
    )

    handle: Mapped[str] = mapped_column(String(30), primary_key=True)
    skeleton: Mapped[str] = mapped_column(String(30))
    profile_id: Mapped[int | None] = mapped_column(ForeignKey(Profile.id, ondelete="SET NULL"), index=True)
    claimed_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class Snapshot(Base):
    """The provider's lists as fetched, with all 50 items of each."""

    __tablename__ = "snapshots"

    id: Mapped[Key]
    profile_id: Mapped[int] = reference(Profile.id, index=True)
    fetched_at: Mapped[datetime]
    fingerprint: Mapped[str] = mapped_column(String(64))
    music: Mapped[dict[str, Any]] = mapped_column(JSON)


class CopyVersion(Base):
    """A set of texts: a candidate, the current one, or one of the past."""

    __tablename__ = "copy_versions"
    __table_args__ = (
        UniqueConstraint("profile_id", "number"),
        partial_index("uq_copy_versions_current", "profile_id", where="state = 'current'", unique=True),
    )

    id: Mapped[Key]
    profile_id: Mapped[int] = reference(Profile.id)
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(12))
    origin: Mapped[str] = mapped_column(String(12))
    created_at: Mapped[datetime]


class CopyText(Base):
    """One text of a version. `source` decides what disconnecting deletes: all but `edited`."""

    __tablename__ = "copy_texts"
    __table_args__ = (UniqueConstraint("version_id", "field", "album_id"),)

    id: Mapped[Key]
    version_id: Mapped[int] = reference(CopyVersion.id)
    field: Mapped[str] = mapped_column(String(10))
    album_id: Mapped[str] = mapped_column(String(100))
    text: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(String(10))
    form: Mapped[str] = mapped_column(String(500))
    sentences: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


class PublishedVersion(Base):
    """What visitors see, never changed; `music`, the provider's part, goes once a newer one takes over."""

    __tablename__ = "published_versions"
    __table_args__ = (UniqueConstraint("profile_id", "number"),)

    id: Mapped[Key]
    profile_id: Mapped[int] = reference(Profile.id)
    number: Mapped[int]
    published_at: Mapped[datetime]
    fingerprint: Mapped[str] = mapped_column(String(64))
    own: Mapped[dict[str, Any]] = mapped_column(JSON)
    music: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    card: Mapped[str] = mapped_column(String(64))


class Asset(Base):
    """Bytes that a page shows, by the fingerprint of everything in them."""

    __tablename__ = "assets"

    profile_id: Mapped[int] = reference(Profile.id, primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    content_type: Mapped[str] = mapped_column(String(40))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
