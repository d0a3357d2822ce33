"""How well the texts of each prompt are received: what artists did with them, as shares and alarms."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

AT_ONCE: Final = timedelta(minutes=10)
"""An edit within this time of taking a text says that the text was not right."""

ALARM: Final = 0.30
"""COPY.md: asking again in more than 3 cases of 10 is the alarm line."""

ENOUGH: Final = 20
"""Fewer texts than this say nothing about a prompt."""


@dataclass(frozen=True, slots=True)
class Change:
    """A version that became current: when, how (accepted, edited, restored), and its bio ("" for none)."""

    made_at: datetime
    origin: str
    bio: str


@dataclass(frozen=True, slots=True)
class Written:
    """One finished wish with the bios that it offered; `asked_again_at` is the profile's next wish, if any."""

    version: str
    writer: str
    finished_at: datetime
    bios: frozenset[str]
    asked_again_at: datetime | None
    fallback_reason: str | None
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reception:
    """What became of one wish."""

    accepted: bool
    edited_at_once: bool
    regenerated: bool

    @property
    def accepted_unchanged(self) -> bool:
        return self.accepted and not self.edited_at_once


@dataclass(frozen=True, slots=True)
class PromptFigures:
    """The figures of one prompt version; shares run from 0 to 1, `rules` are those that fired, most often first."""

    version: str
    texts: int
    regeneration_rate: float
    accepted_unchanged: float
    edited_at_once: float
    fallback_rate: float
    fallback_reasons: tuple[tuple[str, int], ...]
    rules: tuple[tuple[str, int], ...]

    @property
    def alarm(self) -> bool:
        """Whether artists ask again too often."""
        return self.texts >= ENOUGH and self.regeneration_rate > ALARM


def reception(text: Written, changes: Iterable[Change]) -> Reception:
    """Read what happened to a wish's texts from the profile's later versions, in any order."""
    later = sorted((change for change in changes if change.made_at >= text.finished_at), key=lambda c: c.made_at)
    taken = next((change for change in later if change.origin == "accepted" and change.bio in text.bios), None)
    edited = taken is not None and any(
        change.origin == "edited"
        and change.bio != taken.bio
        and timedelta() <= change.made_at - taken.made_at <= AT_ONCE
        for change in later
    )
    again = text.asked_again_at
    regenerated = again is not None and (taken is None or taken.made_at > again)
    return Reception(taken is not None, edited, regenerated)


def figures(version: str, texts: Sequence[tuple[Written, Reception]]) -> PromptFigures:
    """The shares over all finished wishes of one prompt version; at least one."""
    count = len(texts)
    received = [reception for _, reception in texts]
    reasons = [text.fallback_reason for text, _ in texts if text.writer != "model" and text.fallback_reason]
    return PromptFigures(
        version=version,
        texts=count,
        regeneration_rate=sum(each.regenerated for each in received) / count,
        accepted_unchanged=sum(each.accepted_unchanged for each in received) / count,
        edited_at_once=sum(each.edited_at_once for each in received) / count,
        fallback_rate=len(reasons) / count,
        fallback_reasons=_counted(reasons),
        rules=_counted([rule for text, _ in texts for rule in text.rules]),
    )


def _counted(names: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Each name once with its count, most frequent first."""
    return tuple(sorted(((name, names.count(name)) for name in set(names)), key=lambda pair: (-pair[1], pair[0])))
