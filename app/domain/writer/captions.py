"""Captions: one short line per listed album, one fact each, and no frame twice on a page."""

import random
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from app.domain.fact_sheet import FactSheet
from app.domain.writer import english, slots, values
from app.domain.writer.caption_frames import FRAMES
from app.domain.writer.forms import bind
from app.domain.writer.material import YEARS, Material

AT_MOST = 5
SHORTEST, LONGEST = 20, 90


@dataclass(frozen=True, slots=True)
class Line:
    """A caption before it is printed: its slots, its form, and facts that it rests on without printing them."""

    template: str
    form: str
    facts: tuple[str, ...]


def lines(
    material: Material, index: int, rng: random.Random, used: Collection[str], spent: Collection[str]
) -> Iterator[Line]:
    """Candidates for one album, best first: no frame in `used`; the kinds in `spent` come later."""
    found: list[tuple[float, Line]] = []
    for kind, bindings, facts, score in _facts(material, index):
        for wording in FRAMES[kind]:
            if wording in used:
                continue
            template = bind(wording, bindings, material.song)
            first = english.capitalise(template)
            rank = score - 3 * (kind in spent) + rng.random() * 2
            found.append((rank, Line(first, wording, facts)))
    for _, line in sorted(found, key=lambda pair: -pair[0]):
        yield line


def kind_of(form: str) -> str:
    """The fact that a frame tells."""
    return next(kind for kind, table in FRAMES.items() if form in table)


Found = tuple[str, Mapping[str, str], tuple[str, ...], float]


def _facts(material: Material, index: int) -> Iterator[Found]:
    """The kinds of frames that hold for an album: what fills them, what they rest on unsaid, how telling they are."""
    sheet = material.sheet
    album, a = sheet.top_albums[index], {"a": f"album.{index}"}
    yield from _dates(material, index)
    yield from _songs_on(material, index)
    if values.is_somebody(album.artist):
        yield "artist", a, (), 3
        by_it = [i for i, other in enumerate(sheet.top_albums) if values.same(other.artist, album.artist)]
        if len(by_it) == 2:
            other = by_it[0] + by_it[1] - index
            if values.is_usable(sheet.top_albums[other].title):
                yield "twice", a | {"b": f"album.{other}"}, (), 5
    if values.is_usable(album.title):
        yield "title", a, (f"top_albums.{index}.title",), 1
    count = len(sheet.top_albums)
    if count == 1:
        yield "alone", a, (), 0
    else:
        others = f"{english.number_word(count - 1)} other {english.plural('album', count - 1)}"
        numbers = {"n": f"={english.number_word(count)}", "m": f"={others}"}
        yield "place", a | numbers, (), 0


def _dates(material: Material, index: int) -> Iterator[Found]:
    sheet = material.sheet
    album, a = sheet.top_albums[index], {"a": f"album.{index}"}
    if album.year is None or album.year not in YEARS:
        return
    yield "year", a, (), 5
    if values.is_somebody(album.artist):
        yield "year artist", a, (), 6
    years = [other.year for other in sheet.top_albums if other.year is not None and other.year in YEARS]
    if len(years) == len(sheet.top_albums) > 1 and years.count(album.year) == 1:
        compared = tuple(f"top_albums.{i}.year" for i in range(len(sheet.top_albums)))
        if album.year == min(years):
            yield "oldest" if len(years) > 2 else "older", a, compared, 7
        elif album.year == max(years):
            yield "newest" if len(years) > 2 else "newer", a, compared, 7
    for other, twin in enumerate(sheet.top_albums):
        shared = twin.year == album.year and not values.same(twin.title, album.title)
        if other != index and shared and values.is_usable(twin.title):
            yield "shared year", a | {"b": f"album.{other}"}, (f"top_albums.{other}.year",), 6


def _songs_on(material: Material, index: int) -> Iterator[Found]:
    album, a = material.sheet.top_albums[index], {"a": f"album.{index}"}
    on_it = [i for i in material.tracks + material.own_tracks if _is_on(material, i, index)]
    placed = tuple(f"top_tracks.{i}.album" for i in on_it)
    if len(on_it) == 1 and album.tracks in (0, 1):
        yield "song", a | {"t": f"track.{on_it[0]}"}, placed, 8
    if len(on_it) == 2 and album.tracks in (0, 2):
        yield "two songs", a | {"t": f"track.{on_it[0]}", "u": f"track.{on_it[1]}"}, placed, 8
    if album.tracks in range(2, 13):
        yield "songs", a | {"n": f"={english.number_word(album.tracks)}"}, (f"top_albums.{index}.tracks",), 6.5


def _is_on(material: Material, track: int, index: int) -> bool:
    song, album = material.sheet.top_tracks[track], material.sheet.top_albums[index]
    titled = values.same(song.title, album.title)
    return values.same(song.album, album.title) and values.same(song.artist, album.artist) and not titled


def first_albums(sheet: FactSheet) -> range:
    """The albums that get a caption."""
    return range(min(AT_MOST, len(sheet.top_albums)))


def fits(text: str) -> bool:
    """True when a caption has a caption's length."""
    return SHORTEST <= len(text) <= LONGEST


def paths(line: Line) -> tuple[str, ...]:
    """The provenance of a caption."""
    return tuple(dict.fromkeys((*slots.facts(line.template), *line.facts)))
