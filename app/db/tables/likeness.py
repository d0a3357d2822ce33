"""Which bios are alike: hashed runs of three masked words, so that a near-duplicate is found without reading texts."""

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, reference
from app.db.tables.profiles import CopyText, Profile


class BioShingle(Base):
    """One run of words of one bio that is shown or offered; gone with its text."""

    __tablename__ = "bio_shingles"
    __table_args__ = (Index("ix_bio_shingles_shingle", "shingle", "text_id"),)

    text_id: Mapped[int] = reference(CopyText.id, primary_key=True)
    shingle: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    profile_id: Mapped[int] = reference(Profile.id, index=True)
