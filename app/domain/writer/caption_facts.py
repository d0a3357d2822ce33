"""What can be said of one album in a caption: which kinds of frames hold, what fills them, how telling they are."""

from collections.abc import Iterator, Mapping

from app.domain.writer import english, values
from app.domain.writer.material import Material, has_year, is_plain
from app.domain.writer.message import by_year, is_self_titled

Found = tuple[str, Mapping[str, str], tuple[str, ...], float]


def facts_of(material: Material, index: int) -> Iterator[Found]:
    """The kinds of frames that hold for an album: what fills them, what they rest on unsaid, how telling they are."""
    sheet = material.sheet
    album, a = sheet.top_albums[index], {"a": f"album.{index}"}
    yield from _dates(material, index)
    yield from _songs_on(material, index)
    if values.is_somebody(album.artist) and index not in material.own_albums:
        yield "artist", a, (), 2
        by_it = [i for i, other in enumerate(sheet.top_albums) if values.same(other.artist, album.artist)]
        if len(by_it) == 2 < len(sheet.top_albums):
            yield "twice", a, tuple(f"top_albums.{i}.artist" for i in by_it), 3.5
    elif values.is_somebody(album.artist):
        yield "artist", a, (), -2
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
    """The year of an album, alone and beside the other albums' years."""
    sheet = material.sheet
    album, a = sheet.top_albums[index], {"a": f"album.{index}"}
    if not has_year(material, index):
        return
    if index in material.own_albums or not values.is_somebody(album.artist):
        yield "year", a, (), 3.5
    elif not is_self_titled(material, index):
        yield "year artist", a, (), 7
    if is_self_titled(material, index):
        yield "self-titled", a, (f"top_albums.{index}.artist",), 7
    if len(sheet.top_albums) == 1:
        yield "alone in", a, (), 6
    yield from _rank(material, index)
    if index in material.own_albums:
        yield from _between(material, index)
    for other, twin in enumerate(sheet.top_albums):
        if other != index and not values.same(twin.title, album.title) and values.is_usable(twin.title):
            yield from _apart(material, index, other)


def _rank(material: Material, index: int) -> Iterator[Found]:
    """That an album is the oldest or the newest of all that are listed, or the middle one of three."""
    albums, a = material.sheet.top_albums, {"a": f"album.{index}"}
    years = [albums[i].year or 0 for i in range(len(albums)) if has_year(material, i)]
    year = albums[index].year or 0
    if len(years) < len(albums) or years.count(year) > 1:
        return
    compared = tuple(f"top_albums.{i}.year" for i in range(len(albums)))
    if year not in (min(years), max(years)):
        if len(albums) == 3:
            yield "middle", a, compared, 4.5
    elif len(albums) > 2:
        yield "oldest" if year == min(years) else "newest", a, compared, 5.5
    elif len(albums) == 2:
        yield "older" if year == min(years) else "newer", a, compared, 5


def _apart(material: Material, index: int, other: int) -> Iterator[Found]:
    """That another album is of the same year, or how many years lie between two own ones."""
    if not has_year(material, other):
        return
    album, twin = material.sheet.top_albums[index], material.sheet.top_albums[other]
    both = {"a": f"album.{index}", "b": f"album.{other}"}
    years = (album.year or 0) - (twin.year or 0)
    own = {index, other} <= set(material.own_albums)
    if years == 0:
        yield "shared year", both, (f"top_albums.{other}.year",), 6
    elif own and is_plain(twin.title) and abs(years) < len(english.NUMBERS):
        compared = tuple(f"top_albums.{i}.year" for i in (index, other))
        yield "later" if years > 0 else "earlier", both | {"n": f"={english.years(abs(years))}"}, compared, 5.5


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
    dated = has_year(material, index)
    listed = len(material.sheet.top_tracks)
    doubled = len({(song.title, song.artist) for song in material.sheet.top_tracks}) < listed
    if not doubled and 1 < listed == album.tracks and listed < len(english.NUMBERS):
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
    if album.tracks in range(2, 13) and album.tracks < listed and on_it:
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
