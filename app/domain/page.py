"""The page as visitors see it: one frozen document, built from the draft, stored in two parts.

`own` holds what the artist typed or wrote; `music` holds what came from the provider and the text made of it, so that
disconnecting can drop the second and keep the first (DESIGN.md section 5).
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.facts import Facts, Link
from app.domain.layout import Layout
from app.domain.photo import Photo
from app.domain.plain import plain
from app.domain.snapshot import SHOWN_ALBUMS, SHOWN_ARTISTS, SHOWN_TRACKS, Album, Snapshot, Track
from app.domain.words import Words


@dataclass(frozen=True, slots=True)
class Artwork:
    """As supplied: never cropped, overlaid or recoloured. Sizes in pixels where the provider says."""

    url: str
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class PageArtist:
    id: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class PageAlbum:
    id: str
    title: str
    artist: str
    year: int | None
    url: str
    artwork: Artwork | None
    caption: str
    caption_is_own: bool = True


@dataclass(frozen=True, slots=True)
class PageTrack:
    id: str
    title: str
    artist: str
    url: str


@dataclass(frozen=True, slots=True)
class Release:
    """The artist's own current release, and where it is."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything a visitor can read, but for the handle and the time of publishing. `seed` draws the emblem.

    `member` is the founding member's number, where its artist wants it shown.
    """

    display_name: str
    facts: Facts
    bio: str
    links: tuple[Link, ...]
    artists: tuple[PageArtist, ...]
    albums: tuple[PageAlbum, ...]
    tracks: tuple[PageTrack, ...]
    theme: str
    locale: str
    seed: str
    photo: Photo | None = None
    release: Release | None = None
    member: int | None = None
    bio_is_own: bool = True

    def fingerprint(self) -> str:
        """SHA-256 (hex) of the whole document: equal pages need no second version.

        What pages did not have from the start counts only where it is used: older versions keep their fingerprint.
        """
        document = _document(self)
        for later in ("photo", "release", "member"):
            if document[later] is None:
                del document[later]
        for link in document["links"]:
            del link["hidden"]
        return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()


def build(
    *,
    facts: Facts,
    fallback_name: str,
    links: tuple[Link, ...],
    music: Snapshot,
    words: Words,
    hidden: Collection[str],
    theme: str,
    locale: str,
    seed: str,
    photo: Photo | None = None,
    layout: Layout | None = None,
    member: int | None = None,
) -> Page:
    """The page of a draft. Hidden items leave a gap rather than let one move up that the artist has not seen."""
    layout = layout or Layout()
    release = Release(facts.current_release, layout.release_url)
    return Page(
        display_name=facts.display_name or fallback_name,
        facts=facts,
        bio=words.bio.text if words.bio and layout.shows("bio") else "",
        bio_is_own=words.bio is None or words.bio.is_own or not layout.shows("bio"),
        links=tuple(link for link in links if not link.hidden and layout.shows("links")),
        artists=tuple(
            PageArtist(artist.id, artist.name, artist.url)
            for artist in music.artists[:SHOWN_ARTISTS]
            if artist.id not in hidden and layout.shows("artists")
        ),
        albums=tuple(
            _album(album, words)
            for album in layout.pinned_first(music.albums[:SHOWN_ALBUMS])
            if album.id not in hidden and layout.shows("albums")
        ),
        tracks=tuple(
            _track(track) for track in music.tracks[:SHOWN_TRACKS] if track.id not in hidden and layout.shows("tracks")
        ),
        theme=theme,
        locale=locale,
        seed=seed,
        photo=photo,
        release=release if release.title and release.url else None,
        member=member,
    )


def split(page: Page, words: Words) -> tuple[dict[str, Any], dict[str, Any]]:
    """The stored parts (own, music). A text that the artist wrote is theirs; any other goes with the music."""
    document = _document(page)
    own_bio = words.bio is not None and words.bio.is_own
    own_captions = {album_id: text.text for album_id, text in words.captions.items() if text.is_own}
    own = {key: document[key] for key in ("facts", "links", "theme", "locale", "seed", "photo", "release", "member")}
    own |= {"bio": page.bio if own_bio else "", "captions": own_captions}
    own["display_name"] = page.facts.display_name
    music = {key: document[key] for key in ("display_name", "artists", "albums", "tracks")}
    music |= {"bio": "" if own_bio else page.bio}
    for album in music["albums"]:
        if album["id"] in own_captions:
            album["caption"] = ""
    return own, music


def join(own: Mapping[str, Any], music: Mapping[str, Any] | None) -> Page:
    """Read back what `split` made; without the music part, a page of own words only."""
    rest: Mapping[str, Any] = music or {}
    facts = {**own["facts"], "instruments": tuple(own["facts"]["instruments"])}
    facts["influences"] = tuple(own["facts"]["influences"])
    return Page(
        display_name=own["display_name"] or rest.get("display_name", ""),
        facts=Facts(**facts),
        bio=own["bio"] or rest.get("bio", ""),
        bio_is_own=bool(own["bio"] or not rest.get("bio")),
        links=tuple(Link(**link) for link in own["links"]),
        artists=tuple(PageArtist(**artist) for artist in rest.get("artists", ())),
        albums=tuple(_stored_album(album, own["captions"]) for album in rest.get("albums", ())),
        tracks=tuple(PageTrack(**track) for track in rest.get("tracks", ())),
        theme=own["theme"],
        locale=own["locale"],
        seed=own["seed"],
        photo=Photo(**own["photo"]) if own.get("photo") else None,
        release=Release(**own["release"]) if own.get("release") else None,
        member=own.get("member"),
    )


def _document(page: Page) -> dict[str, Any]:
    """The page as it is stored, where the part that a text lies in says whose it is."""
    document: dict[str, Any] = plain(page)
    for part, flag in ((document, "bio_is_own"), *((album, "caption_is_own") for album in document["albums"])):
        del part[flag]
    return document


def _album(album: Album, words: Words) -> PageAlbum:
    caption = words.captions.get(album.id)
    return PageAlbum(
        id=album.id,
        title=album.title,
        artist=", ".join(album.artists),
        year=album.year,
        url=album.url,
        artwork=Artwork(**plain(album.images[0])) if album.images else None,
        caption=caption.text if caption else "",
        caption_is_own=caption is None or caption.is_own,
    )


def _track(track: Track) -> PageTrack:
    return PageTrack(track.id, track.name, ", ".join(artist.name for artist in track.artists), track.url)


def _stored_album(stored: Mapping[str, Any], own_captions: Mapping[str, str]) -> PageAlbum:
    artwork = Artwork(**stored["artwork"]) if stored["artwork"] else None
    is_own = stored["id"] in own_captions or not stored["caption"]
    caption = own_captions.get(stored["id"], stored["caption"])
    return PageAlbum(**{**stored, "artwork": artwork, "caption": caption, "caption_is_own": is_own})
