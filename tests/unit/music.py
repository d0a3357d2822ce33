"""Makers of the domain's music values for tests, and Hypothesis strategies of whole lists."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from app.domain.snapshot import AlbumRef, Artist, ArtistRef, Image, Track


def credit(key: str = "a") -> ArtistRef:
    return ArtistRef(key, f"Artist {key}", f"https://open.spotify.com/artist/{key}")


def artist(key: str, **changes: Any) -> Artist:
    made = Artist(key, f"Artist {key}", f"https://open.spotify.com/artist/{key}", (image(key),), ("dub",))
    return replace(made, **changes)


def image(key: str) -> Image:
    return Image(f"https://i.scdn.co/image/{key}", 640, 640)


def release(key: str, kind: Any = "album", **changes: Any) -> AlbumRef:
    made = AlbumRef(
        key, f"Album {key}", f"https://open.spotify.com/album/{key}", kind, 11, (image(key),), 1999, (credit(),)
    )
    return replace(made, **changes)


def track(key: str, album: AlbumRef | None = None, popularity: int | None = None, **changes: Any) -> Track:
    made = Track(key, f"Track {key}", f"https://open.spotify.com/track/{key}", (credit(),), album, popularity)
    return replace(made, **changes)


releases = st.builds(
    release, st.sampled_from("ABCDEFG"), st.sampled_from(["album", "album", "single", "compilation", None])
)


def _numbered(drawn: list[tuple[AlbumRef, int | None]]) -> list[Track]:
    return [track(f"t{number}", album, popularity) for number, (album, popularity) in enumerate(drawn)]


def track_lists(popularity: st.SearchStrategy[int | None]) -> st.SearchStrategy[list[Track]]:
    """Up to 50 different tracks of a few releases. One release id may come with several kinds."""
    return st.lists(st.tuples(releases, popularity), max_size=50).map(_numbered)


rated = st.integers(0, 100)
maybe_rated = st.none() | rated
