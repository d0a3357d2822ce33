"""How many calls a provider gets from us: two rolling windows, kept as counts in small buckets (SPOTIFY.md, 429).

A bucket counts until all of it has left the window, so no window is ever over its budget, only sometimes under.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

Lane = Literal["login", "refresh", "person"]

Counts = tuple[tuple[int, int], ...]
"""Number of the bucket since 1970, and the calls in it; oldest first."""


@dataclass(frozen=True, slots=True)
class Window:
    """`margin_s`: calls on their way when they were counted may arrive that much later."""

    length_s: int
    bucket_s: int
    margin_s: int

    def leaves(self, bucket: int) -> float:
        """When the bucket counts no more, in seconds since 1970."""
        return (bucket + 1) * self.bucket_s + self.length_s + self.margin_s

    def bucket(self, now: datetime) -> int:
        return int(now.timestamp() // self.bucket_s)


SHORT = Window(30, 1, 3)
DAY = Window(86_400, 600, 60)


@dataclass(frozen=True, slots=True)
class Limits:
    """The most calls in any 30 seconds and in any 24 hours."""

    per_30s: int
    per_day: int


@dataclass(frozen=True, slots=True)
class Spent:
    short: Counts = ()
    day: Counts = ()

    def to_json(self) -> dict[str, Any]:
        return {"short": [list(entry) for entry in self.short], "day": [list(entry) for entry in self.day]}

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> "Spent":
        def counts(entries: Iterable[Iterable[int]]) -> Counts:
            return tuple((bucket, calls) for bucket, calls in entries)

        return cls(counts(document.get("short", ())), counts(document.get("day", ())))


def share(limit: int, lane: Lane) -> int:
    """How much of a budget a lane may fill: refreshes leave room for people, and both for somebody at the login."""
    reserve = max(2, limit // 10)
    return limit - {"login": 0, "person": reserve, "refresh": 2 * reserve}[lane]


def free_at(spent: Spent, limits: Limits, lane: Lane, calls: int, now: datetime) -> datetime:
    """When this lane may make that many calls together: `now`, or the time at which enough has left both windows."""
    short = _free_at(spent.short, SHORT, share(limits.per_30s, lane), calls, now)
    return max(short, _free_at(spent.day, DAY, share(limits.per_day, lane), calls, now))


def take(spent: Spent, calls: int, now: datetime) -> Spent:
    """The calls counted; what has left the windows is forgotten."""
    return Spent(_add(spent.short, SHORT, calls, now), _add(spent.day, DAY, calls, now))


def left(spent: Spent, limits: Limits, now: datetime) -> tuple[int, int]:
    """What is left of both budgets for somebody at the login."""
    short, day = _live(spent.short, SHORT, now), _live(spent.day, DAY, now)
    return limits.per_30s - _sum(short), limits.per_day - _sum(day)


def in_a_day(spent: Spent, now: datetime) -> int:
    """How many were counted in the last 24 hours."""
    return _sum(_live(spent.day, DAY, now))


def hourly(limits: Limits, calls: int) -> int:
    """How many pieces of work of that many calls the schedule can do in an hour, day after day."""
    return min(share(limits.per_30s, "refresh") * 120, share(limits.per_day, "refresh") // 24) // calls


def _free_at(counts: Counts, window: Window, limit: int, calls: int, now: datetime) -> datetime:
    live = _live(counts, window, now)
    used = _sum(live)
    if used + calls <= limit:
        return now
    for bucket, amount in live:
        used -= amount
        if used + calls <= limit:
            return datetime.fromtimestamp(window.leaves(bucket), now.tzinfo)
    return now + timedelta(seconds=window.length_s)


def _add(counts: Counts, window: Window, calls: int, now: datetime) -> Counts:
    live, bucket = dict(_live(counts, window, now)), window.bucket(now)
    live[bucket] = live.get(bucket, 0) + calls
    return tuple(sorted(live.items()))


def _live(counts: Counts, window: Window, now: datetime) -> Counts:
    return tuple((bucket, calls) for bucket, calls in counts if window.leaves(bucket) > now.timestamp())


def _sum(counts: Counts) -> int:
    return sum(calls for _, calls in counts)
