"""Who left, so that nothing brings them back: not a restored backup, and not a job that was under way."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key
from app.db.tables.people import Person


class Tombstone(Base):
    """`mark` is a keyed hash of the provider's account id: known again at the next sign-in, readable by nobody.

    `withheld`: what an admin had taken from them when they left, "page" or "person"; it meets them at the next sign-in.
    `number` was the person's id. `held_person_id` keeps the own words until they are erased; then `erased_at` is set.
    """

    __tablename__ = "tombstones"
    __table_args__ = (UniqueConstraint("number", "deleted_at"),)

    id: Mapped[Key]
    mark: Mapped[str] = mapped_column(String(64), index=True)
    number: Mapped[int]
    deleted_at: Mapped[datetime] = mapped_column(index=True)
    held_person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id, ondelete="SET NULL"), index=True)
    erased_at: Mapped[datetime | None]
    withheld: Mapped[str | None] = mapped_column(String(10))
    withheld_reason: Mapped[str | None] = mapped_column(Text)
