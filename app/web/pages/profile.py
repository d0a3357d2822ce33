"""The artist's page (`templates/public/page.html`) and its JSON, from the same document."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import url_for
from markupsafe import Markup, escape

from app.domain import link_icons, name_fit, scripts, signals, words
from app.domain.language import N_, Language, language
from app.domain.page import Artwork, Page, PageAlbum, PageArtist, PageTrack, Release
from app.domain.palette import palette
from app.domain.photo import Photo
from app.domain.themes import TWO_REELS, catalogue_number
from app.services import pictures
from app.services.examples import Example
from app.web.context import services
from app.web.pages import head

UNSAID = 640
"""Sides of artwork whose size the provider did not say: covers are square."""

SAME_AS_ROOM = 1_500
"""Bytes of the addresses in JSON-LD, each with what stands around it; fewer where the words take more."""

FIRST = 8 * 1024
"""Bytes of a page in which crawlers look."""

TAGS = 1_500
"""What the page has until the end of JSON-LD beside words and addresses: the tags themselves."""

ENSEMBLES = ("band", "duo", "trio", "quartet", "quintet", "ensemble", "orchestra", "choir", "collective", "group")


@dataclass(frozen=True, slots=True)
class LinkView:
    label: str
    url: str
    host: str = ""
    ping: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class PhotoView:
    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """`action` is what the link says: OPEN SPOTIFY where it leads there, as Spotify's terms ask."""

    title: str
    url: str
    icon: str
    host: str
    action: str
    ping: str = ""


LEGAL = ((N_("Privacy"), "/privacy"), (N_("Terms"), "/terms"))


@dataclass(frozen=True, slots=True)
class AlbumView:
    id: str
    title: str
    artist: str
    year: str
    caption: str
    url: str
    image: Artwork | None
    caption_lang: str
    caption_dir: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfilePage:
    """Everything that the template shows; `image` of an album is None without artwork that may be shown."""

    lang: str
    dir: str
    title: str
    description: str
    canonical: str
    theme_color: str
    meta: tuple[head.Meta, ...]
    json_ld: Markup
    icon_url: str
    oembed_url: str
    preview: bool
    theme: str
    ink_class: str
    name_fit: str
    emblem: Markup
    seal: Markup
    catalogue: str
    photo: PhotoView | None
    release: ReleaseView | None
    member: str
    display_name: str
    line: str
    paragraphs: tuple[str, ...]
    bio_lang: str
    bio_dir: str
    links: tuple[LinkView, ...]
    spotify_ping: str
    albums: tuple[AlbumView, ...]
    artists: tuple[PageArtist, ...]
    tracks: tuple[PageTrack, ...]
    listening: bool
    heading: str
    updated: str
    updated_iso: str
    site_name: str
    footer_links: tuple[LinkView, ...]


def profile_page(
    page: Page, *, handle: str, card: str, published_at: datetime | None, now: datetime, preview: bool = False
) -> ProfilePage:
    """The view of one document: `card` is the preview image's fingerprint, `published_at` None in the studio."""
    settings = services().settings
    url = f"{settings.public_url}/{handle}"
    said, name = language(page.locale), page.display_name or handle
    line = said.joined(page.facts.role, page.facts.city)
    title = head.shorten(name, head.TITLE_LIMIT)
    summary = head.shorten(page.bio or _summary(page, name, line, said), head.DESCRIPTION_LIMIT)
    own_words = page.bio and page.bio_is_own
    description = summary if own_words else scripts.opened(summary, "ltr" if page.bio else said.direction)
    image = f"{url}/card/{card}.jpg"
    colours = palette(page.seed)
    told = partial(_ping_unless, preview, handle)
    oembed_url = "" if preview else f"{settings.public_url}/oembed?{urlencode({'url': url, 'format': 'json'})}"
    meta = head.meta(
        kind="profile",
        site_name=settings.site_name,
        locale=said.open_graph,
        title=title,
        description=description,
        url=url,
        image=image,
        alt=head.shorten(f"{name}: {line}" if line else name, 200),
    )
    words_before = (*(content for _, _, content in meta), title, title, description, url, oembed_url)
    room = FIRST - TAGS - sum(len(escape(text).encode()) for text in words_before)
    return ProfilePage(
        lang=page.locale,
        dir=said.direction,
        title=title,
        description=description,
        canonical=url,
        theme_color=colours.block,
        meta=meta,
        json_ld=_json_ld(page, name, url, image, summary, published_at, room),
        icon_url=url_for("studio.icon") if preview else url_for("public.icon", handle=handle),
        oembed_url=oembed_url,
        preview=preview,
        theme=page.theme,
        ink_class=colours.css_class,
        name_fit=name_fit.fit(name),
        emblem=Markup(pictures.emblem_of(page)),  # noqa: S704 - drawn by us from numbers
        seal=Markup(pictures.seal_of(page)) if page.photo or page.theme in TWO_REELS else Markup(),  # noqa: S704
        catalogue=catalogue_number(settings.site_name, page.seed),
        photo=_photo(page.photo, name, handle, said, preview=preview) if page.photo else None,
        release=_release(page.release, said, told) if page.release else None,
        member=said.gettext("Founding member no. %(number)s", number=page.member) if page.member else "",
        display_name=name,
        line=line,
        paragraphs=tuple(_set(part.strip(), is_own=page.bio_is_own) for part in page.bio.split("\n\n") if part.strip()),
        bio_lang=words.language_of(is_own=page.bio_is_own, page=page.locale),
        bio_dir=words.direction_of(is_own=page.bio_is_own),
        links=tuple(
            LinkView(
                link.label, link.url, _host(link.url), told(signals.link_name(link.url)), link_icons.icon_of(link.url)
            )
            for link in page.links
        ),
        spotify_ping=told(signals.SPOTIFY),
        albums=tuple(
            _album(album, (*settings.spotify_image_hosts, settings.public_url), page.locale) for album in page.albums
        ),
        artists=page.artists,
        tracks=page.tracks,
        listening=bool(page.albums or page.artists or page.tracks),
        heading=said.gettext("On repeat"),
        updated=said.updated(published_at, now) if published_at else "",
        updated_iso=published_at.isoformat(timespec="seconds") if published_at else "",
        site_name=settings.site_name,
        footer_links=_footer(handle, said, preview=preview),
    )


def example_page(shown: Example, now: datetime) -> ProfilePage:
    """A page inside a frame of ours: links open outside the frame, nothing is counted, nobody is asked to index it."""
    handle = shown.handle
    framed = profile_page(
        shown.page, handle=handle, card=shown.card, published_at=shown.published_at, now=now, preview=True
    )
    name, said = framed.display_name, language(shown.page.locale)
    return replace(
        framed,
        icon_url=url_for("static", filename="img/anchor.svg"),
        photo=_photo(shown.page.photo, name, handle, said, preview=False) if shown.page.photo else None,
    )


def profile_json(page: Page, *, handle: str, card: str, published_at: datetime) -> dict[str, Any]:
    """The published facts as DESIGN.md section 11 lists them."""
    url = f"{services().settings.public_url}/{handle}"
    return {
        "handle": handle,
        "display_name": page.display_name or handle,
        "subject": page.facts.subject,
        "role": page.facts.role,
        "city": page.facts.city,
        "bio": page.bio,
        "links": [{"label": link.label, "url": link.url} for link in page.links],
        "artists": [{"name": artist.name, "url": artist.url} for artist in page.artists],
        "albums": [
            {
                "title": album.title,
                "artist": album.artist,
                "year": album.year,
                "caption": album.caption,
                "url": album.url,
            }
            for album in page.albums
        ],
        "tracks": [{"title": track.title, "artist": track.artist, "url": track.url} for track in page.tracks],
        "updated_at": published_at.isoformat(timespec="seconds"),
        "url": url,
        "card_url": f"{url}/card/{card}.jpg",
    }


def _footer(handle: str, said: Language, *, preview: bool) -> tuple[LinkView, ...]:
    legal = tuple(LinkView(said.gettext(label), url) for label, url in LEGAL)
    if preview:
        return legal
    return (
        LinkView(
            said.gettext("One-sheet (PDF)"),
            url_for("handouts.one_sheet_pdf", handle=handle),
            ping=ping(handle, "one-sheet"),
        ),
        LinkView(said.gettext("QR code"), url_for("handouts.qr_code", handle=handle), ping=ping(handle, "qr")),
        LinkView(said.gettext("Report this page"), url_for("reports.ask", handle=handle)),
    )


def _ping_unless(preview: bool, handle: str, name: str) -> str:
    return "" if preview else ping(handle, name)


def ping(handle: str, name: str) -> str:
    """Where a browser says that this link was followed: absolute, as HTML wants it of `ping`."""
    return services().settings.public_url + url_for("signals.count", handle=handle, name=name)


def _summary(page: Page, name: str, line: str, said: Language) -> str:
    """What a link says of a page without a bio: only what the page shows."""
    if line:
        return f"{name}, {line}."
    if page.artists:
        names = said.listed(tuple(artist.name for artist in page.artists[:3]))
        return said.gettext("%(name)s listens to %(artists)s.", name=name, artists=names)
    return said.gettext("%(name)s on %(site)s.", name=name, site=services().settings.site_name)


def _json_ld(
    page: Page, name: str, url: str, image: str, description: str, published_at: datetime | None, room: int
) -> Markup:
    """`room` is how many bytes it may take."""
    role = page.facts.role.casefold()
    group = page.facts.subject == "artist" and any(word in role.split() for word in ENSEMBLES)
    entity: dict[str, Any] = {"@type": "MusicGroup" if group else "Person", "name": name, "url": url}
    entity |= {"image": image, "description": description}
    if role and not group:
        entity["jobTitle"] = page.facts.role
    document: dict[str, Any] = {"@type": "ProfilePage", "url": url, "mainEntity": entity}
    if published_at:
        document["dateModified"] = published_at.isoformat(timespec="seconds")
    room -= len(head.json_ld(document).encode())
    if profiles := _same_as((link.url for link in page.links if link.url.startswith("https://")), room):
        entity["sameAs"] = profiles
    return head.json_ld(document)


def _same_as(urls: Iterable[str], room: int) -> list[str]:
    """Those that the first 8 KB of the page have room for, where crawlers look: endless addresses stay out."""
    kept, room = [], min(room, SAME_AS_ROOM)
    for url in urls:
        size = len(head.json_ld({"": url}).encode())
        if size <= room:
            kept.append(url)
            room -= size
    return kept


def _album(album: PageAlbum, hosts: tuple[str, ...], locale: str) -> AlbumView:
    image = album.artwork if album.artwork and _allowed(album.artwork.url, hosts) else None
    year = str(album.year) if album.year else ""
    if image is not None and not (image.width and image.height):
        image = replace(image, width=UNSAID, height=UNSAID)
    is_own = album.caption_is_own
    return AlbumView(
        id=album.id,
        title=album.title,
        artist=album.artist,
        year=year,
        caption=_set(album.caption, is_own=is_own),
        url=album.url,
        image=image,
        caption_lang=words.language_of(is_own=is_own, page=locale),
        caption_dir=words.direction_of(is_own=is_own),
    )


def _set(text: str, *, is_own: bool) -> str:
    return text if is_own else scripts.isolated(text)


def _allowed(url: str, hosts: tuple[str, ...]) -> bool:
    """Whether the page's policy lets a browser load this artwork: an exact origin, or one below `https://*.`."""
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}"
    below = (host.removeprefix("https://*") for host in hosts if host.startswith("https://*."))
    return origin in hosts or (parts.scheme == "https" and any(parts.netloc.endswith(ending) for ending in below))


def _photo(photo: Photo, name: str, handle: str, said: Language, *, preview: bool) -> PhotoView:
    if preview:
        url = url_for("studio_photo.draft_photo", v=photo.fingerprint)
    else:
        url = url_for("photo.photo", handle=handle, fingerprint=photo.fingerprint)
    return PhotoView(url, photo.width, photo.height, photo.alt or said.gettext("Photo of %(name)s", name=name))


def _release(release: Release, said: Language, told: Callable[[str], str]) -> ReleaseView:
    icon = link_icons.icon_of(release.url)
    action = "OPEN SPOTIFY" if icon == "spotify" else said.gettext("Listen")
    return ReleaseView(
        release.title, release.url, icon, _host(release.url), action, told(signals.link_name(release.url))
    )


def _host(url: str) -> str:
    parts = urlsplit(url)
    return parts.path if parts.scheme == "mailto" else parts.netloc.removeprefix("www.")
