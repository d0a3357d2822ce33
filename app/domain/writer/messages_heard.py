"""Messages about what somebody listens to: the songs, albums and artists of others, each with its maker."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, product
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
    enumerate_slots,
    name_genres,
    track_tokens,
)

SHORT_SPAN: Final = 3
MOST_GENRES: Final = 3
GENRES: Final = frozenset({"genre"})
_JOINT = re.compile(r"\band\b|[,;/&]", re.I)


def songs(material: Material) -> Iterator[Message]:
    """One, two or three listed songs, and several by one artist."""
    sheet, tracks = material.sheet, material.tracks[:8]
    for rank, index in enumerate(tracks):
        track = sheet.top_tracks[index]
        worth = 6 - rank / 10 - awkward(track.title)
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
        for some in choices(on_it[:3], (1, 2)):
            worth = 7.5 - awkward(album.title) - sum(awkward(sheet.top_tracks[i].title) for i in some)
            bindings = {"t": f"track.{some[0]}", "s": enumerate_slots("track", some), "a": f"album.{index}"}
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
    dated = [index for index in by_year(material, signed) if not _self_titled(material, index)]
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
    yield from _span(material, dated)


def _span(material: Material, dated: list[int]) -> Iterator[Message]:
    """The oldest and the newest of at least three, or one year for all of them."""
    sheet = material.sheet
    years = [sheet.top_albums[index].year or 0 for index in dated]
    if len(dated) < 3 or len(dated) != len(sheet.top_albums):
        return
    if years[0] == years[-1]:
        yield Message(
            "all of a year",
            {"a": f"album.{dated[0]}", "n": f"={english.number_word(len(dated))}"},
            frozenset({"years"}),
            7,
        )
    elif years[-1] - years[0] >= SHORT_SPAN and years.count(years[0]) == years.count(years[-1]) == 1:
        both = {"a": f"album.{dated[0]}", "b": f"album.{dated[-1]}"}
        worth = 7 - awkward(sheet.top_albums[dated[0]].title) - awkward(sheet.top_albums[dated[-1]].title)
        yield Message("span", both, album_tokens(material, dated[0], dated[-1]), worth)


def _self_titled(material: Material, index: int) -> bool:
    album = material.sheet.top_albums[index]
    return values.same(album.title, album.artist)


def others(material: Material) -> Iterator[Message]:
    """Listed artists, genres, and both at once."""
    sheet = material.sheet
    artists = [i for i in material.artists[:8] if not _JOINT.search(sheet.top_artists[i])] or list(material.artists[:3])
    groups = list(choices(artists[:5], (3, 2, 4, 1), most=4))
    for rank, some in enumerate(groups):
        bindings = {"x": enumerate_slots("artist", some), "n": f"={english.number_word(len(some))}"}
        kind = "artists" if len(some) > 1 else "artist"
        yield Message(kind, bindings, artist_tokens(material, some), 6.5 - rank / 10 - 2 * (len(some) == 1))
    tracks = [i for i in material.tracks[:5] if not awkward(sheet.top_tracks[i].title)]
    for some, track in product(groups[:6], tracks):
        tokens = artist_tokens(material, some)
        if len(some) < 4 and not tokens & track_tokens(material, track):
            bindings = {"x": enumerate_slots("artist", some), "t": f"track.{track}"}
            yield Message("artists and song", bindings, tokens | track_tokens(material, track), 6)
    if sheet.subject == "listener" and material.genres:  # an artist's are their own, or of a list that holds others too
        chosen = material.genres[:MOST_GENRES]
        are = "=are genres" if len(chosen) > 1 else "=is a genre"
        yield Message("genres", {"g": name_genres(material, chosen), "are": are}, GENRES, 7)
