"""The ledger of forms: which masked texts exist already, so that the next one can differ from them."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from functools import lru_cache
from math import log2
from typing import Final

TOO_NEAR: Final = 0.55
_WORD = re.compile(r"\{[^}]*\}|[\w']+")


def words(form: str) -> list[str]:
    """The words of a masked form; a slot is one word."""
    return _WORD.findall(form.casefold())


@lru_cache(maxsize=4096)
def shingles(form: str) -> frozenset[tuple[str, ...]]:
    """The runs of three words of a masked form."""
    found = words(form)
    return frozenset(tuple(found[start : start + 3]) for start in range(max(1, len(found) - 2)))


def nearness(one: str, other: str) -> float:
    """Jaccard similarity of the shingles of two forms, 0 to 1."""
    first, second = shingles(one), shingles(other)
    return len(first & second) / len(first | second)


def is_fresh(form: str, used: Collection[str]) -> bool:
    """True when the form is not nearly the same text as one that was used, and begins with another sentence."""
    first = form.split(". ", 1)[0]
    return all(earlier.split(". ", 1)[0] != first and nearness(form, earlier) < TOO_NEAR for earlier in used)


def begun_alike(form: str, used: Collection[str]) -> float:
    """How near the first sentence is to the nearest of the used forms' first sentences, 0 to 1."""
    first = form.split(". ", 1)[0]
    return max((nearness(first, earlier.split(". ", 1)[0]) for earlier in used), default=0.0)


def opening(form: str) -> str:
    """The first two words of a form: what a reader of many pages would recognise."""
    return " ".join(words(form)[:2])


class Ledger:
    """Counts of the forms that other texts of a set used; they steer the choice and forbid nothing."""

    def __init__(self, forms: Iterable[str] = ()) -> None:
        self.forms: Counter[str] = Counter()
        self.openings: Counter[str] = Counter()
        self.starts: Counter[str] = Counter()
        self.runs: Counter[tuple[str, ...]] = Counter()
        for form in forms:
            self.add(form)

    def add(self, form: str) -> None:
        """Note one more text."""
        self.forms[form] += 1
        self.openings[opening(form)] += 1
        self.starts[opening(form).split(" ")[0]] += 1
        self.runs.update(shingles(form))

    def familiarity(self, form: str) -> float:
        """How worn a form is in this set: 0 for one of new words, growing without bound."""
        runs = shingles(form)
        worn = sum(log2(1 + self.runs[run]) for run in runs) / len(runs)
        share = (self.openings[opening(form)] + self.starts[opening(form).split(" ")[0]] / 4) / max(
            5, self.openings.total()
        )
        return worn + 12 * share + self.forms[form]
