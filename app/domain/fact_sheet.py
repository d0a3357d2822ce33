"""The fact sheet: everything a text about a profile may say, each fact with its source (COPY.md).

The same sheet feeds every writer and the critic. `typed` holds what the artist typed; every other
field came from Spotify and may not reach a language model unless the operator says so (SPOTIFY.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Subject = Literal["artist", "listener"]
Tone = Literal["plain", "warm", "dry", "playful"]

SUBJECTS: tuple[Subject, ...] = ("artist", "listener")
TONES: tuple[Tone, ...] = ("plain", "warm", "dry", "playful")


@dataclass(frozen=True, slots=True)
class TrackFact:
    """One of the top tracks; `album` is the empty string when unknown."""

    title: str
    artist: str
    album: str = ""


@dataclass(frozen=True, slots=True)
class AlbumFact:
    """One of the top albums; `tracks` counts how many of the listed top tracks are on it."""

    title: str
    artist: str
    year: int | None = None
    tracks: int = 0


@dataclass(frozen=True, slots=True)
class TypedFacts:
    """What the artist typed about themselves; empty means not said."""

    role: str = ""
    city: str = ""
    instruments: tuple[str, ...] = ()
    influences: tuple[str, ...] = ()
    current_release: str = ""
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class FactSheet:
    """One profile's facts, in the order in which the page shows them."""

    id: str
    subject: Subject
    display_name: str
    top_artists: tuple[str, ...] = ()
    top_tracks: tuple[TrackFact, ...] = ()
    top_albums: tuple[AlbumFact, ...] = ()
    genres: tuple[str, ...] = ()
    typed: TypedFacts = field(default_factory=TypedFacts)


def parse(document: Mapping[str, Any]) -> FactSheet:
    """Read the JSON shape of COPY.md; any part may be missing or null. Raises ValueError on a wrong shape.

    A tone that we do not know is `plain`: it says how to speak, not what is true, and other programs name others.
    """
    typed = _mapping(document.get("typed"), "typed")
    subject = document.get("subject") or "artist"
    if subject not in SUBJECTS:
        raise ValueError(f"subject must be one of {', '.join(SUBJECTS)}")
    return FactSheet(
        id=str(document.get("id", "")),
        subject=subject,
        display_name=_text(document.get("display_name"), "display_name"),
        top_artists=_texts(document.get("top_artists"), "top_artists"),
        top_tracks=tuple(
            TrackFact(
                title=_text(track.get("title"), "title"),
                artist=_text(track.get("artist"), "artist"),
                album=_text(track.get("album"), "album"),
            )
            for track in _mappings(document.get("top_tracks"), "top_tracks")
        ),
        top_albums=tuple(
            AlbumFact(
                title=_text(album.get("title"), "title"),
                artist=_text(album.get("artist"), "artist"),
                year=_whole(album.get("year"), "year"),
                tracks=_whole(album.get("tracks"), "tracks") or 0,
            )
            for album in _mappings(document.get("top_albums"), "top_albums")
        ),
        genres=_texts(document.get("genres"), "genres"),
        typed=TypedFacts(
            role=_text(typed.get("role"), "role"),
            city=_text(typed.get("city"), "city"),
            instruments=_texts(typed.get("instruments"), "instruments"),
            influences=_texts(typed.get("influences"), "influences"),
            current_release=_text(typed.get("current_release"), "current_release"),
            tone=_tone(typed.get("tone")),
        ),
    )


def _tone(value: object) -> Tone:
    return next((tone for tone in TONES if tone == value), "plain")


def _mapping(value: object, name: str) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise ValueError(f"{name} must be an object")
    return value


def _mappings(value: object, name: str) -> list[Mapping[str, Any]]:
    return [_mapping(item, name) for item in _list(value, name)]


def _texts(value: object, name: str) -> tuple[str, ...]:
    return tuple(text for item in _list(value, name) if (text := _text(item, name)))


def _list(value: object, name: str) -> list[object]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise ValueError(f"{name} must be a list")
    return value


def _text(value: object, name: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"{name} must be text")
    return value.strip()


def _whole(value: object, name: str) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{name} must be a whole number")
    return value
