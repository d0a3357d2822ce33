"""The surfaces under which a fact may stand in a text (COPY.md, the critic's masks)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from app.domain.critic import lettering
from app.domain.fact_sheet import FactSheet

SlotKind = Literal[
    "name", "artist", "track", "album", "genre", "role", "city", "instrument", "influence", "release", "year"
]

REMEMBERED = 8
"""Sheets whose surfaces are kept: a writer has many texts about one sheet judged, one after the other."""

# A longer fact is no name: it is cut here, so that no sheet can make the matching dear.
MAX_FACT_LENGTH = 300
_BRACKETED_TAIL = re.compile(r"\s*[(\[][^()\[\]]{0,120}[)\]]\s*$")
_DASHED_TAIL = re.compile(r"\s+[-\u2013\u2014~|/]\s+.*$")
# "Gravel (with Ondine)" names a guest; outside brackets "with" belongs to the title.
_FEATURING = re.compile(r"\s*(?:[(\[]\s*with|[(\[]?\b(?:feat\.?|ft\.?|featuring))\s+([^()\[\]]{1,120})[)\]]?\s*$", re.I)
_CREDIT_JOINTS = re.compile(
    r"\s*(?:,|&|\+|;|/|\band\b|\bx\b|\bvs\.?|\bwith\b|\bfeat\.?|\bft\.?|\bfeaturing\b)\s*", re.I
)
_MOVEMENT = re.compile(r"\s*[:;]\s+|,\s+(?=(?:Op|BWV|K|KV|D|RV|Hob|WoO|HWV|S)\.?\s?\d)")
_NUMERAL = re.compile(r"^(?:[IVX]+|\d+)\.\s+")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)
_QUOTED = re.compile(r"[\"\u201c\u201d']([^\"\u201c\u201d']{2,80})[\"\u201c\u201d']")
_PIECE = re.compile(r"\s*[,;:()\[\]/|]\s*|\s+[-\u2013\u2014]\s+")
# A fact of one or two of these marks would mask the text's own punctuation.
_PUNCTUATION = frozenset(" .,;:'\"()[]-!?&/\u2018\u2019\u201c\u201d\u2013\u2014\u2026")
_CONNECTIVES = frozenset({"the", "a", "an", "and", "of", "in", "it", "to", "or"})


@dataclass(frozen=True, slots=True)
class Alias:
    """One surface of one fact; `path` is its place in the sheet, such as `top_tracks.1.title`."""

    surface: str
    kind: SlotKind
    path: str
    any_case: bool = False


@lru_cache(maxsize=REMEMBERED)
def aliases(sheet: FactSheet) -> tuple[Alias, ...]:
    """Every surface of every fact, in the order of the sheet; the last few sheets are remembered."""
    return tuple(_aliases(sheet))


def _aliases(sheet: FactSheet) -> Iterator[Alias]:
    yield from _named(sheet.display_name, "name", "display_name")
    for index, name in enumerate(sheet.top_artists):
        yield from _named(name, "artist", f"top_artists.{index}")
    for index, track in enumerate(sheet.top_tracks):
        yield from _titled(track.title, "track", f"top_tracks.{index}.title")
        yield from _credited(track.artist, f"top_tracks.{index}.artist", own=sheet.display_name)
        yield from _guests(track.title, f"top_tracks.{index}.artist")
        yield from _titled(track.album, "album", f"top_tracks.{index}.album")
    for index, album in enumerate(sheet.top_albums):
        yield from _titled(album.title, "album", f"top_albums.{index}.title")
        yield from _credited(album.artist, f"top_albums.{index}.artist", own=sheet.display_name)
        if album.year is not None:
            yield Alias(str(album.year), "year", f"top_albums.{index}.year")
    for index, genre in enumerate(sheet.genres):
        yield from _worded(genre, "genre", f"genres.{index}")
    typed = sheet.typed
    yield from _worded(typed.role, "role", "typed.role")
    yield from _placed(typed.city, "typed.city")
    for index, instrument in enumerate(typed.instruments):
        yield from _worded(instrument, "instrument", f"typed.instruments.{index}")
    for index, influence in enumerate(typed.influences):
        yield from _credited(influence, f"typed.influences.{index}", "influence")
    yield from _released(typed.current_release, "typed.current_release")


def _named(name: str, kind: SlotKind, path: str) -> Iterator[Alias]:
    name = _cut(name)
    yield from _surfaces({name, _BRACKETED_TAIL.sub("", name), _without_article(name)}, kind, path)


def _titled(title: str, kind: SlotKind, path: str) -> Iterator[Alias]:
    yield from _surfaces(title_surfaces(title), kind, path)


def title_surfaces(title: str) -> set[str]:
    """A title with and without its guests, edition, article, quotes, and its parts if it is a work in movements."""
    title = _cut(title)
    surfaces = {title}
    bare = _FEATURING.sub("", title)
    for _ in range(3):
        surfaces.add(bare)
        bare = _BRACKETED_TAIL.sub("", bare)
    surfaces |= {_DASHED_TAIL.sub("", surface) for surface in surfaces}
    surfaces |= {surface.strip("\"'\u201c\u201d\u2018\u2019") for surface in surfaces}
    for part in _MOVEMENT.split(title):
        piece = _NUMERAL.sub("", part)
        if len(piece) >= 4:
            surfaces |= {piece, _BRACKETED_TAIL.sub("", _DASHED_TAIL.sub("", piece))}
    return surfaces | {_without_article(surface) for surface in surfaces}


def _credited(credit: str, path: str, kind: SlotKind = "artist", *, own: str = "") -> Iterator[Alias]:
    """A credit and the halves of a joint one; half of the subject's `own` name is nobody: "Ewan & the Static"."""
    credit = _cut(credit)
    surfaces = {credit, _BRACKETED_TAIL.sub("", credit), _without_article(credit)}
    joint = lettering.fold(credit) != lettering.fold(own)
    halves = makers(credit) if joint else []
    surfaces |= {form for half in halves for form in (half, _without_article(half))}
    yield from _surfaces(surfaces, kind, path)


def makers(credit: str) -> list[str]:
    """Those who share a joint credit, or the one who has it."""
    return [half for half in _CREDIT_JOINTS.split(_cut(credit)) if len(half) >= 2]


def _guests(title: str, path: str) -> Iterator[Alias]:
    if found := _FEATURING.search(_cut(title)):
        yield from _credited(found.group(1), path)


def guest_surfaces(title: str) -> frozenset[str]:
    """The folded names of the guests that a title tells: "Salt (feat. Low)"; empty when it tells none."""
    return frozenset(lettering.fold(alias.surface) for alias in _guests(title, ""))


def _placed(city: str, path: str) -> Iterator[Alias]:
    city = _cut(city)
    yield from _surfaces({city, *(_PIECE.split(city))}, "city", path)


def _worded(words: str, kind: SlotKind, path: str) -> Iterator[Alias]:
    words = _cut(words)
    surfaces = {words, words.replace("-", " "), words.replace(" ", "-"), words.replace("&", "and")}
    surfaces |= {piece for piece in re.split(r"\s*(?:,|;|/|\+|&|\band\b)\s*", words) if len(piece) >= 3}
    yield from _surfaces(surfaces, kind, path, any_case=True)


def _released(release: str, path: str) -> Iterator[Alias]:
    release = _cut(release)
    pieces = {piece for piece in _PIECE.split(release) if len(piece) >= 2}
    quoted = set(_QUOTED.findall(release))
    yield from _surfaces({release, *title_surfaces(release), *pieces, *quoted}, "release", path)


def _cut(fact: str) -> str:
    return fact[:MAX_FACT_LENGTH]


def _without_article(name: str) -> str:
    bare = _ARTICLE.sub("", name)
    return name if bare.lower() in _CONNECTIVES else bare


def _surfaces(surfaces: set[str], kind: SlotKind, path: str, *, any_case: bool = False) -> Iterator[Alias]:
    for surface in sorted(surfaces):
        composed = lettering.compose(surface).strip()
        collapsed = " ".join(composed.split())
        if collapsed != composed:
            yield Alias(collapsed, kind, path, any_case)
        if any(char not in _PUNCTUATION for char in composed) or len(composed) > 2:
            yield Alias(composed, kind, path, any_case)
