"""The consent clock: a permission ends six calendar months after it was given, refreshed or not (SPOTIFY.md, OAuth)."""

import calendar
from datetime import datetime, timedelta

MONTHS = 6
REMINDERS = (timedelta(days=30), timedelta(days=7), timedelta(days=1))
"""How long before its end the artist is reminded."""
EXPIRED = len(REMINDERS) + 1
GRACE = timedelta(hours=1)
"""An access token that was handed out just before the end outlives it by an hour; only then is it worth asking."""
SOON = timedelta(days=150)
"""No consent ends earlier than this after it was given, less the first reminder."""


def ends_at(authorized_at: datetime) -> datetime:
    """Six calendar months later, at the end of a shorter month where the day does not exist."""
    months = authorized_at.month - 1 + MONTHS
    year, month = authorized_at.year + months // 12, months % 12 + 1
    day = min(authorized_at.day, calendar.monthrange(year, month)[1])
    return authorized_at.replace(year=year, month=month, day=day)


def stage(authorized_at: datetime, now: datetime) -> int:
    """How many reminders are due by now: 0 to 3; EXPIRED once it is over."""
    left = ends_at(authorized_at) - now
    if left <= -GRACE:
        return EXPIRED
    return sum(left <= before for before in REMINDERS)
