"""What every call passes before and after it goes out: budgets, circuit and Retry-After, shared by all processes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Protocol

from app.domain import rate_budget
from app.domain.errors import (
    AnchorError,
    AppRejected,
    ReauthorizationRequired,
    SpotifyUnavailable,
    UnavailableReason,
)

Lane = rate_budget.Lane
"""Who waits: somebody at the login, the schedule, or a person who pressed a button."""

FailureKind = Literal["network", "contract", "grant", "app"]
"""network: 5xx, timeouts, no connection · contract: an answer that is not the documented one ·
grant: `invalid_grant` at a refresh · app: Spotify refuses our app as a whole."""


class ProviderGate(Protocol):
    """Called once before each try and once with the outcome of each call, always outside the call's own threads."""

    def enter(self, lane: Lane, calls: int = 1) -> None:
        """Take `calls` from the budget, all or none; SpotifyUnavailable(retry_at) when blocked, broken or spent."""

    def blocked(self, until: datetime, reason: UnavailableReason) -> None:
        """Spotify told everybody to stay away until then."""

    def succeeded(self) -> None:
        """Spotify answered as documented, if only to refuse this one person."""

    def failed(self, kind: FailureKind) -> None:
        """Spotify did not do its part, or refuses our app."""


def report(gate: ProviderGate, faults: Sequence[AnchorError]) -> None:
    """Tell the gate how a call went that had these faults; a fault that is a person's own is no failure of Spotify."""
    unavailable = [fault for fault in faults if isinstance(fault, SpotifyUnavailable)]
    for fault in unavailable:
        if fault.retry_at is not None:
            gate.blocked(fault.retry_at, fault.reason)
    failures = {kind for fault in faults if (kind := _failure(fault)) is not None}
    for kind in sorted(failures):
        gate.failed(kind)
    if not failures and not unavailable:
        gate.succeeded()


def _failure(fault: AnchorError) -> FailureKind | None:
    match fault:
        case SpotifyUnavailable(retry_at=None):
            return "contract" if fault.reason == "contract" else "network"
        case AppRejected(fault="invalid_client" | "premium_missing"):
            return "app"
        case AppRejected():
            return "contract"
        case ReauthorizationRequired():
            return "grant"
        case _:
            return None
