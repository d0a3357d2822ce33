"""What a sign-in brings back, and every wrong turn that it can take; the words for each are in `web/pages/auth.py`."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from app.domain.errors import AnchorError

WrongTurn = Literal[
    "denied",
    "state_missing",
    "state_unknown",
    "foreign",
    "reused",
    "old",
    "unclear",
    "refused_by_spotify",
    "code_refused",
    "scope_too_small",
    "another_account",
    "not_allow_listed",
    "consent_lost",
    "spotify_down",
    "app_rejected",
    "full",
]


@dataclass(frozen=True, slots=True)
class Departure:
    """Where to send the browser for consent, and the value that it must still have when it comes back."""

    url: str = field(repr=False)
    browser: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Callback:
    """The query of a callback; None for what did not come, or came twice."""

    state: str | None = field(repr=False)
    code: str | None = field(repr=False)
    error: str | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where to go and as whom; `person_id` None: stay signed in as before."""

    person_id: int | None
    next_path: str


class SignInFailed(AnchorError):
    """A sign-in took a wrong turn and nothing was stored. `retry_at` is when Spotify lets us ask again, if it said."""

    def __init__(self, turn: WrongTurn, retry_at: datetime | None = None) -> None:
        super().__init__(f"sign-in failed: {turn}")
        self.turn = turn
        self.retry_at = retry_at
