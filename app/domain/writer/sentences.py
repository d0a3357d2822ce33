"""From clauses to sentences: at most three, and two short clauses about what was typed may become one."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_FULL: Final = re.compile(r" and |, |\bthey\b")
_LIST: Final = re.compile(r"\b([Tt])he list\b")
MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that can stand alone; `typed` tells that the person typed what it says."""

    text: str
    typed: bool


def aggregate(opening: str, clauses: Sequence[Clause], rng: random.Random, joins: float) -> list[str]:
    """The opening and at most two sentences after it; `joins` is how often two typed clauses share one."""
    rest = list(clauses)
    if len(rest) > 1 and _can_join(*rest[:2]) and (len(rest) >= MOST or rng.random() < joins):
        first, second = rest[:2]
        rest[:2] = [Clause(f"{first.text}, and {second.text}", typed=True)]
    return [opening, *(clause.text for clause in rest[: MOST - 1])]


def introduce(sentences: Sequence[str]) -> list[str]:
    """Say "the listening list" at its first mention, unless the text speaks of listening anyway."""
    if any("listen" in text for text in sentences):
        return list(sentences)
    introduced, found = [], False
    for text in sentences:
        introduced.append(text if found else _LIST.sub(r"\1he listening list", text, count=1))
        found = found or introduced[-1] != text
    return introduced


def _can_join(one: Clause, other: Clause) -> bool:
    return one.typed and other.typed and not _FULL.search(one.text) and "they" not in other.text
