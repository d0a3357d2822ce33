"""Mask every fact in a text, longest first, so that the rules after it see only the writer's own words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.domain.critic import lettering
from app.domain.critic.aliases import REMEMBERED, Alias, SlotKind, aliases
from app.domain.fact_sheet import FactSheet

# Titles that are also the words by which a text would break the third person.
_PRONOUNS = frozenset("i me my mine we us our you your he she him her his".split())
_TITLE_AHEAD = re.compile(r",| \(| (?:came out|followed|was released|is from|dates|and I+\b)")
_TITLE_LEADS = frozenset({"album", "record", "numbered", "called", "titled", "named", "on", "from"})
# After these a lower-case word is a plain adjective or noun, whatever an album is called.
_DETERMINERS = frozenset("a an its their very so too more most".split())


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of the text that is a fact; `paths` are all the places in the sheet that spell it so."""

    start: int
    end: int
    kind: SlotKind
    paths: tuple[str, ...]
    quoted: bool = False

    @property
    def path(self) -> str:
        """The first place in the sheet that holds the fact."""
        return self.paths[0]


@dataclass(frozen=True, slots=True)
class MaskedText:
    """`original` is the text in NFC; `text` has `\u3008kind\u3009` in place of each slot; slots are in order."""

    original: str
    text: str
    slots: tuple[Slot, ...]

    def origin(self, at: int) -> int:
        """The offset in `original` of an offset in `text`; inside a slot's marker it is the slot's start."""
        shift = 0
        for slot in self.slots:
            marker = len(slot.kind) + 2
            start = slot.start + shift
            if at < start + marker:
                return min(at - shift, slot.start)
            shift += marker - (slot.end - slot.start)
        return at - shift


def mask(sheet: FactSheet, text: str) -> MaskedText:
    """Find the sheet's facts in the text. Offsets count characters of the text in NFC."""
    original = lettering.compose(text)
    folded = lettering.fold(original)
    straight = lettering.straighten(original)
    taken = bytearray(len(folded))
    slots: list[Slot] = []
    for surface, known in _longest_first(sheet):
        for start in _places(folded, surface):
            end = start + len(surface)
            if any(taken[start:end]):
                continue
            fitting = [alias for alias in known if _fits(alias, straight, start, end)]
            if fitting:
                taken[start:end] = b"\x01" * (end - start)
                paths = tuple(dict.fromkeys(alias.path for alias in fitting))
                slots.append(Slot(start, end, fitting[0].kind, paths, _quoted(straight, start, end)))
    slots.sort(key=lambda slot: slot.start)
    return MaskedText(original, _masked(original, slots), tuple(slots))


@lru_cache(maxsize=REMEMBERED)
def _longest_first(sheet: FactSheet) -> tuple[tuple[str, tuple[Alias, ...]], ...]:
    surfaces: dict[str, list[Alias]] = {}
    for alias in aliases(sheet):
        surfaces.setdefault(lettering.fold(alias.surface), []).append(alias)
    return tuple((surface, tuple(surfaces[surface])) for surface in sorted(surfaces, key=lambda key: (-len(key), key)))


def _places(folded: str, surface: str) -> Iterator[int]:
    start = folded.find(surface)
    while start != -1:
        if _bounded(folded, start, start + len(surface)):
            yield start
        start = folded.find(surface, start + 1)


def _bounded(folded: str, start: int, end: int) -> bool:
    before = folded[start - 1] if start else " "
    after = folded[end] if end < len(folded) else " "
    return not (_joined(before, folded[start]) or _joined(folded[end - 1], after))


def _joined(left: str, right: str) -> bool:
    if not (left.isalnum() and right.isalnum()):
        return False
    return not (lettering.is_unspaced(left) or lettering.is_unspaced(right))


def _fits(alias: Alias, straight: str, start: int, end: int) -> bool:
    """Whether the letters seen are the fact, and not the same letters as a plain word of the sentence."""
    if alias.any_case or _quoted(straight, start, end):
        return True
    seen = straight[start:end]
    folded = seen.lower()
    before = straight[max(0, start - 12) : start].rstrip(" \n")
    if folded in _PRONOUNS and (folded == "i" or not before or before[-1] in ".!?:"):
        return bool(_TITLE_AHEAD.match(straight, end)) or before.rpartition(" ")[2].lower() in _TITLE_LEADS
    if seen.islower() and " " not in seen and before.rpartition(" ")[2].lower() in _DETERMINERS:
        return False
    first = next((char for char in seen if char.isalpha()), "")
    return seen == lettering.straighten(alias.surface) or first.isupper()


def _quoted(straight: str, start: int, end: int) -> bool:
    if straight[start] == '"' == straight[end - 1]:
        return True
    after = straight[end : end + 2].lstrip(".,")
    return start > 0 and straight[start - 1] in "\"'" and after[:1] == straight[start - 1]


def _masked(original: str, slots: list[Slot]) -> str:
    pieces: list[str] = []
    at = 0
    for slot in slots:
        pieces += [original[at : slot.start], f"\u3008{slot.kind}\u3009"]
        at = slot.end
    return "".join([*pieces, original[at:]])
