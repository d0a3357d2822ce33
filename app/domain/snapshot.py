"""The music of one person as fetched: values that every room shares, their stored form, their fingerprint."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from app.domain.plain import plain

AlbumKind = Literal["album", "single", "compilation"]

SHOWN_ARTISTS = 5
SHOWN_ALBUMS = 5
SHOWN_TRACKS = 3


@dataclass(frozen=True, slots=True)
class Image:
    """An artwork's address as supplied; sizes in pixels, None when the provider does not say."""

    url: str
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class ArtistRef:
    """An artist as named by a track or an album."""

    id: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Artist:
    """One of the top artists. Images widest first; genres are empty in Development Mode."""

    id: str
    name: str
    url: str
    images: tuple[Image, ...] = ()
    genres: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AlbumRef:
    """The release that a track was listed from. `kind` is None when unknown; images widest first."""

    id: str
    name: str
    url: str
    kind: AlbumKind | None = None
    total_tracks: int | None = None
    images: tuple[Image, ...] = ()
    release_year: int | None = None
    artists: tuple[ArtistRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Track:
    """One of the top tracks. `artists` is never empty; `popularity` is 0-100 or None when not supplied."""

    id: str
    name: str
    url: str
    artists: tuple[ArtistRef, ...]
    album: AlbumRef | None = None
    popularity: int | None = None
    explicit: bool | None = None
    isrc: str | None = None
    duration_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Album:
    """An album behind the top tracks. `score` only orders (see `albums.derive`) and is never shown."""

    id: str
    title: str
    artists: tuple[str, ...]
    url: str
    images: tuple[Image, ...]
    year: int | None
    track_ids: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The whole pool, best first: up to 50 artists, up to 50 tracks, and every album derived from these tracks."""

    artists: tuple[Artist, ...] = ()
    tracks: tuple[Track, ...] = ()
    albums: tuple[Album, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show at all."""
        return not (self.artists or self.tracks)

    def to_json(self) -> dict[str, Any]:
        """A dict for a JSON column: field names as above, tuples as lists, `shape` for later migrations."""
        said: dict[str, Any] = plain(self)
        return {"shape": 1} | said

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Snapshot":
        """Read back what `to_json` wrote; unknown fields are an error, because we alone write this column."""
        return cls(
            artists=tuple(_artist(item) for item in stored["artists"]),
            tracks=tuple(_track(item) for item in stored["tracks"]),
            albums=tuple(_album(item) for item in stored["albums"]),
        )


def fingerprint(snapshot: Snapshot) -> str:
    """SHA-256 (hex) over what a page can show: ids, names, links and artwork of the top 5 artists, 5 albums, 3 tracks.

    Popularity, scores and everything further down the lists stay out, so that their drift makes no new version.
    """
    shown = {
        "artists": [(a.id, a.name, a.url, _artwork(a.images)) for a in snapshot.artists[:SHOWN_ARTISTS]],
        "albums": [
            (a.id, a.title, a.artists, a.year, a.url, _artwork(a.images)) for a in snapshot.albums[:SHOWN_ALBUMS]
        ],
        "tracks": [
            (t.id, t.name, [a.name for a in t.artists], t.url, _artwork(t.album.images) if t.album else [])
            for t in snapshot.tracks[:SHOWN_TRACKS]
        ],
    }
    text = json.dumps(shown, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _artwork(images: tuple[Image, ...]) -> list[str]:
    return [image.url for image in images]


def _images(stored: list[dict[str, Any]]) -> tuple[Image, ...]:
    return tuple(Image(**image) for image in stored)


def _refs(stored: list[dict[str, Any]]) -> tuple[ArtistRef, ...]:
    return tuple(ArtistRef(**ref) for ref in stored)


def _artist(stored: dict[str, Any]) -> Artist:
    return Artist(**{**stored, "images": _images(stored["images"]), "genres": tuple(stored["genres"])})


def _album_ref(stored: dict[str, Any]) -> AlbumRef:
    return AlbumRef(**{**stored, "images": _images(stored["images"]), "artists": _refs(stored["artists"])})


def _track(stored: dict[str, Any]) -> Track:
    album = None if stored["album"] is None else _album_ref(stored["album"])
    return Track(**{**stored, "artists": _refs(stored["artists"]), "album": album})


def _album(stored: dict[str, Any]) -> Album:
    lists = {"artists": tuple(stored["artists"]), "track_ids": tuple(stored["track_ids"])}
    return Album(**{**stored, **lists, "images": _images(stored["images"])})
