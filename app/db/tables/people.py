"""People and how they reach us: accounts, sessions, sign-ins under way, connections and their tokens."""

from datetime import datetime

from sqlalchemy import LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, partial_index, reference


class Person(Base):
    __tablename__ = "persons"

    id: Mapped[Key]
    created_at: Mapped[datetime]
    member_number: Mapped[int | None] = mapped_column(index=True, unique=True)


class Session(Base):
    """One signed-in browser. The cookie carries the token; only its hash is stored."""

    __tablename__ = "sessions"

    id: Mapped[Key]
    person_id: Mapped[int] = reference(Person.id, index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    second_factor_at: Mapped[datetime | None]
    admin_seen_at: Mapped[datetime | None]


class OAuthAttempt(Base):
    """A sign-in under way: one use, ten minutes, bound to the browser that began it."""

    __tablename__ = "oauth_attempts"

    id: Mapped[Key]
    state_hash: Mapped[str] = mapped_column(String(64), unique=True)
    browser_hash: Mapped[str] = mapped_column(String(64))
    verifier: Mapped[bytes] = mapped_column(LargeBinary)
    next_path: Mapped[str] = mapped_column(String(300))
    person_id: Mapped[int | None] = reference(Person.id, index=True)
    created_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]


class Connection(Base):
    """One person's link to one provider, keyed on `account_id`; `user_id` serves until that is known.

    `broken_at`: since when it needs a new consent. `reminders`: how many of this consent's end were given.
    """

    __tablename__ = "connections"
    __table_args__ = (
        UniqueConstraint("person_id", "provider"),
        UniqueConstraint("provider", "account_id"),
        partial_index(
            "uq_connections_user_id_without_account_id", "provider", "user_id", where="account_id IS NULL", unique=True
        ),
    )

    id: Mapped[Key]
    person_id: Mapped[int] = reference(Person.id)
    provider: Mapped[str] = mapped_column(String(20))
    account_id: Mapped[str | None] = mapped_column(String(200))
    user_id: Mapped[str | None] = mapped_column(String(200))
    display_name: Mapped[str | None] = mapped_column(String(300))
    status: Mapped[str] = mapped_column(String(20))
    scope: Mapped[str] = mapped_column(String(500))
    authorized_at: Mapped[datetime | None]
    access_token: Mapped[bytes | None] = mapped_column(LargeBinary)
    access_expires_at: Mapped[datetime | None]
    access_life_s: Mapped[int | None]
    refresh_token: Mapped[bytes | None] = mapped_column(LargeBinary)
    token_fingerprint: Mapped[str | None] = mapped_column(String(64))
    sealed_at: Mapped[datetime | None]
    probed_at: Mapped[datetime | None]
    broken_at: Mapped[datetime | None]
    reminders: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    verify_since: Mapped[datetime | None]
    lease_owner: Mapped[str | None] = mapped_column(String(40))
    lease_until: Mapped[datetime | None]


class TokenJournalEntry(Base):
    """A token answer as it came, encrypted: kept so that one whose save lost a race is not lost."""

    __tablename__ = "token_journal"

    id: Mapped[Key]
    connection_id: Mapped[int] = reference(Connection.id, index=True)
    refresh_token: Mapped[bytes] = mapped_column(LargeBinary)
    sent_fingerprint: Mapped[str] = mapped_column(String(64))
    stored: Mapped[bool]
    tried_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(index=True)
