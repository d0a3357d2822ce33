"""What texts cost: one row for each accepted wish, one for each month's budget; both outlive the person."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key
from app.db.tables.people import Person
from app.db.tables.profiles import Profile


class Generation(Base):
    """One wish for new texts. Money is in micro-dollars; what the provider did not say is null, not 0.

    `reserved_micro` is the worst case, set once before the first call, together with the month that pays it;
    `cost_micro` is what it came to, set once after. A reservation that is never settled stays spent.
    """

    __tablename__ = "generations"
    __table_args__ = (
        Index("ix_generations_person_id_asked_at", "person_id", "asked_at"),
        Index("ix_generations_profile_id_asked_at", "profile_id", "asked_at"),
    )

    id: Mapped[Key]
    person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id, ondelete="SET NULL"))
    profile_id: Mapped[int | None] = mapped_column(ForeignKey(Profile.id, ondelete="SET NULL"))
    part: Mapped[str] = mapped_column(String(10))
    asked_at: Mapped[datetime] = mapped_column(index=True)
    finished_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(String(20))
    writer: Mapped[str | None] = mapped_column(String(10))
    fallback_reason: Mapped[str | None] = mapped_column(String(40))
    model: Mapped[str | None] = mapped_column(String(100))
    prompt_version: Mapped[str | None] = mapped_column(String(40))
    month: Mapped[str | None] = mapped_column(String(7))
    reserved_micro: Mapped[int | None]
    reserved_at: Mapped[datetime | None]
    cost_micro: Mapped[int | None]
    settled_at: Mapped[datetime | None]
    tokens_in: Mapped[int | None]
    tokens_cached: Mapped[int | None]
    tokens_out: Mapped[int | None]
    latency_ms: Mapped[int | None]
    rules: Mapped[list[Any]] = mapped_column(JSON)
    version_ids: Mapped[list[Any]] = mapped_column(JSON)


class ModelMonth(Base):
    """A calendar month (UTC): everything spent or reserved in it, which the budget may never be below."""

    __tablename__ = "model_months"

    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    committed_micro: Mapped[int]
