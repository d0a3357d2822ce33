"""Messages about what somebody listens to: the songs, albums and artists of others, each with its maker."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from app.domain.writer import english, values
from app.domain.writer.material import Material, has_year
from app.domain.writer.message import (
    Message,
    album_tokens,
    artist_tokens,
    awkward,
    by_year,
    choices,
    credited,
    crowded,
    enumerate_slots,
    home_of,
    is_self_titled,
    name_genres,
    track_tokens,
)

MOST_GENRES: Final = 3
MOST_ARTISTS: Final = 4
"""So many artists are all named; of more, the first three."""
GENRES: Final = frozenset({"genre"})
TOPPED: Final = frozenset({"top artists"})
"""The token of every list of artists: a text has one."""
ALL: Final[dict[int, dict[str, str]]] = {1: {}, 2: {"all": "=both"}, 3: {"all": "=all"}}
"""What stands before "from" where two or three songs are told."""
_JOINT = re.compile(r"\band\b|[,;/&]", re.I)


def songs(material: Material) -> Iterator[Message]:
    """One, two or three listed songs, and several by one artist."""
    sheet, tracks = material.sheet, material.tracks[:8]
    for rank, index in enumerate(tracks):
        track = sheet.top_tracks[index]
        worth = 6 - rank / 10 - awkward(track.title) - crowded(track.artist)
        t, tokens = {"t": f"track.{index}"}, track_tokens(material, index)
        yield Message("song", t, tokens, worth - 0.5)
        if values.is_usable(track.album) and values.key(track.album) not in tokens:
            yield Message("song on album", t, tokens | {values.key(track.album)}, worth - awkward(track.album))
    for rank, (first, second) in enumerate(combinations(tracks, 2)):
        one, other = sheet.top_tracks[first], sheet.top_tracks[second]
        if values.same(one.artist, other.artist):
            continue
        bindings = {"t": f"track.{first}", "u": f"track.{second}"}
        kind, worth = ("twins", 9.0) if values.same(one.title, other.title) else ("pair", 7.5 - rank / 20)
        yield Message(
            kind, bindings, track_tokens(material, first, second), worth - awkward(one.title) - awkward(other.title)
        )
    for chosen in list(combinations(tracks[:5], 3)):
        artists = {values.key(sheet.top_tracks[i].artist) for i in chosen}
        if len(artists) == len(chosen) and not any(awkward(sheet.top_tracks[i].title) for i in chosen):
            bindings = {letter: f"track.{i}" for letter, i in zip("tuv", chosen, strict=True)}
            yield Message("three songs", bindings, track_tokens(material, *chosen), 6.5)
    by_artist: dict[str, list[int]] = defaultdict(list)
    for index in material.tracks:
        by_artist[values.key(sheet.top_tracks[index].artist)].append(index)
    for indexes in by_artist.values():
        for some in choices(indexes[:4], (2, 3)):
            worth = 7 - sum(awkward(sheet.top_tracks[i].title) for i in some)
            bindings = {"t": f"track.{some[0]}", "s": enumerate_slots("track", some)}
            yield Message("songs by one", bindings, track_tokens(material, *some), worth)


def on_albums(material: Material) -> Iterator[Message]:
    """Songs that are on a listed album of the same artist."""
    sheet = material.sheet
    for index in credited(material):
        album = sheet.top_albums[index]
        if values.same(album.title, album.artist) or not has_year(material, index):
            continue
        by_it = [i for i in material.tracks if values.same(sheet.top_tracks[i].artist, album.artist)]
        titled = [i for i in by_it if values.same(sheet.top_tracks[i].title, album.title)]
        on_it = [i for i in by_it if i not in titled and values.same(sheet.top_tracks[i].album, album.title)]
        for track in titled[:1]:
            bindings = {"t": f"track.{track}", "a": f"album.{index}"}
            yield Message("title track", bindings, album_tokens(material, index), 6.5 - awkward(album.title))
        for some in choices(on_it[:3], (1, 2, 3)):
            worth = 7.5 - awkward(album.title) - sum(awkward(sheet.top_tracks[i].title) for i in some)
            bindings = {"t": f"track.{some[0]}", "s": enumerate_slots("track", some), "a": f"album.{index}"} | ALL[
                len(some)
            ]
            tokens = track_tokens(material, *some) | album_tokens(material, index)
            yield Message("dated song" if len(some) == 1 else "songs on album", bindings, tokens, worth)


def albums(material: Material) -> Iterator[Message]:
    """Listed albums, one or two at a time, and their span of years."""
    sheet, signed = material.sheet, credited(material)
    for rank, index in enumerate(signed[:6]):
        album, a = sheet.top_albums[index], {"a": f"album.{index}"}
        kind = "album" if has_year(material, index) else "undated album"
        if values.same(album.title, album.artist):
            kind = "self-titled album" if kind == "album" else ""
        if kind:
            yield Message(kind, a, album_tokens(material, index), 6.5 - rank / 10 - awkward(album.title))
    dated = [index for index in by_year(material, signed) if not is_self_titled(material, index)]
    for first, second in combinations(dated, 2):
        one, other = sheet.top_albums[first], sheet.top_albums[second]
        if values.same(one.title, other.title):
            continue
        worth = 7 - awkward(one.title) - awkward(other.title)
        same_artist, same_year = values.same(one.artist, other.artist), one.year == other.year
        kind = "albums by one" if same_artist else "albums of a year" if same_year else "albums"
        by_it = [values.key(album.artist) for album in sheet.top_albums].count(values.key(one.artist))
        if kind == "albums by one" and (by_it != 2 or same_year):
            continue
        both = {"a": f"album.{first}", "b": f"album.{second}"}
        yield Message(kind, both, album_tokens(material, first, second), worth + same_year)


def others(material: Material) -> Iterator[Message]:
    """Listed artists, genres, and both at once."""
    sheet = material.sheet
    artists = [i for i in material.artists[:8] if not _JOINT.search(sheet.top_artists[i])] or list(material.artists[:3])
    first = tuple(artists if len(artists) <= MOST_ARTISTS else artists[:3])
    for some in dict.fromkeys((first, *choices(artists[:5], (3, 2, 1), most=3))):
        if some:
            worth = 7 if some == first else 5 - (len(some) == 1)
            kind = "artists" if len(some) > 1 else "artist"
            yield Message(kind, {"x": enumerate_slots("artist", some)}, artist_tokens(material, some) | TOPPED, worth)
    if sheet.subject == "listener" and material.genres:  # an artist's are their own, or of a list that holds others too
        some = material.genres[:MOST_GENRES]
        number = {"genres": "=genres", "are": "=are"} if len(some) > 1 else {"genres": "=genre", "are": "=is"}
        alone = not (material.artists or material.tracks or material.albums)
        yield Message("genres alone" if alone else "genres", {"g": name_genres(material, some)} | number, GENRES, 8.5)


def mixed(material: Material) -> Iterator[Message]:
    """Two or three songs and albums in one list, each by somebody else."""
    works = _works(material)
    for listed in [*combinations(works, 2), *combinations(works[:6], 3)]:
        if _are_apart(listed):
            yield _mix(listed)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing in a list: its template, the facts that it uses up, what it adds to the worth of the list."""

    text: str
    tokens: frozenset[str]
    worth: float


def _are_apart(parts: Sequence[Part]) -> bool:
    return all(not one.tokens & other.tokens for one, other in combinations(parts, 2))


def _mix(parts: Sequence[Part]) -> Message:
    tokens = frozenset().union(*(part.tokens for part in parts))
    worth = 7 + sum(part.worth for part in parts) - 0.5 * (len(parts) > 2)
    return Message("mixed", {"x": english.listed([part.text for part in parts])}, tokens, worth)


def _works(material: Material) -> list[Part]:
    """Songs with their albums, songs without one, and albums of which no song is listed."""
    sheet, heard = material.sheet, set()
    found: list[Part] = []
    dated = {i for i in credited(material) if has_year(material, i) and not is_self_titled(material, i)}
    for track in material.tracks[:5]:
        song = sheet.top_tracks[track]
        home = home_of(material, track)
        if home is None:
            text, tokens = f"{{track.{track}}} by {{track.{track}.artist}}", track_tokens(material, track)
        else:
            text = f"{{track.{track}}} from {{album.{home}}} ({{album.{home}.year}}) by {{album.{home}.artist}}"
            tokens = track_tokens(material, track) | album_tokens(material, home)
            heard.add(home)
        worth = (0.0 if home is None else 0.8 - awkward(song.album)) - crowded(song.artist)
        found.append(Part(text, tokens, worth - awkward(song.title)))
    for index in sorted(dated - heard)[:4]:
        text = f"{{album.{index}}} ({{album.{index}.year}}) by {{album.{index}.artist}}"
        cost = awkward(sheet.top_albums[index].title) + crowded(sheet.top_albums[index].artist)
        found.append(Part(text, album_tokens(material, index), 0.4 - cost))
    return found
