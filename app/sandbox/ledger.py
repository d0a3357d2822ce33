"""The sandbox's own account of what happened: every call, and what became of every token.

Tokens and codes appear as SHA-256 fingerprints only, so that a test can compare them with what the application
stored without this ledger ever being a place to steal from.
"""

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from threading import Lock
from typing import Any

Json = dict[str, Any]
WINDOW_S = 30.0


def fingerprint(secret: str | None) -> str | None:
    """The SHA-256 of a token in hex; None for no token."""
    return hashlib.sha256(secret.encode()).hexdigest() if secret else None


@dataclass(frozen=True, slots=True)
class Call:
    seq: int
    at: float
    """Seconds since 1970 by the sandbox's clock."""
    endpoint: str
    """token | me | top_artists | top_tracks | recently_played | artist | artist_albums | album | other"""
    method: str
    path: str
    person: str | None
    token: str | None
    status: int
    """0 when the connection was closed without an answer."""
    outcome: str
    """ok, the error's own words, or fault:<kind>"""


@dataclass(frozen=True, slots=True)
class TokenEvent:
    seq: int
    at: float
    event: str
    """issued | rotated | accepted | refused | revoked"""
    kind: str
    """code | access | refresh"""
    token: str | None
    grant: int | None
    person: str | None
    reason: str = ""


@dataclass(slots=True)
class Ledger:
    """Append-only until reset; numbered from 1 across calls and token events."""

    clock: Callable[[], float]
    calls: list[Call] = field(default_factory=list)
    events: list[TokenEvent] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)
    _seq: int = 0

    def record_call(
        self,
        endpoint: str,
        method: str,
        path: str,
        person: str | None,
        token: str | None,
        status: int,
        outcome: str,
    ) -> None:
        with self._lock:
            self._seq += 1
            self.calls.append(
                Call(
                    self._seq,
                    self.clock(),
                    endpoint,
                    method,
                    path,
                    person,
                    fingerprint(token),
                    status,
                    outcome,
                )
            )

    def record_token(
        self,
        event: str,
        kind: str,
        token: str | None,
        grant: int | None,
        person: str | None,
        reason: str = "",
    ) -> None:
        with self._lock:
            self._seq += 1
            self.events.append(
                TokenEvent(self._seq, self.clock(), event, kind, fingerprint(token), grant, person, reason)
            )

    def as_json(self, after: int = 0) -> Json:
        """Entries numbered above ``after``, and a summary of all."""
        with self._lock:
            calls, events = list(self.calls), list(self.events)
        return {
            "calls": [_readable(asdict(call)) for call in calls if call.seq > after],
            "tokens": [_readable(asdict(event)) for event in events if event.seq > after],
            "summary": {
                "calls": len(calls),
                "token_calls": sum(call.endpoint == "token" for call in calls),
                "api_calls": sum(call.endpoint != "token" for call in calls),
                "busiest_30s": _busiest([call.at for call in calls if call.endpoint != "token"]),
                "by_endpoint": Counter(call.endpoint for call in calls),
                "by_outcome": Counter(call.outcome for call in calls),
            },
        }


def _readable(entry: Json) -> Json:
    return entry | {"time": datetime.fromtimestamp(entry["at"], UTC).isoformat(timespec="milliseconds")}


def _busiest(times: list[float]) -> int:
    """The largest number of calls in any 30 seconds."""
    most, start = 0, 0
    for end, moment in enumerate(times):
        while times[start] <= moment - WINDOW_S:
            start += 1
        most = max(most, end - start + 1)
    return most
