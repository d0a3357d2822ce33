"""From clauses to sentences: short ones combine, and the list is introduced where it is first mentioned."""

import random
import re
from collections.abc import Sequence
from typing import Final

from app.domain.writer.slots import Slot, parse

_FULL: Final = re.compile(r" who | whose | that |, and |:|\band the (?:role|city) ")
_LIST: Final = re.compile(r"((?:^|\b)(?:the|a|one)|\{name\|s\}|whose) list\b")
_LISTED: Final = re.compile(r"\{(?:track|album|artist|genre)\.")
_SHORT: Final = 4


def aggregate(opening: str, clauses: Sequence[str], rng: random.Random, *, extend: bool) -> list[str]:
    """Spread the clauses over at most two sentences after the opening; two short ones may become one.

    `extend` lets the opening take the first of them in.
    """
    rest = list(clauses)
    if extend and len(rest) > 1 and _can_join(opening, rest[0]) and rng.random() < 0.35:
        opening = _joined(opening, rest.pop(0))
    if len(rest) < 2:
        return [opening, *rest]
    if len(rest) == 2:
        return [opening, _joined(*rest)] if _can_join(*rest) and rng.random() < 0.4 else [opening, *rest]
    first, second, third = rest[:3]
    if _can_join(second, third) and rng.random() < 0.5:
        return [opening, first, _joined(second, third)]
    if _can_join(first, second):
        last = _joined(*rest[2:]) if len(rest) == 4 and _can_join(*rest[2:]) else third
        return [opening, _joined(first, second), last]
    return [opening, first, second]


def introduce(sentences: Sequence[str]) -> list[str]:
    """Say "the listening list" at its first mention, unless the text speaks of listening anyway."""
    if any("listen" in text for text in sentences):
        return list(sentences)
    introduced, found = [], False
    for text in sentences:
        introduced.append(text if found else _LIST.sub(r"\1 listening list", text, count=1))
        found = found or introduced[-1] != text
    return introduced


def _can_join(one: str, other: str) -> bool:
    """Join what belongs together only: what was typed with what was typed, what is listed with what is listed."""
    return _is_short(one) and _is_short(other) and bool(_LISTED.search(one)) == bool(_LISTED.search(other))


def _is_short(text: str) -> bool:
    return sum(isinstance(piece, Slot) for piece in parse(text)) <= _SHORT and not _FULL.search(text)


def _joined(one: str, other: str) -> str:
    return f"{one}, and {other}"
