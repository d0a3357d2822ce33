"""Captions: one short line per listed album, and no frame twice on a page."""

import random
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.domain.fact_sheet import FactSheet
from app.domain.writer import english, slots, values
from app.domain.writer.caption_frames import FRAMES, PAIRED, shape
from app.domain.writer.forms import bind
from app.domain.writer.material import YEARS, Material, is_plain
from app.domain.writer.message import by_year, is_self_titled

AT_MOST = 5
SHORTEST, LONGEST = 20, 90
WORN: Final = 6.0
TOLD: Final = 2.5
SAID: Final = 4.0
"""What it costs to repeat a frame's shape, a kind of fact, and what the bio has said."""


@dataclass(frozen=True, slots=True)
class Line:
    """A caption before it is printed: its slots, its form, facts that it rests on without printing them, its points."""

    template: str
    form: str
    facts: tuple[str, ...]
    worth: float


def lines(
    material: Material, index: int, rng: random.Random, used: Collection[str], said: Collection[str] = ()
) -> Iterator[Line]:
    """Candidates for one album, best first: no frame in `used`; what `said` holds, the bio's facts, comes later."""
    shapes, kinds = {shape(form) for form in used}, {kind_of(form) for form in used}
    found: list[Line] = []
    for kind, bindings, facts, score in _facts(material, index):
        if any(kind in pair and pair & kinds for pair in PAIRED):
            continue
        for wording in FRAMES[kind]:
            if wording in used:
                continue
            template = english.capitalise(bind(wording, bindings, material.song))
            cost = WORN * (shape(wording) in shapes) + TOLD * (kind in kinds) + SAID * _is_said(template, index, said)
            found.append(Line(template, wording, facts, score - cost + rng.random() * 2))
    yield from sorted(found, key=lambda line: -line.worth)


def _is_said(template: str, index: int, said: Collection[str]) -> bool:
    """True when the bio has told what this caption would: a song, the album's own year, its place beside another."""
    told = set(slots.facts(template))
    others = {path for path in told if path.startswith("top_albums") and path.endswith(".title")}
    return any(path in said for path in told if _is_news(path, index)) or bool(
        others and others | {f"top_albums.{index}.title"} <= set(said)
    )


def _is_news(path: str, index: int) -> bool:
    """True for a fact that a caption is there to tell: a song, the year of its own album."""
    return (path.endswith(".title") and path.startswith("top_tracks")) or path == f"top_albums.{index}.year"


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
    if values.is_somebody(album.artist) and index not in material.own_albums:
        yield "artist", a, (), 3
        by_it = [i for i, other in enumerate(sheet.top_albums) if values.same(other.artist, album.artist)]
        if len(by_it) == 2 < len(sheet.top_albums):
            yield "twice", a, tuple(f"top_albums.{i}.artist" for i in by_it), 3.5
    if values.is_usable(album.title):
        yield "title", a, (f"top_albums.{index}.title",), -4
    count = len(sheet.top_albums)
    if count == 1:
        yield "alone", a, (), -3
    else:
        others = f"{english.number_word(count - 1)} other {english.plural('album', count - 1)}"
        numbers = {"n": f"={english.number_word(count)}", "m": f"={others}"}
        yield "place", a | numbers, (), -3


def _dates(material: Material, index: int) -> Iterator[Found]:
    sheet = material.sheet
    album, a = sheet.top_albums[index], {"a": f"album.{index}"}
    if album.year is None or album.year not in YEARS:
        return
    own = index in material.own_albums
    yield "year", a, (), 3.5 if own else 1.5
    if len(sheet.top_albums) == 1:
        yield "alone in", a, (), 4
    if values.is_somebody(album.artist) and not own:
        yield "year artist", a, (), 7
    years = [other.year for other in sheet.top_albums if other.year is not None and other.year in YEARS]
    if len(years) == len(sheet.top_albums) > 2 and years.count(album.year) == 1:
        compared = tuple(f"top_albums.{i}.year" for i in range(len(sheet.top_albums)))
        if album.year == min(years):
            yield "oldest", a, compared, 5.5
        elif album.year == max(years):
            yield "newest", a, compared, 5.5
    elif len(years) == len(sheet.top_albums) == 2 and years[0] != years[1]:
        both = tuple(f"top_albums.{i}.year" for i in range(2))
        yield "older" if album.year == min(years) else "newer", a, both, 5
    if own:
        yield from _between(material, index)
    for other, twin in enumerate(sheet.top_albums):
        usable = other != index and not values.same(twin.title, album.title) and values.is_usable(twin.title)
        if not usable or twin.year is None or twin.year not in YEARS:
            continue
        b, compared = {"b": f"album.{other}"}, tuple(f"top_albums.{i}.year" for i in (index, other))
        apart = album.year - twin.year
        if apart == 0:
            yield "shared year", a | b, (f"top_albums.{other}.year",), 6
        elif own and other in material.own_albums and is_plain(twin.title) and abs(apart) < len(english.NUMBERS):
            years_apart = english.years(abs(apart))
            yield "later" if apart > 0 else "earlier", a | b | {"n": f"={years_apart}"}, compared, 5.5


def _between(material: Material, index: int) -> Iterator[Found]:
    """The own albums right before and after one of a year of its own."""
    order = by_year(material, material.own_albums)
    place = order.index(index)
    if not 0 < place < len(order) - 1:
        return
    around = order[place - 1], index, order[place + 1]
    albums = [material.sheet.top_albums[i] for i in around]
    if len({album.year for album in albums}) == 3 and all(is_plain(album.title) for album in albums):
        bindings = {"a": f"album.{index}", "b": f"album.{around[0]}", "c": f"album.{around[2]}"}
        yield "between", bindings, tuple(f"top_albums.{i}.year" for i in around), 5.5


def _songs_on(material: Material, index: int) -> Iterator[Found]:
    album, a = material.sheet.top_albums[index], {"a": f"album.{index}"}
    on_it = [i for i in material.tracks + material.own_tracks if _is_on(material, i, index)]
    placed = tuple(f"top_tracks.{i}.album" for i in on_it)
    dated = album.year in YEARS
    listed = len(material.sheet.top_tracks)
    if 1 < listed == album.tracks and listed < len(english.NUMBERS):
        number = "Both" if listed == 2 else f"All {english.number_word(listed)}"
        yield "all songs", a | {"n": f"={number}"}, (f"top_albums.{index}.tracks",), 6
    if _has_title_track(material, index):
        yield "title track", a, placed, 4.5
    if len(on_it) == 1 and album.tracks in (0, 1):
        t = a | {"t": f"track.{on_it[0]}"}
        yield "song", t, placed, 8
        if index not in material.own_albums:
            yield "heard song", t, placed, 7
        if dated:
            yield "year song", t, placed, 7
        return
    if len(on_it) == 2 and album.tracks in (0, 2):
        yield "two songs", a | {"t": f"track.{on_it[0]}", "u": f"track.{on_it[1]}"}, placed, 8
    if len(on_it) == 3 and album.tracks in (0, 3):
        yield "three songs", a | {letter: f"track.{i}" for letter, i in zip("tuv", on_it, strict=True)}, placed, 7.5
    for track in on_it[:4]:
        t, rest = a | {"t": f"track.{track}"}, (f"top_tracks.{track}.album",)
        yield "song of many", t, rest, 6.5
        if dated:
            yield "year song", t, rest, 7
    if album.tracks in range(2, 13) and on_it and index not in material.own_albums:
        count = {"n": f"={english.number_word(album.tracks)}", "t": f"track.{on_it[-1]}"}
        yield "songs", a | count, (f"top_albums.{index}.tracks",), 6


def _has_title_track(material: Material, index: int) -> bool:
    album = material.sheet.top_albums[index]
    return not is_self_titled(material, index) and any(
        values.same(song.title, song.album)
        and values.same(song.album, album.title)
        and values.same(song.artist, album.artist)
        for song in material.sheet.top_tracks
    )


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
