"""The reviewed data of the house style: words that a text may use, and phrases that it may not."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

DIRECTORY = files(__name__)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One line of `phrases.json`.

    `pattern` is words in lower case; a trailing `*` on a word matches any ending, `…` up to six words;
    a leading `~` makes the rest a regular expression over the masked text in lower case. Tier 1 rejects,
    two of tier 2 or three of tier 3 reject together.
    """

    tier: Literal[1, 2, 3]
    group: str
    pattern: str


@cache
def phrases() -> tuple[Phrase, ...]:
    """Every phrase, in the order of the file (tier, group, pattern)."""
    rows = json.loads(_read("phrases.json"))
    return tuple(Phrase(row["tier"], row["group"], row["pattern"]) for row in rows)


@cache
def vocabulary() -> frozenset[str]:
    """The word forms, in lower case, that a text may use outside its facts."""
    return frozenset(_read("vocabulary.txt").split())


def _read(name: str) -> str:
    return DIRECTORY.joinpath(name).read_text(encoding="utf-8")
