"""What machines ask for: oEmbed, the web app manifest, robots.txt, sitemap, security.txt; and the embedded frame."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from app.domain import scripts, words
from app.domain.language import language
from app.domain.page import Page
from app.domain.palette import PAPER_LIGHT
from app.services import pictures
from app.web.context import services
from app.web.pages import head

FRAME_WIDTH, FRAME_HEIGHT = 480, 180
"""The frame's natural size in px; narrower it wraps, its height stays."""

CARD_WIDTH, CARD_HEIGHT = 1200, 630
SITEMAP_MOST = 50_000
HANDLE = re.compile(r"[A-Za-z0-9_-]{1,30}")
ROOMS = ("/studio", "/admin", "/login")


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedPage:
    """`templates/public/embed.html`: the page as a card in somebody else's page."""

    lang: str
    direction: scripts.Direction
    title: str
    canonical: str
    emblem: Markup
    display_name: str
    line: str
    sentence: str
    sentence_lang: str
    sentence_dir: str
    site_name: str


def embed_page(page: Page, *, handle: str) -> EmbedPage:
    name = page.display_name or handle
    sentence, is_own = head.shorten(page.bio, head.DESCRIPTION_LIMIT), page.bio_is_own
    return EmbedPage(
        lang=page.locale,
        direction=scripts.direction(name),
        title=head.shorten(name, head.TITLE_LIMIT),
        canonical=f"{services().settings.public_url}/{handle}",
        emblem=Markup(pictures.icon_of(page)),  # noqa: S704 - drawn by us, its title escaped
        display_name=name,
        line=language(page.locale).joined(page.facts.role, page.facts.city),
        sentence=sentence if is_own else scripts.isolated(sentence),
        sentence_lang=words.language_of(is_own=is_own, page=page.locale),
        sentence_dir=words.direction_of(is_own=is_own),
        site_name=services().settings.site_name,
    )


def handle_in(url: str) -> str | None:
    """The handle in the address of one of our pages, however it is written; None for any other address."""
    home = urlsplit(services().settings.public_url)
    try:
        asked = urlsplit(url)
        port = asked.port
    except ValueError:
        return None
    ports = {home.port} if home.port else {None, 80, 443}
    if asked.scheme not in ("http", "https") or asked.hostname != home.hostname or port not in ports or asked.username:
        return None
    path = asked.path.strip("/")
    return path if HANDLE.fullmatch(path) else None


def oembed(page: Page, *, handle: str, card: str, most_wide: int | None, most_high: int | None) -> dict[str, Any]:
    """The answer of oEmbed 1.0, type rich, within the size that was asked for."""
    settings = services().settings
    url = f"{settings.public_url}/{handle}"
    name = page.display_name or handle
    width = min(FRAME_WIDTH, most_wide or FRAME_WIDTH)
    height = min(FRAME_HEIGHT, most_high or FRAME_HEIGHT)
    answer: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": name,
        "author_name": name,
        "author_url": url,
        "provider_name": settings.site_name,
        "provider_url": f"{settings.public_url}/",
        "cache_age": 3600,
        "html": frame(url, name, width, height),
        "width": width,
        "height": height,
    }
    if (most_wide or CARD_WIDTH) >= CARD_WIDTH and (most_high or CARD_HEIGHT) >= CARD_HEIGHT:
        thumbnail = {"url": f"{url}/card/{card}.jpg", "width": CARD_WIDTH, "height": CARD_HEIGHT}
        answer |= {f"thumbnail_{key}": value for key, value in thumbnail.items()}
    return answer


def frame(url: str, name: str, width: int = FRAME_WIDTH, height: int = FRAME_HEIGHT) -> str:
    """The HTML that shows the page's card in somebody else's page."""
    code = Markup(
        '<iframe src="{}/embed" width="{}" height="{}" title="{}" loading="lazy"'
        ' style="border:0;max-width:100%"></iframe>'
    )
    return str(code.format(url, width, height, name))


def manifest(icons: dict[int, str], svg: str) -> dict[str, Any]:
    """The web app manifest; `icons` are PNG addresses by their size in px."""
    settings = services().settings
    drawn = [{"src": src, "sizes": f"{size}x{size}", "type": "image/png"} for size, src in icons.items()]
    return {
        "name": settings.site_name,
        "short_name": settings.site_name[:12],
        "start_url": "/studio",
        "scope": "/",
        "display": "browser",
        "background_color": PAPER_LIGHT,
        "theme_color": PAPER_LIGHT,
        "icons": [{"src": svg, "sizes": "any", "type": "image/svg+xml"}, *drawn],
    }


def robots() -> str:
    """Everything public is open to everybody; rooms behind a login are of no use to a crawler.

    A room is closed with its end (`$`, RFC 9309) and below it: a bare `/studio` would shut out the page of
    somebody called studio-nine.
    """
    rules = "\n".join(f"Disallow: {room}{end}" for room in ROOMS for end in ("$", "/"))
    return f"User-agent: *\n{rules}\nAllow: /\n\nSitemap: {services().settings.public_url}/sitemap.xml\n"


def sitemap(pages: Iterable[tuple[str, datetime]]) -> str:
    """The landing page and as many public pages as one sitemap may list."""
    base = services().settings.public_url
    entries = [f"<url><loc>{escape(base)}/</loc></url>"]
    entries.extend(
        f"<url><loc>{escape(base)}/{handle}</loc>"
        f"<lastmod>{published_at.astimezone(UTC).isoformat(timespec='seconds')}</lastmod></url>"
        for handle, published_at in pages
    )
    listed = "\n".join(entries[:SITEMAP_MOST])
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{listed}\n</urlset>\n'
    )


def security_txt(now: datetime) -> str:
    """RFC 9116: good for half a year from the first of this month, so that it changes once a month."""
    settings = services().settings
    contact = settings.contact if "://" in settings.contact else f"mailto:{settings.contact.removeprefix('mailto:')}"
    begin = now.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (
        f"Contact: {contact}\n"
        f"Expires: {(begin + timedelta(days=184)).isoformat().replace('+00:00', 'Z')}\n"
        "Preferred-Languages: en\n"
        f"Canonical: {settings.public_url}/.well-known/security.txt\n"
    )
