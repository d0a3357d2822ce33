"""Why a sentence is there: the facts behind it, in words, and whether they still hold.

A text keeps the paths of its facts ("top_albums.1.year") and its own words; the sheet may have moved on since. A fact
holds when the sentence still says what the sheet says, at its old place or, in a list, at another one. Some facts are
never said: "the newest album here" compares the years of four. They hold as long as the sheet has them.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from app.domain.critic import mask
from app.domain.critic.lettering import fold
from app.domain.fact_sheet import FactSheet
from app.domain.words import Sentence, Text
from app.domain.writer import english, values

State = Literal["holds", "changed", "gone"]

LABELS: Final[Mapping[str, str]] = {
    "display_name": "Name",
    "typed.role": "Role",
    "typed.city": "City",
    "typed.current_release": "Current release",
    "typed.instruments": "Instrument",
    "typed.influences": "Influence",
    "genres": "Genre",
    "top_artists": "Top artist",
    "top_tracks": "Top song",
    "top_albums": "Top album",
}
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_PATH = re.compile(r"(display_name|(?:typed\.)?[a-z_]+)(?:\.(\d{1,3}))?(?:\.([a-z]+))?")


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact behind a sentence. `value` is what the sheet says now; empty when the fact is gone."""

    label: str
    value: str
    state: State

    @property
    def words(self) -> str:
        """`City: Leeds`, and what happened when the sentence says something else."""
        if self.state == "holds":
            return f"{self.label}: {self.value}"
        if self.state == "changed":
            return f"{self.label}: changed since, now {self.value}"
        return f"{self.label}: no longer on your page"


@dataclass(frozen=True, slots=True)
class Explained:
    """A sentence with its reasons; without any, they are the artist's own words."""

    text: str
    reasons: tuple[Reason, ...] = ()


def explain(text: Text, sheet: FactSheet) -> tuple[Explained, ...]:
    """Each sentence of a text with the facts behind it; the artist's own words need none."""
    if text.is_own or not text.sentences:
        return (Explained(text.text),)
    return tuple(Explained(sentence.text, tuple(_reasons(sentence, sheet))) for sentence in text.sentences)


@dataclass(frozen=True, slots=True)
class _Item:
    """A fact of the sheet, whole: an album's title and year are parts of one. `index` is None for what stands alone."""

    kind: str
    index: int | None

    @property
    def main(self) -> str:
        return "title" if self.kind in ("top_tracks", "top_albums") else ""


def _reasons(sentence: Sentence, sheet: FactSheet) -> Iterator[Reason]:
    said, items = _Said(sentence.text, sheet), _items(sentence.facts)
    found: dict[_Item, _Item] = {}
    for item, parts in sorted(items.items(), key=lambda named: named[0].main not in named[1]):
        free = _free(item, found, sheet)
        best = max(free, key=lambda place: said.score(place, parts), default=None)
        if best is not None and said.score(best, parts):
            found[item] = best
    for item, parts in items.items():
        if item not in found and item.main not in parts:
            free = _free(item, found, sheet)
            found |= {item: free[0]} if free else {}
    years = said.years - {str(_part(place, "year", sheet)) for place in found.values()}
    for item, parts in items.items():
        yield _reason(item, found.get(item), parts, said, years, sheet)


def _reason(
    item: _Item, place: _Item | None, parts: tuple[str, ...], said: "_Said", years: set[str], sheet: FactSheet
) -> Reason:
    """`years` are those in the sentence that no fact accounts for; the first fact with another year takes one."""
    label = LABELS[item.kind]
    if place is None:
        value = _value(item, parts, sheet) if item.index is None else ""
        return Reason(label, value, "changed" if value else "gone")
    value = _value(place, parts, sheet)
    if years and "year" in parts and not said.says(place, "year"):
        years.pop()
        return Reason(label, value, "changed")
    return Reason(label, value, "holds")


def _items(paths: tuple[str, ...]) -> dict[_Item, tuple[str, ...]]:
    """The facts that the paths speak of, with the parts of each."""
    found: dict[_Item, tuple[str, ...]] = {}
    for path in paths:
        match = _PATH.fullmatch(path)
        if match is not None and match[1] in LABELS:
            item = _Item(match[1], int(match[2]) if match[2] else None)
            found[item] = (*found.get(item, ()), match[3] or "")
    return found


def _free(item: _Item, found: Mapping[_Item, _Item], sheet: FactSheet) -> list[_Item]:
    """Where the fact may stand now and no other does: its old place first, then the others of its list."""
    taken = set(found.values())
    size = len(_LISTS[item.kind](sheet)) if item.kind in _LISTS else 0
    places = [item] if item.index is None or item.index < size else []
    if item.index is not None:
        places += [_Item(item.kind, place) for place in range(size) if place != item.index]
    return [place for place in places if place not in taken]


class _Said:
    """What one sentence says, as the critic reads it."""

    def __init__(self, text: str, sheet: FactSheet) -> None:
        self._sheet = sheet
        masked = mask(sheet, text)
        self._folded = fold(text)
        self._words = set(re.findall(r"\w+", self._folded))
        self._paths = {path for slot in masked.slots for path in slot.paths}
        dated = {masked.original[slot.start : slot.end] for slot in masked.slots if slot.kind == "year"}
        self.years = dated | set(_YEAR.findall(masked.text))

    def score(self, place: _Item, parts: tuple[str, ...]) -> int:
        """How many of the parts are said; none when the fact itself should be and is not."""
        if place.main in parts and not self.says(place, place.main):
            return 0
        return sum(self.says(place, part) for part in parts)

    def says(self, place: _Item, part: str) -> bool:
        value = _part(place, part, self._sheet)
        if value is None or value == "":
            return False
        if isinstance(value, int):
            return str(value) in self._words or english.number_word(value) in self._words
        path = ".".join(str(step) for step in (place.kind, place.index, part) if step not in (None, ""))
        return path in self._paths or any(fold(form) in self._folded for form in (value, values.common_noun(value)))


def _part(place: _Item, part: str, sheet: FactSheet) -> str | int | None:
    """The bare fact at a place of the sheet; None where the sheet has no such place."""
    if place.index is None:
        return _ALONE[place.kind](sheet) if place.kind in _ALONE else None
    items = _LISTS[place.kind](sheet) if place.kind in _LISTS else ()
    if place.index >= len(items):
        return None
    found = getattr(items[place.index], part, None) if part else items[place.index]
    return found if isinstance(found, (str, int)) else None


def _value(place: _Item, parts: tuple[str, ...], sheet: FactSheet) -> str:
    """A fact in words, with those of its parts that the sentence uses: `Long Field by Wren (2021)`."""
    words = str(_part(place, place.main, sheet) or "")
    for part, wording in (("artist", " by {}"), ("album", ", on {}"), ("year", " ({})"), ("tracks", ", top songs: {}")):
        value = _part(place, part, sheet) if part in parts else None
        words += wording.format(value) if value is not None else ""
    return words


_ALONE: Final[Mapping[str, Callable[[FactSheet], str]]] = {
    "display_name": lambda sheet: sheet.display_name,
    "typed.role": lambda sheet: sheet.typed.role,
    "typed.city": lambda sheet: sheet.typed.city,
    "typed.current_release": lambda sheet: sheet.typed.current_release,
}
_LISTS: Final[Mapping[str, Callable[[FactSheet], tuple[object, ...]]]] = {
    "typed.instruments": lambda sheet: sheet.typed.instruments,
    "typed.influences": lambda sheet: sheet.typed.influences,
    "genres": lambda sheet: sheet.genres,
    "top_artists": lambda sheet: sheet.top_artists,
    "top_tracks": lambda sheet: sheet.top_tracks,
    "top_albums": lambda sheet: sheet.top_albums,
}
