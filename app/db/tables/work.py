"""Work and its traces: jobs, the ledger of runs, the provider's state, notices, the audit trail."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, partial_index, reference
from app.db.tables.people import Person
from app.db.tables.profiles import Profile


class Job(Base):
    """One kind of work for one profile. `due_at` is also the end of a running lease; null means idle.

    `planned`: the weekly plan set `due_at`, nobody waits for it. `offset_s` is the profile's own place in the week,
    `failures` counts the provider's in a row.
    """

    __tablename__ = "jobs"
    __table_args__ = (
        UniqueConstraint("profile_id", "kind"),
        partial_index("ix_jobs_due", "priority", "due_at", "id", where="due_at IS NOT NULL"),
    )

    id: Mapped[Key]
    profile_id: Mapped[int] = reference(Profile.id)
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
    planned: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    offset_s: Mapped[int | None]
    failures: Mapped[int] = mapped_column(default=0, server_default=text("0"))


class Run(Base):
    """The ledger: one row for each finished try, at most one success for each scheduled time."""

    __tablename__ = "runs"
    __table_args__ = (
        UniqueConstraint("profile_id", "kind", "generation"),
        partial_index("uq_runs_done", "profile_id", "kind", "scheduled_for", where="outcome = 'done'", unique=True),
    )

    id: Mapped[Key]
    profile_id: Mapped[int] = reference(Profile.id)
    kind: Mapped[str] = mapped_column(String(20))
    scheduled_for: Mapped[datetime]
    generation: Mapped[int]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(40))


class ProviderState(Base):
    """What all processes know of one provider: nobody calls before `blocked_until`.

    `spent` is the call budget's memory (`domain.rate_budget`), `circuits` the breakers' (`domain.circuit_breaker`),
    `probe` what the last try came to (`domain.probe`).
    """

    __tablename__ = "provider_state"

    provider: Mapped[str] = mapped_column(String(20), primary_key=True)
    blocked_until: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(100))
    calls: Mapped[int]
    failures: Mapped[int]
    changed_at: Mapped[datetime]
    spent: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default=text("'{}'"))
    circuits: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default=text("'{}'"))
    probe: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default=text("'{}'"))


class Leader(Base):
    """Who polls the due queue. `term` grows with each change; `expires_at` is the lease where no lock elects."""

    __tablename__ = "leader"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    holder: Mapped[str] = mapped_column(String(40))
    term: Mapped[int]
    taken_at: Mapped[datetime]
    renewed_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ticked_at: Mapped[datetime | None]
    swept_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]


class Notice(Base):
    """Something that the artist (or, without a person, the admin) should know; one row per incident.

    `steps` of its course were taken, the next is at `next_step_at`; null when there is none.
    """

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("incident"),
        partial_index("ix_notices_next_step_at", "next_step_at", where="next_step_at IS NOT NULL"),
    )

    id: Mapped[Key]
    person_id: Mapped[int | None] = reference(Person.id, index=True)
    topic: Mapped[str] = mapped_column(String(40))
    incident: Mapped[str] = mapped_column(String(120))
    message: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]
    steps: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    next_step_at: Mapped[datetime | None]


class AuditEntry(Base):
    """Who did what, by ids; it outlives the person, so it references nobody.

    Once they are erased, `person_mark` stands for them: a keyed hash of the number that they had here.
    """

    __tablename__ = "audit"

    id: Mapped[Key]
    happened_at: Mapped[datetime] = mapped_column(index=True)
    person_id: Mapped[int | None] = mapped_column(index=True)
    person_mark: Mapped[str | None] = mapped_column(String(64))
    action: Mapped[str] = mapped_column(String(40))
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)
