"""The one fake of the gate: it lets through what it is told to, and keeps what it hears."""

from dataclasses import dataclass, field
from datetime import datetime

from app.domain.errors import SpotifyUnavailable, UnavailableReason
from app.spotify.gate import FailureKind, Lane


@dataclass
class RecordingGate:
    """`allowance`: how many calls may still pass; None for any number."""

    allowance: int | None = None
    entered: list[tuple[Lane, int]] = field(default_factory=list)
    heard: list[tuple[object, ...]] = field(default_factory=list)

    def enter(self, lane: Lane, calls: int = 1) -> None:
        if self.allowance is not None and self.allowance < calls:
            raise SpotifyUnavailable("budget")
        if self.allowance is not None:
            self.allowance -= calls
        self.entered.append((lane, calls))

    def blocked(self, until: datetime, reason: UnavailableReason) -> None:
        self.heard.append(("blocked", until, reason))

    def succeeded(self) -> None:
        self.heard.append(("succeeded",))

    def failed(self, kind: FailureKind) -> None:
        self.heard.append(("failed", kind))
