"""The share panel (`templates/studio/share.html`)."""

from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from flask import url_for
from markupsafe import Markup

from app.domain.link_preview.crawlers import CRAWLERS
from app.domain.link_preview.found import read
from app.domain.link_preview.preview import Preview, preview
from app.media import badge
from app.services.sharing import Shared
from app.web.context import services
from app.web.pages import machines, profile
from app.web.pages.frame import Action, Frame, private_frame
from app.web.pages.profile import LinkView

ALL = 1024 * 1024


class Shown(NamedTuple):
    """A network's preview, with the addresses from which the panel itself loads its pictures."""

    preview: Preview
    sources: tuple[str, ...]


class Snippet(NamedTuple):
    """Code to paste into a site; `sample` is an image of what it makes, as (address, width, height), or None."""

    id: str
    label: str
    code: str
    sample: tuple[str, int, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePage(Frame):
    """Every field is described at the top of the template."""

    public_url: str
    name: str
    sentence: str
    published: bool
    of_draft: bool
    has_changes: bool
    claimed: bool
    alt: str
    previews: tuple[Shown, ...]
    downloads: tuple[LinkView, ...]
    count_url: str
    snippets: tuple[Snippet, ...]
    debuggers: tuple[Action, ...]


def share_page(shared: Shared, url: str, document: bytes) -> SharePage:
    """The panel of this document: `document` is the page's own HTML, `url` where it is, or would be."""
    draft, name = shared.draft, shared.page.display_name or shared.handle
    found = read(document, ALL)
    image = found.first(("og:image",))
    here = url_for("share.card") if shared.published_at is None else image
    pictures = {image: shared.picture}
    answer = machines.oembed(shared.page, handle=shared.handle, card=shared.card, most_wide=None, most_high=None)
    readings = (preview(crawler, document, url, pictures, {found.oembed: answer}) for crawler in CRAWLERS)
    return SharePage(
        **private_frame(),
        title="Share",
        public_url=url,
        name=name,
        sentence=found.first(("og:description",)),
        published=draft.is_public,
        of_draft=shared.published_at is None,
        has_changes=draft.has_unpublished_changes,
        claimed=draft.handle is not None,
        alt=found.first(("og:image:alt",)),
        previews=tuple(
            Shown(reading, tuple(here if address == image else address for address in reading.images))
            for reading in readings
        ),
        downloads=_downloads(shared.handle) if draft.is_public else (),
        count_url=profile.ping(shared.handle, "-")[:-1] if draft.is_public else "",
        snippets=_snippets(shared, name, url) if draft.is_public else (),
        debuggers=_debuggers(url) if draft.is_public else (),
    )


def _downloads(handle: str) -> tuple[LinkView, ...]:
    files = (
        ("QR code (SVG)", "qr_code", "qr"),
        ("One-sheet (PDF)", "one_sheet_pdf", "one-sheet"),
        ("Badge (SVG)", "badge_image", "badge"),
    )
    return tuple(
        LinkView(label, url_for(f"handouts.{view}", handle=handle), ping=profile.ping(handle, name))
        for label, view, name in files
    )


def _snippets(shared: Shared, name: str, url: str) -> tuple[Snippet, ...]:
    site = services().settings.site_name
    wide = badge.width(name, site)
    image = Markup('<a href="{}"><img src="{}/badge.svg" alt="{}, {}" width="{}" height="{}"></a>')
    code = image.format(url, url, name, site, wide, badge.HEIGHT)  # as text: the panel shows it, and escapes it again
    address = url_for("handouts.badge_image", handle=shared.handle)
    return (
        Snippet("badge", "Badge", str(code), (address, wide, badge.HEIGHT)),
        Snippet("embed", "Card of your page", machines.frame(url, name), None),
    )


def _debuggers(url: str) -> tuple[Action, ...]:
    """The networks' own tools. X, Slack and iMessage have none."""
    address = quote(url, safe="")
    return (
        Action("WhatsApp, Facebook, Instagram, Threads", f"https://developers.facebook.com/tools/debug/?q={address}"),
        Action("LinkedIn", f"https://www.linkedin.com/post-inspector/inspect/{address}"),
        Action("Discord", f"https://discord.com/developers/embeds?url={address}"),
        Action("Telegram", "https://t.me/WebpageBot"),
        Action("Google", f"https://search.google.com/test/rich-results?url={address}"),
    )
