"""From facts to messages: everything that could be said, each with its preconditions met and a score of interest."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from app.domain.writer import english, values
from app.domain.writer.material import Material, has_year, is_plain

FEW: Final = range(2, 13)
SHORT_SPAN: Final = 3
_JOINT = re.compile(r"\band\b|[,;/]", re.I)


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
    found = [
        *_typed(material),
        *_own(material),
        *_songs(material),
        *_on_albums(material),
        *_albums(material),
        *_others(material),
    ]
    return tuple(sorted(found, key=lambda message: -message.score))


def enumerate_slots(kind: str, indexes: Sequence[int]) -> str:
    """A template for a list of slots: "{artist.0}, {artist.2} and {artist.3}"."""
    return english.listed([f"{{{kind}.{index}}}" for index in indexes])


def _typed(material: Material) -> Iterator[Message]:
    typed = material.sheet.typed
    chosen = material.instruments[:3]
    shown = {"i": enumerate_slots("instruments", chosen)}
    play = frozenset({"play"})
    if chosen and material.voices:
        both = {"j": enumerate_slots("instruments", (*chosen, *material.voices[:1]))}
        yield Message("voice and instruments", shown | both, play, 9, typed=True)
    elif chosen:
        yield Message(_instrument(material, chosen), shown, play, 9, typed=True)
    elif material.voices:
        yield Message("voice", {}, play, 7, typed=True)
    for some in _choices(material.influences, (3, 2)):
        names = [typed.influences[index] for index in some]
        kind = "influences" if len(some) > 1 else "influence"
        tokens = frozenset({"influences", *map(values.key, names)})
        yield Message(kind, {"f": enumerate_slots("influences", some)}, tokens, 8, typed=True)
    for index in material.influences:
        for track in material.tracks:
            if values.same(typed.influences[index], material.sheet.top_tracks[track].artist):
                bindings = {"f": f"{{influences.{index}}}", "t": f"track.{track}"}
                tokens = _track_tokens(material, track) | {"influences"}
                yield Message("heard influence", bindings, tokens, 8, typed=True)
    if material.release:
        tokens = frozenset({"release", values.key(typed.current_release)})
        dated = [i for i in _dated(material, material.own_albums) if _is_release(material, i)]
        yield Message("release", {}, tokens, 9.5 - 2 * len(dated), typed=True)
        for index in dated[:1]:
            yield Message("dated release", {"a": f"album.{index}"}, tokens, 10, typed=True)
    if material.role_word:
        yield Message("role word", {}, frozenset({"role"}), 9, typed=True)


def _own(material: Material) -> Iterator[Message]:
    sheet = material.sheet
    dated = _dated(material, material.own_albums)
    for index in dated:
        album = sheet.top_albums[index]
        title = frozenset({values.key(album.title)})
        on_it = [i for i in material.own_tracks if values.same(sheet.top_tracks[i].album, album.title)]
        on_it = [i for i in on_it if not values.same(sheet.top_tracks[i].title, album.title)]
        yield Message("own album", {"a": f"album.{index}"}, title, 8)
        for track in on_it[:3]:
            bindings = {"a": f"album.{index}", "t": f"track.{track}"}
            yield Message("own album song", bindings, title | _titles(material, track), 8.5)
        for first, second in combinations(on_it[:3], 2):
            bindings = {"a": f"album.{index}", "t": f"track.{first}", "u": f"track.{second}"}
            yield Message("own album songs", bindings, title | _titles(material, first, second), 9)
    for first, second in combinations(dated, 2):
        one, other = sheet.top_albums[first], sheet.top_albums[second]
        if one.year != other.year:
            tokens = frozenset({values.key(one.title), values.key(other.title)})
            yield Message("own albums", {"a": f"album.{first}", "b": f"album.{second}"}, tokens, 9)
    for first, second in combinations(material.own_tracks[:4], 2):
        titles = _titles(material, first, second)
        if len(titles) > 1:
            yield Message("own songs", {"t": f"track.{first}", "u": f"track.{second}"}, titles, 7)
    for index in material.own_tracks[:3]:
        yield Message("own song", {"t": f"track.{index}"}, _titles(material, index), 6)
    if (material.own_albums or material.own_tracks) and not _listens(material):
        for some in _choices(material.genres, (2, 1)):
            yield Message("own genre", {"g": enumerate_slots("genre", some)}, frozenset({"genre"}), 7)


def _songs(material: Material) -> Iterator[Message]:
    sheet, tracks = material.sheet, material.tracks[:8]
    for rank, index in enumerate(tracks):
        track = sheet.top_tracks[index]
        worth = 5.5 - rank / 10 - _awkward(track.title)
        yield Message("song", {"t": f"track.{index}"}, _track_tokens(material, index), worth)
        if values.is_usable(track.album) and not values.same(track.album, track.title):
            tokens = _track_tokens(material, index) | {values.key(track.album)}
            yield Message("song on album", {"t": f"track.{index}"}, tokens, worth + 0.5 - _awkward(track.album))
    for rank, (first, second) in enumerate(combinations(tracks, 2)):
        one, other = sheet.top_tracks[first], sheet.top_tracks[second]
        bindings = {"t": f"track.{first}", "u": f"track.{second}"}
        tokens = _track_tokens(material, first) | _track_tokens(material, second)
        if values.same(one.artist, other.artist):
            continue
        if values.same(one.title, other.title):
            yield Message("twins", bindings, tokens, 9)
        else:
            yield Message("pair", bindings, tokens, 7.5 - rank / 20 - _awkward(one.title) - _awkward(other.title))
    for chosen in list(combinations(tracks[:5], 3)):
        artists = {values.key(sheet.top_tracks[i].artist) for i in chosen}
        if len(artists) == len(chosen) and not any(_awkward(sheet.top_tracks[i].title) for i in chosen):
            bindings = {letter: f"track.{i}" for letter, i in zip("tuv", chosen, strict=True)}
            yield Message("three songs", bindings, frozenset().union(*(_track_tokens(material, i) for i in chosen)), 5)
    yield from _by_one(material)


def _by_one(material: Material) -> Iterator[Message]:
    sheet = material.sheet
    by_artist: dict[str, list[int]] = defaultdict(list)
    for index in material.tracks:
        by_artist[values.key(sheet.top_tracks[index].artist)].append(index)
    for artist, indexes in by_artist.items():
        listed = [track for track in sheet.top_tracks if values.key(track.artist) == artist]
        if len(indexes) not in FEW or len(listed) != len(indexes):
            continue
        everything = len(indexes) == len(sheet.top_tracks)
        for first, second in list(combinations(indexes, 2))[:3]:
            tokens = _track_tokens(material, first) | _track_tokens(material, second)
            bindings = {"t": f"track.{first}", "u": f"track.{second}", "n": f"={english.number_word(len(indexes))}"}
            yield Message("one artist" if everything else "devotion", bindings, tokens, 8)


def _on_albums(material: Material) -> Iterator[Message]:
    """Songs that are on a listed album of the same artist."""
    sheet = material.sheet
    for index in _signed(material):
        album = sheet.top_albums[index]
        worth = -_awkward(album.title) - 3 * values.same(album.title, album.artist)
        by_it = [i for i in material.tracks if values.same(sheet.top_tracks[i].artist, album.artist)]
        titled = [i for i in by_it if values.same(sheet.top_tracks[i].title, album.title)]
        on_it = [i for i in by_it if i not in titled and values.same(sheet.top_tracks[i].album, album.title)]
        for track in titled[:1]:
            bindings = {"t": f"track.{track}", "a": f"album.{index}"}
            yield Message("title track", bindings, _album_tokens(material, index), 6.5 + worth)
        for track in on_it[:2] if has_year(material, index) else ():
            tokens = _track_tokens(material, track) | _album_tokens(material, index)
            worth -= _awkward(sheet.top_tracks[track].title)
            yield Message("dated song", {"t": f"track.{track}", "a": f"album.{index}"}, tokens, 7.5 + worth)
        for first, second in combinations(on_it[:3], 2):
            bindings = {"t": f"track.{first}", "u": f"track.{second}", "a": f"album.{index}"}
            tokens = _track_tokens(material, first) | _track_tokens(material, second) | _album_tokens(material, index)
            yield Message("two songs on", bindings, tokens, 7 + worth)


def _albums(material: Material) -> Iterator[Message]:
    sheet = material.sheet
    signed = _signed(material)
    for rank, index in enumerate(signed[:6]):
        album = sheet.top_albums[index]
        if values.same(album.title, album.artist):
            if has_year(material, index):
                yield Message(
                    "self-titled album", {"a": f"album.{index}"}, _album_tokens(material, index), 6.5 - rank / 10
                )
            continue
        kind = "album" if has_year(material, index) else "undated album"
        yield Message(
            kind, {"a": f"album.{index}"}, _album_tokens(material, index), 6.5 - rank / 10 - _awkward(album.title)
        )
        if album.tracks in FEW:
            bindings = {"a": f"album.{index}", "n": f"={english.number_word(album.tracks)}"}
            yield Message("deep album", bindings, _album_tokens(material, index), 6.5 - _awkward(album.title))
    for index in _dated(material, material.albums):
        if index not in signed:
            yield Message("dated title", {"a": f"album.{index}"}, _album_tokens(material, index), 4)
    yield from _span(material)
    for first, second in combinations(signed, 2):
        one, other = sheet.top_albums[first], sheet.top_albums[second]
        bindings = {"a": f"album.{first}", "b": f"album.{second}"}
        tokens = _album_tokens(material, first) | _album_tokens(material, second)
        worth = 7 - _awkward(one.title) - _awkward(other.title)
        if values.same(one.title, other.title):
            continue
        if values.same(one.artist, other.artist):
            if [values.key(album.artist) for album in sheet.top_albums].count(values.key(one.artist)) == 2:
                yield Message("two albums", bindings, tokens, worth)
        if one.year == other.year and has_year(material, first):
            number = [album.year for album in sheet.top_albums].count(one.year)
            yield Message("same year", bindings | {"n": f"={english.number_word(number)}"}, tokens, worth)


def _span(material: Material) -> Iterator[Message]:
    sheet = material.sheet
    dated = _dated(material, material.albums)
    years = [sheet.top_albums[index].year or 0 for index in dated]
    if len(dated) < 2 or len(dated) != len({values.key(album.title) for album in sheet.top_albums}):
        return
    oldest, newest = dated[0], dated[-1]
    if years[-1] - years[0] >= SHORT_SPAN and years.count(years[0]) == years.count(years[-1]) == 1:
        tokens = _album_tokens(material, oldest) | _album_tokens(material, newest)
        worth = 7 - _awkward(sheet.top_albums[oldest].title) - _awkward(sheet.top_albums[newest].title)
        yield Message("span", {"a": f"album.{oldest}", "b": f"album.{newest}"}, tokens, worth)


def _others(material: Material) -> Iterator[Message]:
    sheet = material.sheet
    artists = material.artists[:8]
    for rank, some in enumerate([*combinations(artists[:5], 3), *combinations(artists[:6], 2)]):
        tokens = frozenset(values.key(sheet.top_artists[i]) for i in some)
        joint = sum(bool(_JOINT.search(sheet.top_artists[i])) for i in some)
        yield Message("artists", {"x": enumerate_slots("artist", some)}, tokens, 6.5 - rank / 10 - 3 * joint)
    if len(artists) == 1:
        yield Message(
            "artist", {"x": f"{{artist.{artists[0]}}}"}, frozenset({values.key(sheet.top_artists[artists[0]])}), 5
        )
    if _listens(material) or not (material.own_albums or material.own_tracks):
        for some in _choices(material.genres, (2,)):
            kind = "genres" if len(some) > 1 else "genre"
            yield Message(kind, {"g": enumerate_slots("genre", some)}, frozenset({"genre"}), 4.5)


def _instrument(material: Material, chosen: tuple[int, ...]) -> str:
    if len(chosen) > 1:
        return "instruments"
    return "plural instrument" if material.sheet.typed.instruments[chosen[0]].endswith("s") else "instrument"


def _choices(indexes: tuple[int, ...], sizes: Sequence[int]) -> Iterator[tuple[int, ...]]:
    if len(indexes) == 1:
        yield indexes
        return
    for size in sizes:
        if len(indexes) >= size:
            yield from list(combinations(indexes, size))[:3]


def _listens(material: Material) -> bool:
    return bool(material.tracks or material.albums or material.artists)


def _dated(material: Material, albums: tuple[int, ...]) -> list[int]:
    return sorted((i for i in albums if has_year(material, i)), key=lambda i: material.sheet.top_albums[i].year or 0)


def _signed(material: Material) -> list[int]:
    return [i for i in material.albums if values.is_somebody(material.sheet.top_albums[i].artist)]


def _is_release(material: Material, index: int) -> bool:
    return values.same(material.sheet.top_albums[index].title, material.sheet.typed.current_release)


def _awkward(title: str) -> float:
    """What a title costs in a sentence: versions, works in movements, marks that end a sentence."""
    return (0.0 if is_plain(title) else 3.0) + (2.0 if title[-1:] in ".!?…:;," else 0.0)


def _titles(material: Material, *tracks: int) -> frozenset[str]:
    return frozenset(values.key(material.sheet.top_tracks[index].title) for index in tracks)


def _track_tokens(material: Material, index: int) -> frozenset[str]:
    track = material.sheet.top_tracks[index]
    return frozenset({values.key(track.title), values.key(track.artist)})


def _album_tokens(material: Material, index: int) -> frozenset[str]:
    album = material.sheet.top_albums[index]
    return frozenset({values.key(album.title), values.key(album.artist)})
