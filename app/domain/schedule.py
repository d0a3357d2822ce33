"""When work is done, and when it is tried again: a time, never a sleep (DESIGN.md section 7, RELIABILITY.md J6, J9)."""

from datetime import UTC, datetime, timedelta
from random import Random

LEASE = timedelta(minutes=2)
MAX_ATTEMPTS = 3
BACKOFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=25))
SPREAD = 0.2

WEEK = timedelta(days=7)
JITTER = timedelta(minutes=30)
FRESH = timedelta(days=8)
CATCH_UP = timedelta(hours=24)
BEGINNING = datetime(2024, 1, 1, tzinfo=UTC)
"""A Monday; weeks are counted from it."""

OWN_WISH, FIRST_IMPORT, ROUTINE, ROUTINE_AGAIN = 0, 10, 100, 200
PRIORITIES = (OWN_WISH, FIRST_IMPORT, ROUTINE, ROUTINE_AGAIN)
"""Most urgent first: a person is waiting, a new page, the weekly round, and its failures."""


def week_offset(rng: Random) -> int:
    """A profile's own place in the week, in seconds: together they use all of it."""
    return rng.randrange(int(WEEK.total_seconds()))


def next_refresh_at(now: datetime, offset_s: int, rng: Random) -> datetime:
    """The profile's next time in the week, strictly after `now`, and up to 30 minutes later."""
    place = BEGINNING + timedelta(seconds=offset_s)
    weeks = (now - place) // WEEK + 1
    return place + weeks * WEEK + JITTER * rng.random()


def next_try(now: datetime, attempts: int, rng: Random) -> datetime | None:
    """When to try again after failure number `attempts` (from 1); None when it is parked."""
    if attempts >= MAX_ATTEMPTS:
        return None
    return now + BACKOFF[attempts - 1] * rng.uniform(1, 1 + SPREAD)


def come_back(retry_at: datetime, rng: Random) -> datetime:
    """When to come back after the provider asked for patience: a little later than said, not all at once."""
    return retry_at + timedelta(seconds=rng.uniform(1, 30))


def again(priority: int) -> int:
    """The urgency of a try after a failed one: the weekly round's failures come after everything else."""
    return ROUTINE_AGAIN if priority >= ROUTINE else priority


def catch_up(now: datetime, place: int, of: int) -> datetime:
    """When number `place` (from 0) of an overdue crowd has its turn: evenly over a day, in the order given."""
    return now + CATCH_UP * (place + 1) / of
