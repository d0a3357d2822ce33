"""The second factor of those who run the site: a shared secret, sealed, and recovery codes, hashed."""

from datetime import datetime

from sqlalchemy import LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, reference
from app.db.tables.people import Person


class SecondFactor(Base):
    """One per person. `last_step` is the newest step whose code was taken: none is taken twice."""

    __tablename__ = "second_factors"

    person_id: Mapped[int] = reference(Person.id, primary_key=True)
    secret: Mapped[bytes] = mapped_column(LargeBinary)
    last_step: Mapped[int]
    tries: Mapped[int]
    tries_since: Mapped[datetime | None]
    created_at: Mapped[datetime]


class RecoveryCode(Base):
    """Stands in for the authenticator once."""

    __tablename__ = "recovery_codes"
    __table_args__ = (UniqueConstraint("person_id", "code_hash"),)

    id: Mapped[Key]
    person_id: Mapped[int] = reference(Person.id)
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None]
