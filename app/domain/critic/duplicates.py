"""Near-duplicates: two bios that say the same words around different facts."""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.critic.findings import Finding
from app.domain.critic.masking import MaskedText, mask
from app.domain.fact_sheet import FactSheet

THRESHOLD = 0.55
_WORD = re.compile(r"\u3008\w+\u3009|[^\W_]+(?:'[^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The masked word 3-shingles of a text as signed 64-bit hashes that are the same in every process."""

    hashes: frozenset[int]

    def similarity(self, other: "Fingerprint") -> float:
        """Jaccard similarity, 0 to 1; two empty fingerprints have nothing in common."""
        union = len(self.hashes | other.hashes)
        return len(self.hashes & other.hashes) / union if union else 0.0


Neighbours = Callable[[Fingerprint], Sequence[Fingerprint]]
"""Answers a text's fingerprint with those of other pages' bios that may be near it."""


def nobody(_: Fingerprint) -> Sequence[Fingerprint]:
    """No other pages are known: the near-duplicate rule is silent."""
    return ()


def shingles(sheet: FactSheet, text: str) -> Fingerprint:
    """The fingerprint of a text once the sheet's facts are masked in it."""
    return fingerprint(mask(sheet, text))


def fingerprint(masked: MaskedText) -> Fingerprint:
    """The fingerprint of a text that is masked already."""
    words = _WORD.findall(masked.text.lower())
    windows = [" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))] if words else []
    return Fingerprint(frozenset(_hash(window) for window in windows))


def near_duplicates(masked: MaskedText, near: Neighbours) -> list[Finding]:
    """One finding when the text is as close as the threshold to any of its neighbours."""
    own = fingerprint(masked)
    if all(own.similarity(other) < THRESHOLD for other in near(own)):
        return []
    message = "This reads almost like a text that another page already has. Say it in another order."
    return [Finding("near-duplicate", masked.original, message, 0, len(masked.original))]


def _hash(window: str) -> int:
    return int.from_bytes(hashlib.blake2b(window.encode(), digest_size=8).digest(), signed=True)
