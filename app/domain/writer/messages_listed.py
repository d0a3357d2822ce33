"""Messages about the listed songs, albums and artists of others."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from app.domain.writer import english, values
from app.domain.writer.material import Material, has_year
from app.domain.writer.message import (
    Message,
    album_titles,
    album_tokens,
    awkward,
    by_year,
    choices,
    credited,
    enumerate_slots,
    track_tokens,
)

FEW: Final = range(2, 13)
SHORT_SPAN: Final = 3
_JOINT = re.compile(r"\band\b|[,;/]", re.I)


def songs(material: Material) -> Iterator[Message]:
    """One, two or three listed songs, and several by one artist."""
    sheet, tracks = material.sheet, material.tracks[:8]
    for rank, index in enumerate(tracks):
        track = sheet.top_tracks[index]
        worth = 5.5 - rank / 10 - awkward(track.title)
        yield Message("song", {"t": f"track.{index}"}, track_tokens(material, index), worth)
        if values.is_usable(track.album) and values.key(track.album) not in track_tokens(material, index):
            tokens = track_tokens(material, index) | {values.key(track.album)}
            yield Message("song on album", {"t": f"track.{index}"}, tokens, worth + 0.5 - awkward(track.album))
    for rank, (first, second) in enumerate(combinations(tracks, 2)):
        one, other = sheet.top_tracks[first], sheet.top_tracks[second]
        bindings = {"t": f"track.{first}", "u": f"track.{second}"}
        tokens = track_tokens(material, first) | track_tokens(material, second)
        if values.same(one.artist, other.artist):
            continue
        if values.same(one.title, other.title):
            yield Message("twins", bindings, tokens, 9)
        else:
            yield Message("pair", bindings, tokens, 7.5 - rank / 20 - awkward(one.title) - awkward(other.title))
    for chosen in list(combinations(tracks[:5], 3)):
        artists = {values.key(sheet.top_tracks[i].artist) for i in chosen}
        if len(artists) == len(chosen) and not any(awkward(sheet.top_tracks[i].title) for i in chosen):
            bindings = {letter: f"track.{i}" for letter, i in zip("tuv", chosen, strict=True)}
            yield Message("three songs", bindings, frozenset().union(*(track_tokens(material, i) for i in chosen)), 5)
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
            tokens = track_tokens(material, first) | track_tokens(material, second)
            bindings = {"t": f"track.{first}", "u": f"track.{second}", "n": f"={english.number_word(len(indexes))}"}
            kind = "one artist" if everything and len(indexes) > 2 else "devotion" if len(indexes) > 2 else "two by one"
            yield Message(kind, bindings, tokens, 8)


def on_albums(material: Material) -> Iterator[Message]:
    """Songs that are on a listed album of the same artist."""
    sheet = material.sheet
    for index in credited(material):
        album = sheet.top_albums[index]
        worth = -awkward(album.title)
        by_it = [i for i in material.tracks if values.same(sheet.top_tracks[i].artist, album.artist)]
        titled = [i for i in by_it if values.same(sheet.top_tracks[i].title, album.title)]
        on_it = [i for i in by_it if i not in titled and values.same(sheet.top_tracks[i].album, album.title)]
        for track in titled[:1]:
            bindings = {"t": f"track.{track}", "a": f"album.{index}"}
            yield Message("title track", bindings, album_tokens(material, index), 6.5 + worth)
        if values.same(album.title, album.artist):
            continue
        for track in on_it[:2] if has_year(material, index) else ():
            tokens = track_tokens(material, track) | album_tokens(material, index)
            worth -= awkward(sheet.top_tracks[track].title)
            yield Message("dated song", {"t": f"track.{track}", "a": f"album.{index}"}, tokens, 7.5 + worth)
        for first, second in combinations(on_it[:3], 2):
            bindings = {"t": f"track.{first}", "u": f"track.{second}", "a": f"album.{index}"}
            tokens = track_tokens(material, first) | track_tokens(material, second) | album_tokens(material, index)
            yield Message("two songs on", bindings, tokens, 7 + worth)


def albums(material: Material) -> Iterator[Message]:
    """Listed albums, one or two at a time, and their span of years."""
    sheet = material.sheet
    signed = credited(material)
    for rank, index in enumerate(signed[:6]):
        album = sheet.top_albums[index]
        if values.same(album.title, album.artist):
            if has_year(material, index):
                yield Message(
                    "self-titled album", {"a": f"album.{index}"}, album_tokens(material, index), 6.5 - rank / 10
                )
            continue
        kind = "album" if has_year(material, index) else "undated album"
        yield Message(
            kind, {"a": f"album.{index}"}, album_tokens(material, index), 6.5 - rank / 10 - awkward(album.title)
        )
        if album.tracks in FEW:
            bindings = {"a": f"album.{index}", "n": f"={english.number_word(album.tracks)}"}
            yield Message("deep album", bindings, album_tokens(material, index), 6.5 - awkward(album.title))
    for index in by_year(material, material.albums):
        if index not in signed:
            yield Message("dated title", {"a": f"album.{index}"}, album_tokens(material, index), 4)
    yield from _span(material)
    for first, second in combinations(signed, 2):
        one, other = sheet.top_albums[first], sheet.top_albums[second]
        bindings = {"a": f"album.{first}", "b": f"album.{second}"}
        tokens = album_tokens(material, first) | album_tokens(material, second)
        worth = 7 - awkward(one.title) - awkward(other.title)
        if values.same(one.title, other.title):
            continue
        by_it = [values.key(album.artist) for album in sheet.top_albums].count(values.key(one.artist))
        if values.same(one.artist, other.artist) and by_it == 2:
            yield Message("two albums", bindings, tokens, worth)
        if one.year == other.year and has_year(material, first):
            number = [album.year for album in sheet.top_albums].count(one.year)
            kind = "same year" if number > 2 else "two of a year"
            titles = album_titles(material, first, second)
            yield Message(kind, bindings | {"n": f"={english.number_word(number)}"}, titles, worth)


def _span(material: Material) -> Iterator[Message]:
    sheet = material.sheet
    dated = by_year(material, material.albums)
    years = [sheet.top_albums[index].year or 0 for index in dated]
    if len(dated) < 2 or len(dated) != len({values.key(album.title) for album in sheet.top_albums}):
        return
    oldest, newest = dated[0], dated[-1]
    if years[-1] - years[0] >= SHORT_SPAN and years.count(years[0]) == years.count(years[-1]) == 1:
        titles = album_titles(material, oldest, newest)
        tokens = album_tokens(material, oldest) | album_tokens(material, newest)
        worth = 7 - awkward(sheet.top_albums[oldest].title) - awkward(sheet.top_albums[newest].title)
        kind = "span" if len(dated) > 2 else "two dates"
        if {oldest, newest} <= set(credited(material)):
            both = {"a": f"album.{oldest}", "b": f"album.{newest}"}
            yield Message(kind, both, titles if kind == "span" else tokens, worth)
        for kind, index in (("oldest", oldest), ("newest", newest)):
            if len(dated) > 2 and index in credited(material):
                yield Message(kind, {"a": f"album.{index}"}, album_tokens(material, index), worth)


def others(material: Material) -> Iterator[Message]:
    """Listed artists and genres."""
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
    if sheet.subject == "listener":  # an artist's are their own, or of a list that holds others too
        for some in choices(material.genres, (2,)):
            kind = "genres" if len(some) > 1 else "genre"
            yield Message(kind, {"g": enumerate_slots("genre", some)}, frozenset({"genre"}), 4.5)
