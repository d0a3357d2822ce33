"""Messages about releases that carry the artist's own name: one, two or three records, with songs that are on them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.domain.writer import english, values
from app.domain.writer.material import Material
from app.domain.writer.message import (
    RECORD,
    Message,
    awkward,
    by_year,
    choices,
    enumerate_slots,
    is_self_titled,
    title_tokens,
)

SONGS_SHOWN = 3


def records(material: Material) -> Iterator[Message]:
    """Sentences about dated own albums; each names the current release where that is one of them."""
    dated = by_year(material, material.own_albums)
    current = [i for i in dated if _is_release(material, i)]
    for index in dated:
        if not current or index in current:
            yield from _one(material, index, newest=index == dated[-1])
        if index in current:
            yield from _current(material, index, dated)
    for some in [*pairwise(dated), *zip(dated, dated[1:], dated[2:], strict=False)]:
        years = [material.sheet.top_albums[i].year or 0 for i in some]
        titles = {values.key(material.sheet.top_albums[i].title) for i in some}
        if (current and not set(current) & set(some)) or len(titles) < len(some):
            continue
        worth = 9.0 + (dated[-1] in some) - sum(awkward(material.sheet.top_albums[i].title) for i in some)
        if len(some) == 2:
            yield from _two(material, some[0], some[1], years[1] - years[0], worth)
        elif len(set(years)) == len(some):
            yield from _three(material, some, worth + 0.5)
    if len(dated) > 3 and len(dated) == len(material.sheet.top_albums):
        both = {"a": f"album.{dated[0]}", "c": f"album.{dated[-1]}"}
        if not current or current[0] in (dated[0], dated[-1]):
            yield Message("long run", both, _tokens(material, (dated[0], dated[-1])), 9)


def loose(material: Material) -> Iterator[Message]:
    """Own songs on a record without a year, or on none."""
    sheet, dated = material.sheet, set(by_year(material, material.own_albums))
    known = {values.key(sheet.top_albums[i].title) for i in dated}
    for index in (i for i in material.own_albums if i not in dated):
        for some in _songs(material, index):
            yield Message(
                "undated record", {"a": f"album.{index}"} | _shown("s", some), _tokens(material, (index,), some), 8
            )
        yield Message("album without a year", {"a": f"album.{index}"}, _tokens(material, (index,)), 6)
    listed = {values.key(sheet.top_albums[i].title) for i in material.own_albums}
    free = [i for i in material.own_tracks if values.key(sheet.top_tracks[i].album) not in listed]
    by_album: dict[str, list[int]] = {}
    for index in free:
        if values.is_usable(sheet.top_tracks[index].album) and not values.same(
            sheet.top_tracks[index].album, sheet.top_tracks[index].title
        ):
            by_album.setdefault(values.key(sheet.top_tracks[index].album), []).append(index)
    for indexes in by_album.values():
        for some in choices(indexes, (2, 1, 3)):
            bindings = {"a": f"{{track.{some[0]}.album}}"} | _shown("s", some)
            tokens = title_tokens(material, *some) | {RECORD, values.key(sheet.top_tracks[some[0]].album)}
            yield Message("undated record", bindings, tokens, 8)
    if not known and not listed and not by_album:
        free.sort(key=lambda i: awkward(sheet.top_tracks[i].title))
        for some in choices(free, (2, 3, 1)):
            kind = "loose songs" if len(some) > 1 else "top loose song" if some == (0,) else "loose song"
            yield Message(kind, _shown("s", some), title_tokens(material, *some) | {RECORD}, 7)


def _one(material: Material, index: int, *, newest: bool) -> Iterator[Message]:
    a, worth = {"a": f"album.{index}"}, 8.0 + newest
    kind = "self-titled record" if is_self_titled(material, index) else "record"
    yield Message(kind, a, _tokens(material, (index,)), worth - 1)
    for some in _songs(material, index):
        yield Message(f"{kind} with songs", a | _shown("s", some), _tokens(material, (index,), some), worth)
        if not is_self_titled(material, index):
            yield Message("songs on a record", a | _shown("s", some), _tokens(material, (index,), some), worth - 1)


def _current(material: Material, index: int, dated: Sequence[int]) -> Iterator[Message]:
    """The typed current release: that it is out now, with a song on it or after the record before."""
    albums, a = material.sheet.top_albums, {"a": f"album.{index}"}
    yield Message("current record", a, _tokens(material, (index,)), 8.5)
    for some in _songs(material, index):
        yield Message("current record with songs", a | _shown("s", some), _tokens(material, (index,), some), 9.5)
    earlier = [i for i in dated if (albums[i].year or 0) < (albums[index].year or 0)]
    if earlier:
        years = (albums[index].year or 0) - (albums[earlier[-1]].year or 0)
        both = a | {"b": f"album.{earlier[-1]}", "n": f"={english.years(years)}"}
        yield Message("current record after another", both, _tokens(material, (index, earlier[-1])), 9.5)


def _two(material: Material, first: int, second: int, years: int, worth: float) -> Iterator[Message]:
    both = {"a": f"album.{first}", "b": f"album.{second}", "n": f"={english.years(years)}"}
    if years == 0:
        yield Message("two of a year", both, _tokens(material, (first, second)), worth)
        return
    before, after = _songs(material, first), _songs(material, second)
    yield Message("two records", both, _tokens(material, (first, second)), worth - 0.5)
    for some in before:
        tokens = _tokens(material, (first, second), some)
        yield Message("two records, songs on the first", both | _shown("s", some), tokens, worth)
    for more in after:
        tokens = _tokens(material, (first, second), more)
        yield Message("two records, songs on the second", both | _shown("r", more), tokens, worth + 0.3)
    for some in before[:3]:
        for more in after[:3]:
            if len(some) + len(more) <= SONGS_SHOWN:
                tokens = _tokens(material, (first, second), some, more)
                yield Message("two records with songs", both | _shown("r", more) | _shown("s", some), tokens, worth)


def _three(material: Material, some: Sequence[int], worth: float) -> Iterator[Message]:
    bound = {letter: f"album.{index}" for letter, index in zip("abc", some, strict=True)}
    yield Message("three records", bound, _tokens(material, some), worth)
    for songs in [chosen for chosen in _songs(material, some[-1]) if len(chosen) < SONGS_SHOWN]:
        tokens = _tokens(material, some, songs)
        yield Message("three records, songs on the last", bound | _shown("r", songs), tokens, worth)
    for songs in [chosen for chosen in _songs(material, some[0]) if len(chosen) < SONGS_SHOWN]:
        tokens = _tokens(material, some, songs)
        yield Message("three records, songs on the first", bound | _shown("s", songs), tokens, worth)


def _tokens(material: Material, albums: Sequence[int], *songs: Sequence[int]) -> frozenset[str]:
    titles = frozenset(values.key(material.sheet.top_albums[i].title) for i in albums)
    release = {"release"} if any(_is_release(material, i) for i in albums) else set()
    return titles | title_tokens(material, *(i for some in songs for i in some)) | release | {RECORD}


def _shown(letter: str, songs: Sequence[int]) -> dict[str, str]:
    return {letter: enumerate_slots("track", songs), "is": "=are" if len(songs) > 1 else "=is"}


def _songs(material: Material, index: int) -> list[tuple[int, ...]]:
    """Choices of one, two or three songs on an own album, plain titles first and its title track left out."""
    title, tracks = material.sheet.top_albums[index].title, material.sheet.top_tracks
    on_it = [
        i
        for i in material.own_tracks
        if values.same(tracks[i].album, title) and not values.same(tracks[i].title, title)
    ]
    plain = [i for i in on_it if not awkward(tracks[i].title)] or on_it
    return list(choices(plain[:4], (2, 1, 3)))


def _is_release(material: Material, index: int) -> bool:
    return values.same(material.sheet.top_albums[index].title, material.sheet.typed.current_release)
