"""The invented music: releases by artists who do not exist, read from ``data/releases/*.json``.

A release file is a list of ``{"slug", "artist", "title", "date", "type", "total", "genres", "tracks"}``.
The precision of ``date`` follows from its length; a track is a title, or ``"title ~ guest"``;
the artist "Various Artists" needs a performer on every track, written the same way.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
VARIOUS_ARTISTS = "Various Artists"
_VARIOUS_ARTISTS_ID = "0LyfQWJT6nXafLPZqxe9Of"  # the one real id: Spotify uses it for every compilation
_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_PRECISION_BY_LENGTH = {4: "year", 7: "month", 10: "day"}


@dataclass(frozen=True, slots=True)
class Artist:
    id: str
    name: str
    genres: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """An album, single or compilation; ``titles`` are the known tracks, ``total`` what Spotify would count."""

    id: str
    slug: str
    title: str
    artist: Artist
    album_type: str
    date: str
    total: int
    tracks: tuple["Track", ...] = ()

    @property
    def precision(self) -> str:
        return _PRECISION_BY_LENGTH[len(self.date)]


@dataclass(frozen=True, slots=True)
class Track:
    id: str
    title: str
    artists: tuple[Artist, ...]
    number: int
    duration_ms: int
    isrc: str
    explicit: bool


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that can be listened to, by slug and by id."""

    releases: dict[str, Release]
    releases_by_id: dict[str, Release]
    artists_by_id: dict[str, Artist]

    def releases_of(self, artist_id: str) -> tuple[Release, ...]:
        """An artist's own releases, newest first."""
        own = [release for release in self.releases.values() if release.artist.id == artist_id]
        return tuple(sorted(own, key=lambda release: release.date, reverse=True))


def digest(*parts: object) -> int:
    """A number that depends on nothing but its arguments."""
    text = "\x1f".join(str(part) for part in parts)
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")


def spotify_id(kind: str, *parts: object) -> str:
    """A base62 id of 22 characters, as Spotify's are, always the same for the same thing."""
    number, letters = digest(kind, *parts), []
    for _ in range(22):
        number, remainder = divmod(number, 62)
        letters.append(_BASE62[remainder])
    return "".join(letters)


def artist_named(name: str, genres: Iterable[str] = ()) -> Artist:
    artist_id = _VARIOUS_ARTISTS_ID if name == VARIOUS_ARTISTS else spotify_id("artist", name)
    return Artist(artist_id, name, tuple(genres))


def load() -> Catalogue:
    """Read every release file; a slug used twice is an error, because people refer to slugs."""
    releases: dict[str, Release] = {}
    artists: dict[str, Artist] = {}
    for path in sorted((DATA / "releases").glob("*.json")):
        for entry in json.loads(path.read_text(encoding="utf-8")):
            release = _release(entry)
            if release.slug in releases:
                raise ValueError(f"{path.name}: the slug {release.slug!r} is used twice")
            releases[release.slug] = release
            artists[release.artist.id] = release.artist
            for track in release.tracks:
                for artist in track.artists:
                    artists.setdefault(artist.id, artist)
    return Catalogue(releases, {release.id: release for release in releases.values()}, artists)


def _release(entry: dict[str, Any]) -> Release:
    slug = entry["slug"]
    artist = artist_named(entry["artist"], entry.get("genres", ()))
    return Release(
        id=spotify_id("album", slug),
        slug=slug,
        title=entry["title"],
        artist=artist,
        album_type=entry.get("type", "album"),
        date=entry["date"],
        total=entry.get("total", len(entry["tracks"])),
        tracks=tuple(
            _track(slug, artist, number, line, entry["date"]) for number, line in enumerate(entry["tracks"], start=1)
        ),
    )


def _track(slug: str, artist: Artist, number: int, line: str, date: str) -> Track:
    title, _, guest = line.partition(" ~ ")
    if artist.name == VARIOUS_ARTISTS:
        artists: tuple[Artist, ...] = (artist_named(guest),)
    else:
        artists = (artist, artist_named(guest)) if guest else (artist,)
    chance = digest("track", slug, number)
    return Track(
        id=spotify_id("track", slug, number),
        title=title,
        artists=artists,
        number=number,
        duration_ms=95_000 + chance % 280_000,
        isrc=f"ZZ{'ABCDEFGHJK'[chance % 10]}{'LMNPQRSTUV'[chance // 10 % 10]}{chance // 100 % 10}"
        f"{date[2:4]}{chance // 1000 % 100_000:05d}",
        explicit=chance % 17 == 0,
    )
