"""Messages by e-mail: one row for each, whatever becomes of it; the address is not in it, the profile has that."""

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, partial_index, reference
from app.db.tables.people import Person
from app.db.tables.work import Notice


class Mail(Base):
    """One message, sent at most once: `key` names its incident and step.

    `due_at` is also the end of a running lease; null means that it is settled. `handed_at` is written before the text
    leaves, and nothing with it is ever sent again. Without a person it goes to whoever runs the site.
    """

    __tablename__ = "mails"
    __table_args__ = (
        UniqueConstraint("key"),
        partial_index("ix_mails_due", "due_at", "id", where="due_at IS NOT NULL"),
    )

    id: Mapped[Key]
    person_id: Mapped[int | None] = reference(Person.id, index=True)
    notice_id: Mapped[int | None] = reference(Notice.id, index=True)
    key: Mapped[str] = mapped_column(String(160))
    kind: Mapped[str] = mapped_column(String(20))
    step: Mapped[int]
    due_at: Mapped[datetime | None]
    generation: Mapped[int]
    lease_owner: Mapped[str | None] = mapped_column(String(40))
    tries: Mapped[int]
    outcome: Mapped[str | None] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(index=True)
    handed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
