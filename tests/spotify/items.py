"""Items as Spotify sends them, to be bent by a test."""

from typing import Any

Item = dict[str, Any]


def artist(key: str = "a1", **changes: Any) -> Item:
    """An artist of the top list as seen in Development Mode."""
    item: Item = {
        "external_urls": {"spotify": f"https://open.spotify.com/artist/{key}"},
        "href": f"https://api.spotify.com/v1/artists/{key}",
        "id": key,
        "images": [
            {"url": f"https://i.scdn.co/image/{key}-64", "width": 64, "height": 64},
            {"url": f"https://i.scdn.co/image/{key}-640", "width": 640, "height": 640},
        ],
        "name": f"Artist {key}",
        "type": "artist",
        "uri": f"spotify:artist:{key}",
    }
    return _changed(item, changes)


def credit(key: str = "a1", **changes: Any) -> Item:
    """An artist as credited on a track or an album."""
    return _changed({name: artist(key)[name] for name in ("external_urls", "href", "id", "name", "type")}, changes)


def album(key: str = "al1", **changes: Any) -> Item:
    item: Item = {
        "album_type": "album",
        "total_tracks": 11,
        "external_urls": {"spotify": f"https://open.spotify.com/album/{key}"},
        "id": key,
        "images": [{"url": f"https://i.scdn.co/image/{key}", "width": 640, "height": 640}],
        "name": f"Album {key}",
        "release_date": "1968-11",
        "release_date_precision": "month",
        "artists": [credit()],
    }
    return _changed(item, changes)


def track(key: str = "t1", **changes: Any) -> Item:
    item: Item = {
        "album": album(),
        "artists": [credit()],
        "duration_ms": 215_000,
        "explicit": False,
        "external_ids": {"isrc": "USRC17607839"},
        "external_urls": {"spotify": f"https://open.spotify.com/track/{key}"},
        "id": key,
        "is_local": False,
        "name": f"Track {key}",
        "popularity": 61,
        "type": "track",
    }
    return _changed(item, changes)


def page(*items: Any) -> Item:
    """A page of a top list."""
    return {"items": list(items), "total": len(items), "limit": 50, "offset": 0, "next": None, "previous": None}


class Absent:
    """A change that takes the key away."""


def _changed(item: Item, changes: Item) -> Item:
    merged = {**item, **changes}
    return {name: value for name, value in merged.items() if value is not Absent}
