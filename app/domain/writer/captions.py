"""Captions: one short line per listed album, one fact each, and no frame twice on a page."""

import random
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from app.domain.fact_sheet import FactSheet
from app.domain.writer import english, slots, values
from app.domain.writer.forms import Wording, bind, wordings
from app.domain.writer.material import YEARS, Material

AT_MOST = 5
SHORTEST, LONGEST = 20, 90

FRAMES: dict[str, tuple[Wording, ...]] = {
    "year artist": wordings(
        (
            "{a.artist} released this one in {a.year}.",
            "By {a.artist}, and out in {a.year}.",
            "The {a.year} album by {a.artist}.",
            "{a.artist} put this album out in {a.year}.",
            "This is {a.artist} in {a.year}.",
            "In {a.year}, {a.artist} released this album.",
            "Out in {a.year}, and by {a.artist}.",
        )
    ),
    "year": wordings(
        (
            "This album came out in {a.year}.",
            "The year on this one is {a.year}.",
            "The date on this album is {a.year}.",
            "This one dates to {a.year}.",
            "{a.year} is when this album came out.",
            "The {a.year} album on the list.",
        )
    ),
    "oldest": wordings(
        (
            "The oldest album here, out in {a.year}.",
            "Nothing here is older: it came out in {a.year}.",
            "The {a.year} record in a list of newer ones.",
            "The albums here begin with {a.year}.",
            "The earliest year here is {a.year}.",
        )
    ),
    "newest": wordings(
        (
            "The newest album here, out in {a.year}.",
            "Nothing here is newer: it came out in {a.year}.",
            "The latest year here is {a.year}.",
            "The {a.year} record in a list of older ones.",
        )
    ),
    "song": wordings(
        (
            "One [song] here: {t}.",
            "The [song] from it on the list is {t}.",
            "{t} is the [song] from this album.",
            "On the list with {t}.",
            "The list has {t} from this one.",
            "This is the album with {t} on it.",
            "Here for one [song], {t}.",
        )
    ),
    "two songs": wordings(
        (
            "Two [songs] here: {t} and {u}.",
            "The [songs] from it are {t} and {u}.",
            "On the list with {t} and {u}.",
            "Both {t} and {u} are on this album.",
            "{t} and {u} are on this one.",
        )
    ),
    "songs": wordings(
        (
            "{n} of the listed [songs] are on this one.",
            "The album with {n} [songs] on the list.",
            "{n} [songs] on the list come off this album.",
            "The list takes {n} [songs] off this album.",
        )
    ),
    "title track": wordings(("The title track is on the list too.",)),
    "twice": wordings(
        (
            "One of two albums here by {a.artist}.",
            "{a.artist} is here twice, and this is one of the two.",
            "There are two albums by {a.artist} here.",
        )
    ),
    "shared year": wordings(("Out in {a.year}, the same year as {b}.", "{b} came out in the same year, {a.year}.")),
    "artist": wordings(
        (
            "This album is by {a.artist}.",
            "The name on this one is {a.artist}.",
            "{a.artist} is the name on this album.",
            "An album on the list by {a.artist}.",
            "{a.artist} made this album.",
            "On the list by way of {a.artist}.",
        )
    ),
    "title": wordings(
        (
            "{a|bare} is one of the albums here.",
            "One of the albums here is {a|bare}.",
            "The list of albums includes {a|bare}.",
            "On the list of albums: {a|bare}.",
            "{a|bare} has a place on the list.",
        )
    ),
    "place": wordings(
        (
            "One of {n} albums on the list.",
            "One album out of the {n} listed here.",
            "Listed here with {m} other albums.",
            "There are {n} albums here, and this is one.",
            "An album in a list of {n} albums.",
        )
    ),
    "alone": wordings(("The one album on the list.",)),
}
"""Frames by the fact that they tell: {a} is the album, {t} and {u} are tracks on it, {b} another album."""


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
            if wording.text in used:
                continue
            template = bind(wording.text, bindings, material.song)
            first = english.capitalise(template)
            rank = score - 3 * (kind in spent) + rng.random() * 2
            found.append((rank, Line(first, wording.text, facts)))
    for _, line in sorted(found, key=lambda pair: -pair[0]):
        yield line


def kind_of(form: str) -> str:
    """The fact that a frame tells."""
    return next(kind for kind, table in FRAMES.items() if any(wording.text == form for wording in table))


Found = tuple[str, Mapping[str, str], tuple[str, ...], float]


def _facts(material: Material, index: int) -> Iterator[Found]:
    sheet = material.sheet
    album = sheet.top_albums[index]
    a = {"a": f"album.{index}"}
    years = [other.year for other in sheet.top_albums if other.year is not None and other.year in YEARS]
    titled, signed = values.is_usable(album.title), values.is_somebody(album.artist)
    dated = album.year in YEARS
    if dated and album.year is not None:
        yield "year", a, (), 5
        if signed:
            yield "year artist", a, (), 6
        all_years = tuple(f"top_albums.{i}.year" for i in range(len(sheet.top_albums)))
        if len(years) == len(sheet.top_albums) > 1 and years.count(album.year) == 1:
            if album.year == min(years):
                yield "oldest", a, all_years, 7
            elif album.year == max(years):
                yield "newest", a, all_years, 7
        for other, twin in enumerate(sheet.top_albums):
            if (
                other != index
                and twin.year == album.year
                and values.is_usable(twin.title)
                and not values.same(twin.title, album.title)
            ):
                yield "shared year", a | {"b": f"album.{other}"}, (f"top_albums.{other}.year",), 6
    on_it = [
        i
        for i in material.tracks + material.own_tracks
        if album.title
        and values.same(sheet.top_tracks[i].album, album.title)
        and not values.same(sheet.top_tracks[i].title, album.title)
    ]
    placed = tuple(f"top_tracks.{i}.album" for i in on_it[:2])
    if len(on_it) == 1 and album.tracks in (0, 1):
        yield "song", a | {"t": f"track.{on_it[0]}"}, placed, 8
    if len(on_it) == 2 and album.tracks in (0, 2):
        yield "two songs", a | {"t": f"track.{on_it[0]}", "u": f"track.{on_it[1]}"}, placed, 8
    if 2 <= album.tracks <= 12:
        yield "songs", a | {"n": f"={english.number_word(album.tracks)}"}, (f"top_albums.{index}.tracks",), 6.5
    if signed:
        yield "artist", a, (), 3
        if [values.key(other.artist) for other in sheet.top_albums].count(values.key(album.artist)) == 2:
            yield "twice", a, (), 5
    if titled:
        yield "title", a, (f"top_albums.{index}.title",), 1
    count = len(sheet.top_albums)
    if count == 1:
        yield "alone", a, (), 0
    else:
        numbers = {"n": f"={english.number_word(count)}", "m": f"={english.number_word(count - 1)}"}
        yield "place", a | numbers, (), 0


def first_albums(sheet: FactSheet) -> range:
    """The albums that get a caption."""
    return range(min(AT_MOST, len(sheet.top_albums)))


def fits(text: str) -> bool:
    """True when a caption has a caption's length."""
    return SHORTEST <= len(text) <= LONGEST


def paths(line: Line) -> tuple[str, ...]:
    """The provenance of a caption."""
    return tuple(dict.fromkeys((*slots.facts(line.template), *line.facts)))
