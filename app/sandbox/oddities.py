"""Payloads seen in the wild, as changes to ordinary items: one function per oddity, one table that says where.

The year "0000" and dates of year and month precision need no change here: they are in the release file.
"""

from collections.abc import Callable

from app.sandbox.wire import Json

SAME_RECORDING = "Weathervane"


def _album_is_null(track: Json) -> None:
    track["album"] = None


def _no_artists(track: Json) -> None:
    track["artists"] = []


def _images_empty(track: Json) -> None:
    track["album"]["images"] = []


def _images_null(track: Json) -> None:
    track["album"]["images"] = None


def _sizes_null(track: Json) -> None:
    for image in track["album"]["images"]:
        image["height"] = image["width"] = None


def _keys_missing(track: Json) -> None:
    for key in ("external_ids", "external_urls", "duration_ms", "explicit", "href"):
        del track[key]


def _removed_album(track: Json) -> None:
    """The label took the release down: no picture, nothing to play."""
    if track["album"]["album_type"] == "single":
        del track["album"]["images"]
        track["album"]["is_playable"] = track["is_playable"] = False


BY_TITLE: dict[str, Callable[[Json], None]] = {
    "Afterimage": _album_is_null,
    "Phosphor": _no_artists,
    "Blink Twice": _keys_missing,
    "Afterimage (Demo)": _sizes_null,
    "Lamplighter's Reel": _images_empty,
    "The Whistling Governess": _images_null,
    SAME_RECORDING: _removed_album,
}


def local_file() -> Json:
    """A file from the person's own disk, as Spotify lists it."""
    return {
        "album": {
            "album_type": None,
            "artists": [],
            "external_urls": {},
            "href": None,
            "id": None,
            "images": [],
            "name": "Kitchen Tapes",
            "release_date": None,
            "release_date_precision": None,
            "type": "album",
            "uri": None,
        },
        "artists": [{"external_urls": {}, "href": None, "id": None, "name": "Mum", "type": "artist", "uri": None}],
        "disc_number": 0,
        "duration_ms": 187_000,
        "explicit": False,
        "external_ids": {},
        "external_urls": {},
        "href": None,
        "id": None,
        "is_local": True,
        "name": "Birthday Song (phone recording)",
        "track_number": 0,
        "type": "track",
        "uri": "spotify:local:Mum:Kitchen+Tapes:Birthday+Song+%28phone+recording%29:187",
    }


def spoil_tracks(tracks: list[Json]) -> list[Json | None]:
    """Break the tracks named in the table; repeat the first, and add a local file and a null item."""
    recording = next(track["external_ids"] for track in tracks if track["name"] == SAME_RECORDING)
    for track in tracks:
        if track["name"] == SAME_RECORDING:
            track["external_ids"] = recording
        if spoil := BY_TITLE.get(track["name"]):
            spoil(track)
    spoiled: list[Json | None] = list(tracks)
    spoiled.insert(4, tracks[0])
    spoiled.insert(7, local_file())
    spoiled.insert(9, None)
    return spoiled
