"""Work and its traces: jobs, the ledger of runs, the provider's state, notices, the audit trail."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, reference


class Job(Base):
    """One kind of work for one profile. `due_at` is also the end of a running lease; null means idle."""

    __tablename__ = "jobs"
    __table_args__ = (
        UniqueConstraint("profile_id", "kind"),
        Index(
            "ix_jobs_due",
            "due_at",
            "priority",
            postgresql_where=text("due_at IS NOT NULL"),
            sqlite_where=text("due_at IS NOT NULL"),
        ),
    )

    id: Mapped[Key]
    profile_id: Mapped[int] = reference("profiles.id")
    kind: Mapped[str] = mapped_column(String(20))
    due_at: Mapped[datetime | None]
    scheduled_for: Mapped[datetime | None]
    priority: Mapped[int]
    attempts: Mapped[int]
    generation: Mapped[int]
    lease_owner: Mapped[str | None] = mapped_column(String(40))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    outcome: Mapped[str | None] = mapped_column(String(40))
    by_hand_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class Run(Base):
    """The ledger: one row for each finished try, at most one success for each scheduled time."""

    __tablename__ = "runs"
    __table_args__ = (
        UniqueConstraint("profile_id", "kind", "generation"),
        Index(
            "uq_runs_done",
            "profile_id",
            "kind",
            "scheduled_for",
            unique=True,
            postgresql_where=text("outcome = 'done'"),
            sqlite_where=text("outcome = 'done'"),
        ),
    )

    id: Mapped[Key]
    profile_id: Mapped[int] = reference("profiles.id")
    kind: Mapped[str] = mapped_column(String(20))
    scheduled_for: Mapped[datetime]
    generation: Mapped[int]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(40))


class ProviderState(Base):
    """What all processes know of one provider: nobody calls before `blocked_until`."""

    __tablename__ = "provider_state"

    provider: Mapped[str] = mapped_column(String(20), primary_key=True)
    blocked_until: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(100))
    calls: Mapped[int]
    failures: Mapped[int]
    changed_at: Mapped[datetime]


class Notice(Base):
    """Something that the artist (or, without a person, the admin) should know; one row per incident."""

    __tablename__ = "notices"
    __table_args__ = (UniqueConstraint("incident"),)

    id: Mapped[Key]
    person_id: Mapped[int | None] = reference("persons.id", index=True)
    topic: Mapped[str] = mapped_column(String(40))
    incident: Mapped[str] = mapped_column(String(120))
    message: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]


class AuditEntry(Base):
    """Who did what, by ids; it outlives the person, so it references nobody."""

    __tablename__ = "audit"

    id: Mapped[Key]
    happened_at: Mapped[datetime] = mapped_column(index=True)
    person_id: Mapped[int | None]
    action: Mapped[str] = mapped_column(String(40))
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)
