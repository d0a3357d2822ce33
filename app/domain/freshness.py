"""Times in words: how long ago, and when next. The words' bucket is part of a page's cache key (DESIGN.md 11)."""

from datetime import datetime, timedelta
from typing import Literal

Unit = Literal["now", "minute", "hour", "day", "date"]
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def ago(then: datetime, now: datetime) -> str:
    """`just now`, `5 minutes ago`, `2 hours ago`, `3 days ago`, from four weeks on `on 3 May 2026`."""
    unit, count = passed(then, now)
    if unit == "now":
        return "just now"
    return f"on {date(then)}" if unit == "date" else f"{count} {unit}{'' if count == 1 else 's'} ago"


def passed(then: datetime, now: datetime) -> tuple[Unit, int]:
    """The bucket that a time falls in, whatever the language: whole units, and how many of them."""
    gone = now - then
    if gone < MINUTE:
        return "now", 0
    units: tuple[tuple[timedelta, Unit, timedelta], ...] = (
        (MINUTE, "minute", HOUR),
        (HOUR, "hour", DAY),
        (DAY, "day", 28 * DAY),
    )
    for unit, name, most in units:
        if gone < most:
            return name, gone // unit
    return "date", 0


def day_ago(then: datetime, now: datetime) -> str:
    """`today`, `yesterday`, `3 days ago`: by the calendar (UTC), from four weeks on `on 3 May 2026`."""
    days = (now.date() - then.date()).days
    if days >= 28:
        return f"on {date(then)}"
    return "today" if days <= 0 else "yesterday" if days == 1 else f"{days} days ago"


def about(moment: datetime, now: datetime) -> str:
    """`about today`, `about tomorrow`, `about Thursday`, from a week on `about 3 May`: when something is planned."""
    days = (moment.date() - now.date()).days
    if days >= 7:
        return f"about {moment.day} {moment:%B}"
    return "about today" if days <= 0 else "about tomorrow" if days == 1 else f"about {moment:%A}"


def at(moment: datetime, now: datetime) -> str:
    """`at 14:05 UTC` within a day, `on 3 May at 14:05 UTC` later."""
    clock = f"at {moment:%H:%M} UTC"
    return clock if moment - now < DAY and moment.date() == now.date() else f"on {moment.day} {moment:%B} {clock}"


def wait(until: datetime, now: datetime) -> str:
    """`in 3 hours`, `in 20 minutes`, `in 58 seconds`: what is left, rounded up; `in a moment` when nothing is."""
    left = until - now
    if left <= timedelta(0):
        return "in a moment"
    unit, name = (HOUR, "hour") if left > HOUR else (MINUTE, "minute") if left > MINUTE else (SECOND, "second")
    count = -(-left // unit)
    return f"in {count} {name}{'' if count == 1 else 's'}"


def date(moment: datetime) -> str:
    """`3 May 2026`."""
    return f"{moment.day} {moment:%B %Y}"


def days_ahead(moment: datetime, now: datetime) -> str:
    """`today`, `tomorrow`, `in 30 days`: by the calendar (UTC)."""
    days = (moment.date() - now.date()).days
    return "today" if days <= 0 else "tomorrow" if days == 1 else f"in {days} days"
