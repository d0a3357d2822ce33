"""Who waits for a place, and which number was given last."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key


class Waiting(Base):
    """One address on the waitlist; it counts once its owner confirmed it, and goes when the invitation is used."""

    __tablename__ = "waitlist"

    id: Mapped[Key]
    email: Mapped[str] = mapped_column(String(254), unique=True)
    asked_at: Mapped[datetime] = mapped_column(index=True)
    asks: Mapped[int]
    confirmed_at: Mapped[datetime | None]
    invited_at: Mapped[datetime | None]


class Numbering(Base):
    """The last number of a kind that was given: a number is never given twice, whoever left."""

    __tablename__ = "numbering"

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    last: Mapped[int]
