"""What visitors report about a page."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, reference
from app.db.tables.profiles import Profile


class Report(Base):
    """One visitor's words about one published page; open until an admin settles it. Nothing of the visitor is kept."""

    __tablename__ = "reports"

    id: Mapped[Key]
    profile_id: Mapped[int] = reference(Profile.id, index=True)
    handle: Mapped[str] = mapped_column(String(30))
    reason: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
