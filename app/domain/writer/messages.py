"""From facts to messages: everything that could be said, each with its preconditions met and a score of interest."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from app.domain.writer import english, values
from app.domain.writer.material import Material

_EARLIEST, _LATEST = 1000, 2199
_FEW = range(2, 13)


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to say: `bindings` fill the letters of its wordings; `tokens` are the facts that it uses up."""

    kind: str
    bindings: Mapping[str, str]
    tokens: frozenset[str]
    score: float
    typed: bool = False


def candidates(material: Material) -> tuple[Message, ...]:
    """All messages that hold for this sheet, most interesting first."""
    found = [*_typed(material), *_own(material), *_songs(material), *_albums(material), *_others(material)]
    return tuple(sorted(found, key=lambda message: -message.score))


def enumerate_slots(kind: str, indexes: Sequence[int]) -> str:
    """A template for a list of slots: "{artist.0}, {artist.2} and {artist.3}"."""
    return english.listed([f"{{{kind}.{index}}}" for index in indexes])


def _typed(material: Material) -> Iterator[Message]:
    typed = material.sheet.typed
    if material.instruments:
        shown = enumerate_slots("instruments", material.instruments[:3])
        many = len(material.instruments[:3]) > 1
        if material.sings:
            yield Message("sings and plays", {"i": shown}, frozenset({"play"}), 9, typed=True)
        else:
            yield Message("plays", {"i": shown}, frozenset({"play"}), 9, typed=True)
            yield Message("instruments" if many else "instrument", {"i": shown}, frozenset({"play"}), 7, typed=True)
    elif material.sings:
        yield Message("sings", {}, frozenset({"play"}), 7, typed=True)
    for chosen in _choices(material.influences, (3, 2)):
        names = [typed.influences[index] for index in chosen]
        kind = "influences" if len(chosen) > 1 else "influence"
        tokens = frozenset({"influences", *map(values.key, names)})
        yield Message(kind, {"f": enumerate_slots("influences", chosen)}, tokens, 6 + len(chosen), typed=True)
    if material.release:
        tokens = frozenset({"release", values.key(typed.current_release)})
        yield Message("release", {}, tokens, 9, typed=True)
        for index in material.own_albums:
            album = material.sheet.top_albums[index]
            if values.same(album.title, typed.current_release) and _has_year(material, index):
                yield Message("dated release", {"a": f"album.{index}"}, tokens, 10, typed=True)


def _own(material: Material) -> Iterator[Message]:
    sheet = material.sheet
    dated = sorted(
        (i for i in material.own_albums if _has_year(material, i)), key=lambda i: sheet.top_albums[i].year or 0
    )
    for index in dated:
        album = sheet.top_albums[index]
        tokens = {values.key(album.title)}
        on_it = [i for i in material.own_tracks if values.same(sheet.top_tracks[i].album, album.title)]
        on_it = [i for i in on_it if not values.same(sheet.top_tracks[i].title, album.title)]
        yield Message("own album", {"a": f"album.{index}"}, frozenset(tokens), 8)
        for track in on_it[:2]:
            titles = {values.key(sheet.top_tracks[track].title)}
            yield Message(
                "own album song", {"a": f"album.{index}", "t": f"track.{track}"}, frozenset(tokens | titles), 8.5
            )
        if len(on_it) > 1:
            titles = {values.key(sheet.top_tracks[i].title) for i in on_it[:2]}
            bindings = {"a": f"album.{index}", "t": f"track.{on_it[0]}", "u": f"track.{on_it[1]}"}
            yield Message("own album songs", bindings, frozenset(tokens | titles), 9)
    for first, second in combinations(dated, 2):
        one, other = sheet.top_albums[first], sheet.top_albums[second]
        if one.year != other.year:
            tokens = {values.key(one.title), values.key(other.title)}
            yield Message("own albums", {"a": f"album.{first}", "b": f"album.{second}"}, frozenset(tokens), 9)
    for first, second in list(combinations(material.own_tracks, 2))[:6]:
        titles = frozenset(values.key(sheet.top_tracks[i].title) for i in (first, second))
        if len(titles) > 1:
            yield Message("own songs", {"t": f"track.{first}", "u": f"track.{second}"}, titles, 7)
    if len(material.own_tracks) == 1:
        index = material.own_tracks[0]
        yield Message("own song", {"t": f"track.{index}"}, frozenset({values.key(sheet.top_tracks[index].title)}), 6)
    own_page = (material.own_albums or material.own_tracks) and not (
        material.albums or material.tracks or material.artists
    )
    if own_page:
        for chosen in _choices(material.genres, (2, 1)):
            yield Message("own genre", {"g": enumerate_slots("genre", chosen)}, frozenset({"genre"}), 7)


def _songs(material: Material) -> Iterator[Message]:
    sheet, tracks = material.sheet, sheet_tracks(material)
    by_artist: dict[str, list[int]] = defaultdict(list)
    for index in tracks:
        by_artist[values.key(sheet.top_tracks[index].artist)].append(index)
    for rank, index in enumerate(tracks[:8]):
        yield Message("song", {"t": f"track.{index}"}, _track_tokens(material, index), 5 - rank / 10)
        track = sheet.top_tracks[index]
        if track.album and values.is_usable(track.album) and not values.same(track.album, track.title):
            tokens = _track_tokens(material, index) | {values.key(track.album)}
            yield Message("song on album", {"t": f"track.{index}"}, tokens, 6 - rank / 10)
    for rank, (first, second) in enumerate(combinations(tracks[:8], 2)):
        one, other = sheet.top_tracks[first], sheet.top_tracks[second]
        bindings = {"t": f"track.{first}", "u": f"track.{second}"}
        tokens = _track_tokens(material, first) | _track_tokens(material, second)
        if values.same(one.title, other.title):
            yield Message("twins", bindings, tokens, 9)
        elif not values.same(one.artist, other.artist):
            yield Message("pair", bindings, tokens, 7 - rank / 20)
    for indexes in by_artist.values():
        if len(indexes) not in _FEW:
            continue
        bindings = {"t": f"track.{indexes[0]}", "u": f"track.{indexes[1]}", "n": f"={english.number_word(len(indexes))}"}
        tokens = _track_tokens(material, indexes[0]) | _track_tokens(material, indexes[1])
        everything = len(by_artist) == 1 and len(indexes) == len(sheet.top_tracks)
        yield Message("one artist" if everything else "devotion", bindings, tokens, 8)


def sheet_tracks(material: Material) -> tuple[int, ...]:
    """The listed tracks that are by somebody else."""
    return tuple(i for i in material.tracks if values.is_somebody(material.sheet.top_tracks[i].artist))


def _albums(material: Material) -> Iterator[Message]:
    sheet = material.sheet
    known = [i for i in material.albums if values.is_somebody(sheet.top_albums[i].artist)]
    dated = sorted((i for i in material.albums if _has_year(material, i)), key=lambda i: sheet.top_albums[i].year or 0)
    for rank, index in enumerate(known[:6]):
        kind = "album" if _has_year(material, index) else "undated album"
        yield Message(kind, {"a": f"album.{index}"}, _album_tokens(material, index), 6 - rank / 10)
        count = _songs_on(material, index)
        if count in _FEW:
            bindings = {"a": f"album.{index}", "n": f"={english.number_word(count)}"}
            yield Message("deep album", bindings, _album_tokens(material, index), 7)
    if len(dated) > 1:
        oldest, newest = dated[0], dated[-1]
        first, last = sheet.top_albums[oldest].year or 0, sheet.top_albums[newest].year or 0
        everything = len(dated) == len({values.key(album.title) for album in sheet.top_albums})
        unique = [sheet.top_albums[i].year for i in dated].count(first) == 1
        unique = unique and [sheet.top_albums[i].year for i in dated].count(last) == 1
        if last - first >= 3 and everything and unique:
            tokens = _album_tokens(material, oldest) | _album_tokens(material, newest) | {"span"}
            yield Message("span", {"a": f"album.{oldest}", "b": f"album.{newest}"}, tokens, 7.5)
    for first, second in combinations(known, 2):
        one, other = sheet.top_albums[first], sheet.top_albums[second]
        bindings = {"a": f"album.{first}", "b": f"album.{second}"}
        tokens = _album_tokens(material, first) | _album_tokens(material, second)
        if values.same(one.artist, other.artist):
            if [values.key(album.artist) for album in sheet.top_albums].count(values.key(one.artist)) == 2:
                yield Message("two albums", bindings, tokens, 7)
        elif one.year == other.year and _has_year(material, first):
            yield Message("same year", bindings, tokens, 6.5)
    for track in material.tracks:
        for index in known:
            song, album = sheet.top_tracks[track], sheet.top_albums[index]
            if values.same(song.title, album.title) and values.same(song.artist, album.artist):
                tokens = _track_tokens(material, track) | _album_tokens(material, index)
                yield Message("title track", {"t": f"track.{track}", "a": f"album.{index}"}, tokens, 7)


def _others(material: Material) -> Iterator[Message]:
    sheet = material.sheet
    artists = material.artists[:8]
    for rank, chosen in enumerate([*combinations(artists[:5], 3), *combinations(artists[:6], 2)]):
        tokens = frozenset(values.key(sheet.top_artists[i]) for i in chosen)
        yield Message("artists", {"x": enumerate_slots("artist", chosen)}, tokens, 6.5 - rank / 10)
    if len(artists) == 1:
        yield Message(
            "artist", {"x": f"{{artist.{artists[0]}}}"}, frozenset({values.key(sheet.top_artists[artists[0]])}), 5
        )
    for index in material.influences:
        for track in sheet_tracks(material):
            if values.same(sheet.typed.influences[index], sheet.top_tracks[track].artist):
                bindings = {"f": f"{{influences.{index}}}", "t": f"track.{track}"}
                yield Message(
                    "heard influence", bindings, _track_tokens(material, track) | {"influences"}, 8.5, typed=True
                )
    listened = bool(material.tracks or material.albums or material.artists) or not (
        material.own_albums or material.own_tracks
    )
    if listened:
        for chosen in _choices(material.genres, (2, 1)):
            yield Message("genres", {"g": enumerate_slots("genre", chosen)}, frozenset({"genre"}), 4 + len(chosen) / 2)


def _choices(indexes: tuple[int, ...], sizes: Sequence[int]) -> Iterator[tuple[int, ...]]:
    if len(indexes) == 1:
        yield indexes
        return
    for size in sizes:
        if len(indexes) >= size:
            yield from list(combinations(indexes, size))[:3]


def _has_year(material: Material, index: int) -> bool:
    year = material.sheet.top_albums[index].year
    return year is not None and _EARLIEST <= year <= _LATEST


def _songs_on(material: Material, index: int) -> int:
    """How many listed tracks the album holds: only when the sheet says so twice over, or says nothing else."""
    album = material.sheet.top_albums[index]
    return album.tracks


def _track_tokens(material: Material, index: int) -> frozenset[str]:
    track = material.sheet.top_tracks[index]
    return frozenset({values.key(track.title), values.key(track.artist)})


def _album_tokens(material: Material, index: int) -> frozenset[str]:
    album = material.sheet.top_albums[index]
    return frozenset({values.key(album.title), values.key(album.artist)})
