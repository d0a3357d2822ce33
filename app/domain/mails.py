"""Messages by e-mail as values: the claim on one, what it says, and what becomes of a failed one."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

MailKind = Literal["notice", "confirm", "waitlist", "invitation"]

LEASE = timedelta(minutes=2)
"""Longer than the 20 seconds that one message may take."""

DELAYS = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6))
LONGEST_DELAY = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class MailClaim:
    """The right to send one message; `generation` fences what is written about it."""

    mail_id: int
    person_id: int | None
    notice_id: int | None
    key: str
    kind: str
    step: int
    tries: int
    generation: int
    owner: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What a message says. `links` are (label, address): what to do, first; `leave` ends all messages with a click."""

    to: str = field(repr=False)
    subject: str
    paragraphs: tuple[str, ...]
    links: tuple[tuple[str, str], ...] = field(repr=False)
    footer: str
    leave: str | None = field(repr=False, default=None)


def delay(tries: int) -> timedelta:
    """How long a message waits after so many tries that a server put off; it is never given up."""
    return DELAYS[tries - 1] if tries <= len(DELAYS) else LONGEST_DELAY
