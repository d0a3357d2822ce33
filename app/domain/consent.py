"""The consent clock: a permission ends six calendar months after it was given, refreshed or not (SPOTIFY.md, OAuth)."""

import calendar
from datetime import datetime

MONTHS = 6


def ends_at(authorized_at: datetime) -> datetime:
    """Six calendar months later, at the end of a shorter month where the day does not exist."""
    months = authorized_at.month - 1 + MONTHS
    year, month = authorized_at.year + months // 12, months % 12 + 1
    day = min(authorized_at.day, calendar.monthrange(year, month)[1])
    return authorized_at.replace(year=year, month=month, day=day)
