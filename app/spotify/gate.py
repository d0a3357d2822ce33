"""What every call passes before and after it goes out: budgets, circuit and Retry-After, shared by all processes."""

from datetime import datetime
from typing import Literal, Protocol

Lane = Literal["login", "refresh", "person"]
"""Who waits: somebody at the login, the schedule, or a person who pressed a button."""

FailureKind = Literal["network", "contract", "grant", "app"]
"""network: 5xx, timeouts, no connection · contract: an answer that is not the documented one ·
grant: `invalid_grant` at a refresh · app: Spotify refuses our app as a whole."""

BlockReason = Literal["rate_limited", "quota_exceeded", "overloaded"]


class ProviderGate(Protocol):
    """Called once before each try and once with the outcome of each call, always outside the call's own threads."""

    def enter(self, lane: Lane, calls: int = 1) -> None:
        """Take `calls` from the budget, all or none; SpotifyUnavailable(retry_at) when blocked, broken or spent."""

    def blocked(self, until: datetime, reason: BlockReason) -> None:
        """Spotify told everybody to stay away until then."""

    def succeeded(self) -> None:
        """Spotify answered as documented, if only to refuse this one person."""

    def failed(self, kind: FailureKind) -> None:
        """Spotify did not do its part, or refuses our app."""
