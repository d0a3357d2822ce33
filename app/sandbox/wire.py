"""Spotify's JSON, built from the invented music. Pure: values in, dictionaries out.

Three shapes. ``development``: what a Development Mode app gets since March 2026, some fields missing as keys.
``extended``: the whole object of the published OpenAPI description. ``minimal``: only the keys that nobody has
ever seen missing. ``base`` is the sandbox's own origin.
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from app.sandbox.catalogue import Artist, Release, Track, digest, spotify_id
from app.sandbox.people import Person

Json = dict[str, Any]
DEVELOPMENT, EXTENDED, MINIMAL = SHAPES = ("development", "extended", "minimal")
_NOT_MINIMAL = frozenset(
    ("display_name", "explicit", "external_ids", "images", "is_local", "is_playable", "disc_number", "track_number")
)
_MARKETS = ["AR", "BR", "DE", "EG", "FR", "GB", "IN", "JP", "KR", "NO", "SE", "TH", "US"]


def images(base: str, item_id: str, widths: Sequence[int] = (640, 300, 64)) -> list[Json]:
    """Square pictures, widest first, drawn by ``artwork`` on request."""
    return [{"url": f"{base}/image/{item_id}-{w}.jpg", "height": w, "width": w} for w in widths]


def identity(base: str, kind: str, item_id: str) -> Json:
    """The five keys that every catalogue object carries."""
    return {
        "external_urls": {"spotify": f"https://open.spotify.com/{kind}/{item_id}"},
        "href": f"{base}/v1/{kind}s/{item_id}",
        "id": item_id,
        "type": kind,
        "uri": f"spotify:{kind}:{item_id}",
    }


def shaped(body: Json, shape: str) -> Json:
    """The same object, without the keys that may be missing when the shape is minimal."""
    if shape != MINIMAL:
        return body
    kept = {key: value for key, value in body.items() if key not in _NOT_MINIMAL}
    if album := kept.get("album"):
        kept["album"] = shaped(album, shape)
    return kept


def user(base: str, person: Person, shape: str, *, with_account_id: bool) -> Json:
    body: Json = {
        "display_name": person.name,
        "external_urls": {"spotify": f"https://open.spotify.com/user/{person.user_id}"},
        "href": f"{base}/v1/users/{person.user_id}",
        "id": person.user_id,
        "images": images(base, spotify_id("portrait", person.key), (300, 64)) if person.has_picture else [],
        "type": "user",
        "uri": f"spotify:user:{person.user_id}",
    }
    if with_account_id:
        body["account_id"] = person.account_id
    if shape == EXTENDED:
        body |= {
            "country": "NO",
            "explicit_content": {"filter_enabled": False, "filter_locked": False},
            "followers": {"href": None, "total": digest("fans", person.key) % 400},
            "product": "premium",
        }
    return shaped(body, shape)


def simplified_artist(base: str, artist: Artist) -> Json:
    return {"name": artist.name} | identity(base, "artist", artist.id)


def artist_object(base: str, artist: Artist, shape: str) -> Json:
    """In Development Mode exactly external_urls, href, id, images, name, type, uri."""
    body = simplified_artist(base, artist) | {"images": images(base, artist.id, (640, 320, 160))}
    if shape == EXTENDED:
        chance = digest("fame", artist.id)
        body |= {
            "followers": {"href": None, "total": 300 + chance % 2_000_000},
            "genres": list(artist.genres),
            "popularity": 5 + chance % 80,
        }
    return shaped(body, shape)


def album_object(base: str, release: Release, shape: str) -> Json:
    """The album inside a track."""
    body = identity(base, "album", release.id) | {
        "album_type": release.album_type,
        "artists": [simplified_artist(base, release.artist)],
        "images": images(base, release.id),
        "is_playable": True,
        "name": release.title,
        "release_date": release.date,
        "release_date_precision": release.precision,
        "total_tracks": release.total,
    }
    if shape == EXTENDED:
        body["available_markets"] = list(_MARKETS)
    return body


def discography_object(base: str, release: Release, shape: str) -> Json:
    """The album inside /artists/{id}/albums."""
    group = {"album_group": release.album_type} if shape == EXTENDED else {}
    return shaped(album_object(base, release, shape) | group, shape)


def simplified_track(base: str, track: Track, shape: str) -> Json:
    body = identity(base, "track", track.id) | {
        "artists": [simplified_artist(base, artist) for artist in track.artists],
        "disc_number": 1,
        "duration_ms": track.duration_ms,
        "explicit": track.explicit,
        "is_local": False,
        "is_playable": True,
        "name": track.title,
        "track_number": track.number,
    }
    if shape == EXTENDED:
        body |= {"available_markets": list(_MARKETS), "preview_url": None}
    return body


def track_object(base: str, track: Track, release: Release, shape: str) -> Json:
    """A whole track; the caller takes it through ``shaped`` once it has spoiled what it wants."""
    body = simplified_track(base, track, shape) | {
        "album": album_object(base, release, shape),
        "external_ids": {"isrc": track.isrc},
    }
    if shape == EXTENDED:
        body["popularity"] = digest("plays", track.id) % 90
    return body


def full_album(base: str, release: Release, shape: str) -> Json:
    """GET /albums/{id}: with its tracks and copyrights."""
    tracks = [simplified_track(base, track, shape) for track in release.tracks]
    href = f"{base}/v1/albums/{release.id}/tracks"
    body = album_object(base, release, shape) | {
        "copyrights": [{"text": f"{release.date[:4]} {release.artist.name}", "type": "P"}],
        "external_ids": {"upc": f"{digest('upc', release.id) % 10**12:012d}"},
        "genres": [],
        "tracks": paging(href, tracks, limit=50, offset=0),
    }
    if shape == EXTENDED:
        body |= {"label": f"{release.artist.name} Recordings", "popularity": digest("sold", release.id) % 80}
    return shaped(body, shape)


def paging(href: str, items: Sequence[Any], *, limit: int, offset: int, **query: str) -> Json:
    """Spotify's paging object over the whole list ``items``."""

    def address(start: int) -> str:
        return f"{href}?{urlencode({**query, 'offset': start, 'limit': limit})}"

    return {
        "href": address(offset),
        "items": list(items[offset : offset + limit]),
        "limit": limit,
        "next": address(offset + limit) if offset + limit < len(items) else None,
        "offset": offset,
        "previous": address(max(0, offset - limit)) if offset > 0 else None,
        "total": len(items),
    }
