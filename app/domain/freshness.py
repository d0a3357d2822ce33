"""Times in words: how long ago, and when next. The words' bucket is part of a page's cache key (DESIGN.md 11)."""

from datetime import datetime, timedelta

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def ago(then: datetime, now: datetime) -> str:
    """`just now`, `5 minutes ago`, `2 hours ago`, `3 days ago`, from four weeks on `on 3 May 2026`."""
    passed = now - then
    if passed < MINUTE:
        return "just now"
    for unit, name, most in ((MINUTE, "minute", HOUR), (HOUR, "hour", DAY), (DAY, "day", 28 * DAY)):
        if passed < most:
            count = passed // unit
            return f"{count} {name}{'' if count == 1 else 's'} ago"
    return f"on {date(then)}"


def at(moment: datetime, now: datetime) -> str:
    """`at 14:05 UTC` within a day, `on 3 May at 14:05 UTC` later."""
    clock = f"at {moment:%H:%M} UTC"
    return clock if moment - now < DAY and moment.date() == now.date() else f"on {moment.day} {moment:%B} {clock}"


def wait(until: datetime, now: datetime) -> str:
    """`in 3 hours`, `in 20 minutes`, `in a moment`: the time that is left, rounded up."""
    left = until - now
    if left <= MINUTE:
        return "in a moment"
    unit, name = (HOUR, "hour") if left > HOUR else (MINUTE, "minute")
    count = -(-left // unit)
    return f"in {count} {name}{'' if count == 1 else 's'}"


def date(moment: datetime) -> str:
    """`3 May 2026`."""
    return f"{moment.day} {moment:%B %Y}"
