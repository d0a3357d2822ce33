"""Counts of a page's days: nothing about anybody who was counted."""

import datetime as dt

from sqlalchemy import Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, reference
from app.db.tables.profiles import Profile


class DailyCount(Base):
    """One figure of one UTC day. `item` is a host, a link's address, a network or an action, by `kind`; else empty."""

    __tablename__ = "daily_counts"
    __table_args__ = (Index("ix_daily_counts_day", "day"),)

    profile_id: Mapped[int] = reference(Profile.id, primary_key=True)
    day: Mapped[dt.date] = mapped_column(Date, primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    item: Mapped[str] = mapped_column(String(500), primary_key=True)
    count: Mapped[int]
