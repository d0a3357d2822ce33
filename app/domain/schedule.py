"""When work is tried again: a time, never a sleep (RELIABILITY.md J6)."""

from datetime import datetime, timedelta
from random import Random

LEASE = timedelta(minutes=2)
MAX_ATTEMPTS = 3
BACKOFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=25))
SPREAD = 0.2

OWN_WISH, FIRST_IMPORT, ROUTINE = 0, 10, 100
"""Priorities, most urgent first: a person is waiting, a new page, the weekly round."""


def next_try(now: datetime, attempts: int, rng: Random) -> datetime | None:
    """When to try again after failure number `attempts` (from 1); None when it is parked."""
    if attempts >= MAX_ATTEMPTS:
        return None
    return now + BACKOFF[attempts - 1] * rng.uniform(1, 1 + SPREAD)


def come_back(retry_at: datetime, rng: Random) -> datetime:
    """When to come back after the provider asked for patience: a little later than said, not all at once."""
    return retry_at + timedelta(seconds=rng.uniform(1, 30))
