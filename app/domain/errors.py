"""What can go wrong, one type per reaction. They carry ids, times and constant words; never a token or a code."""

from datetime import datetime
from typing import Literal

AuthorizationFault = Literal["code_refused", "verifier_refused"]
AppFault = Literal["invalid_client", "premium_missing", "redirect_uri", "request_refused", "endpoint_gone"]
UnavailableReason = Literal[
    "rate_limited", "quota_exceeded", "overloaded", "server", "timeout", "network", "contract", "budget", "circuit_open"
]


class AnchorError(Exception):
    """Base of every error that the product raises on purpose."""


class TokenRejected(AnchorError):
    """The provider did not accept the access token: refresh it once, then ask for a new consent."""

    def __init__(self) -> None:
        super().__init__("the access token was not accepted")


class ReauthorizationRequired(AnchorError):
    """The refresh token is dead by the provider's word: never retry, keep the page, ask the person to reconnect."""

    def __init__(self, reason: Literal["revoked", "expired", "invalid"] = "invalid") -> None:
        super().__init__(f"the refresh token is {reason}")
        self.reason = reason


class ScopeTooSmall(AnchorError):
    """The person granted less than the call needs: ask for consent again, naming what is missing."""

    def __init__(self, missing: frozenset[str]) -> None:
        super().__init__(f"scope missing: {' '.join(sorted(missing))}")
        self.missing = missing


class NotAllowListed(AnchorError):
    """The app is in Development Mode and its owner has not added this person yet: the person waits."""

    def __init__(self) -> None:
        super().__init__("the person is not on the app's allow-list")


class AuthorizationFailed(AnchorError):
    """The code exchange was refused for this attempt only: let the person start again."""

    def __init__(self, fault: AuthorizationFault) -> None:
        super().__init__(f"authorization failed: {fault}")
        self.fault = fault


class AppRejected(AnchorError):
    """The provider refuses our app itself: tell the admin, never blame a person or touch a token."""

    def __init__(self, fault: AppFault) -> None:
        super().__init__(f"the app is rejected: {fault}")
        self.fault = fault


class SpotifyUnavailable(AnchorError):
    """No useful answer now: keep what there is and come back, not before `retry_at` (aware UTC) when it is known."""

    def __init__(self, reason: UnavailableReason, retry_at: datetime | None = None) -> None:
        super().__init__(f"spotify is unavailable: {reason}")
        self.reason = reason
        self.retry_at = retry_at
