"""Spotify's JSON to our values: everything optional but what a page cannot do without; oddities skip an item, no more.

Required of an item: `id`, `name`, `external_urls.spotify`; of a track also `artists` and `album`. All else may lack.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, get_args
from urllib.parse import urlsplit

from app.domain.errors import SpotifyUnavailable
from app.domain.snapshot import AlbumKind, AlbumRef, Artist, ArtistRef, Image, Track
from app.spotify.values import Account

ALBUM_KINDS = get_args(AlbumKind)
NAME_LENGTH = 1000
URL_LENGTH = 2048
ITEM_ID = re.compile(r"[A-Za-z0-9._:~-]{1,128}")
ISRC = re.compile(r"[A-Z0-9]{12}")
YEAR = re.compile(r"([12][0-9]{3})(?:-|$)")
BREAKS = re.compile(r"[\t\n\v\f\r]+")
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")
UNPAIRED = re.compile(r"[\ud800-\udfff]")
URL_STOPS = re.compile(r"[\x00-\x20\x7f\"<>\\^`{|}]")
PLAIN_URL = re.compile(r"(https?)://[a-z0-9.-]*[a-z0-9](?::[0-9]{1,5})?/[A-Za-z0-9/._~-]*")
"""What nearly every address is; the others are taken apart. A list of 50 tracks has about 400."""

T = TypeVar("T")
Json = Mapping[str, Any]


def account(document: Json) -> Account:
    """The answer of /me; SpotifyUnavailable("contract") without a user id."""
    user_id = text(document.get("id"))
    if user_id is None:
        raise SpotifyUnavailable("contract")
    pictures = images(document.get("images"))
    return Account(
        account_id=text(document.get("account_id")),
        user_id=user_id,
        display_name=text(document.get("display_name")),
        image_url=pictures[0].url if pictures else None,
    )


def artists(document: Json) -> tuple[Artist, ...]:
    """A page of artists, best first."""
    return tuple(_each(artist, _items(document)))


def tracks(document: Json) -> tuple[Track, ...]:
    """A page of tracks, best first."""
    return tuple(_each(track, _items(document)))


def artist(item: object) -> Artist | None:
    """One artist of the list; None when it cannot be shown."""
    if not isinstance(item, dict) or (required := _required(item)) is None:
        return None
    genres = _each(text, _list(item.get("genres")))
    return Artist(*required, images=images(item.get("images")), genres=tuple(genres))


def track(item: object) -> Track | None:
    """One track of the list; None for local files, for other media, and when it cannot be shown.

    An album that lacks what it needs itself (removed from the catalogue) leaves the track without an album.
    """
    if not isinstance(item, dict) or item.get("is_local") is True or not isinstance(item.get("album"), dict):
        return None
    required, credited = _required(item), tuple(_each(_artist_ref, _list(item.get("artists"))))
    if required is None or not credited:
        return None
    return Track(
        *required,
        artists=credited,
        album=_album_ref(item["album"]),
        popularity=_whole(item.get("popularity"), most=100),
        explicit=item["explicit"] if isinstance(item.get("explicit"), bool) else None,
        isrc=_isrc(item.get("external_ids")),
        duration_ms=_whole(item.get("duration_ms")),
    )


def images(value: object) -> tuple[Image, ...]:
    """Artwork widest first; those without a width keep their order at the end."""
    found = _each(_image, _list(value))
    return tuple(sorted(found, key=lambda image: -(image.width or 0)))


def text(value: object) -> str | None:
    """A name as supplied, in NFC, without what no page or database can hold; None when nothing is left."""
    if not isinstance(value, str):
        return None
    begun = value[: 4 * NAME_LENGTH]
    if not (begun.isascii() and begun.isprintable()):  # most are, and then there is nothing to clean
        clean = UNPRINTABLE.sub("", BREAKS.sub(" ", UNPAIRED.sub("�", begun)))
        begun = unicodedata.normalize("NFC", clean)
    return begun.strip()[:NAME_LENGTH] or None


def token_fields(document: Json) -> dict[str, Any]:
    """A token answer reduced to fields of the right type; SpotifyUnavailable("contract") without an access token.

    `refresh_token` is left out when it is missing, null or empty, `scope` when it is not named. Without a usable
    `expires_in` the documented hour is assumed.
    """
    access_token = document.get("access_token")
    if not is_bearer(access_token):
        raise SpotifyUnavailable("contract")
    lifetime = document.get("expires_in")
    fields = {"access_token": access_token, "token_type": "Bearer", "expires_in": _lifetime(lifetime)}
    refresh_token, scope = document.get("refresh_token"), document.get("scope")
    if isinstance(refresh_token, str) and refresh_token:
        fields["refresh_token"] = refresh_token
    if isinstance(scope, str):
        fields["scope"] = scope
    return fields


def is_bearer(value: object) -> bool:
    """Whether this can stand in an Authorization header."""
    return isinstance(value, str) and re.fullmatch(r"[!-~]{1,8192}", value) is not None


def _lifetime(value: object) -> int:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value):
        return int(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 10**9:
        return int(value)
    return 3600


def _items(document: Json) -> list[object]:
    items = document.get("items")
    if not isinstance(items, list):
        raise SpotifyUnavailable("contract")
    return items


def _each(parse: Callable[[object], T | None], values: Iterable[object]) -> list[T]:
    return [parsed for value in values if (parsed := parse(value)) is not None]


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _required(item: Json) -> tuple[str, str, str] | None:
    """Id, name and link; None when one is missing."""
    item_id, name, links = item.get("id"), text(item.get("name")), item.get("external_urls")
    url = _link(links.get("spotify")) if isinstance(links, dict) else None
    if not isinstance(item_id, str) or not ITEM_ID.fullmatch(item_id) or name is None or url is None:
        return None
    return item_id, name, url


def _artist_ref(item: object) -> ArtistRef | None:
    required = _required(item) if isinstance(item, dict) else None
    return None if required is None else ArtistRef(*required)


def _album_ref(item: Json) -> AlbumRef | None:
    if (required := _required(item)) is None:
        return None
    kind = item.get("album_type")
    return AlbumRef(
        *required,
        kind=kind if kind in ALBUM_KINDS else None,
        total_tracks=_whole(item.get("total_tracks")),
        images=images(item.get("images")),
        release_year=_year(item.get("release_date")),
        artists=tuple(_each(_artist_ref, _list(item.get("artists")))),
    )


def _image(item: object) -> Image | None:
    url = item.get("url") if isinstance(item, dict) else None
    if not isinstance(item, dict) or not isinstance(url, str) or not _is_address(url, {"https", "http"}):
        return None
    return Image(url, width=_whole(item.get("width")), height=_whole(item.get("height")))


def _link(value: object) -> str | None:
    return value if isinstance(value, str) and _is_address(value, {"https"}) else None


def _is_address(url: str, schemes: set[str]) -> bool:
    if len(url) > URL_LENGTH:
        return False
    if plain := PLAIN_URL.fullmatch(url):
        return plain[1] in schemes
    if URL_STOPS.search(url) or UNPAIRED.search(url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in schemes and bool(parts.hostname) and "@" not in parts.netloc


def _whole(value: object, most: int = 2**31 - 1) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most else None


def _year(value: object) -> int | None:
    match = YEAR.match(value) if isinstance(value, str) else None
    return None if match is None else int(match[1])


def _isrc(value: object) -> str | None:
    code = value.get("isrc") if isinstance(value, dict) else None
    plain = code.replace("-", "").upper() if isinstance(code, str) else ""
    return plain if ISRC.fullmatch(plain) else None
