"""What somebody takes with them: one file per profile, made as a job, kept for a day."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, reference
from app.db.tables.profiles import Profile


class Export(Base):
    """`content` is null until it is made; a newer wish replaces the row, so an old link opens nothing."""

    __tablename__ = "exports"

    id: Mapped[Key]
    profile_id: Mapped[int] = reference(Profile.id, unique=True)
    asked_at: Mapped[datetime]
    made_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None] = mapped_column(index=True)
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
