"""The preview that one network makes of one document, and what it leaves out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

from app.domain.link_preview.crawlers import Crawler, Limit, Picture
from app.domain.link_preview.found import Found, read

Shape = Literal["large", "small", "icon", "words", "address"]
"""With a large picture, a small one, the page's icon, words alone, or nothing but the address."""

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Preview:
    """What one network shows. `images` has more than one only where all are shown; `remarks` say what is missing."""

    network: str
    layout: str
    shape: Shape
    title: str = ""
    description: str = ""
    site: str = ""
    author: str = ""
    host: str = ""
    colour: str = ""
    images: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def preview(
    crawler: Crawler,
    document: bytes,
    url: str,
    pictures: Mapping[str, Picture],
    oembed: Mapping[str, Mapping[str, Any]] = MappingProxyType({}),
) -> Preview:
    """What `crawler` shows of the document at `url`; `pictures` and `oembed` are the images and the oEmbed answers that
    exist, by address.
    """
    found = read(document, crawler.reads)
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    if reason := _refusal(crawler, found):
        return Preview(crawler.name, crawler.layout, "address", host=host, remarks=(reason,))
    title, cut_title = _cut(found.first(crawler.titles), crawler.title_limit)
    description, cut_description = _cut(found.first(crawler.descriptions), crawler.description_limit)
    shape, images, missing = _pictures(crawler, found, url, pictures)
    said = oembed.get(found.oembed, {}) if crawler.reads_oembed and found.oembed else {}
    site = said.get("provider_name") or found.first(("og:site_name",))
    colour = found.first(("theme-color",)) if crawler.takes_colour else ""
    cuts = ("The title is cut." if cut_title else "", "The sentence is cut." if cut_description else "")
    return Preview(
        network=crawler.name,
        layout=crawler.layout,
        shape=shape,
        title=title,
        description=description,
        site=site if crawler.shows_site else "",
        author=said.get("author_name", ""),
        host=host,
        colour=colour.lower() if COLOUR.fullmatch(colour) else "",
        images=images,
        remarks=tuple(filter(None, (*cuts, missing))),
    )


def _refusal(crawler: Crawler, found: Found) -> str:
    """Why there is no preview at all; empty when there is one."""
    for group in crawler.needs:
        if not found.first(group):
            return f"Only the address shows: {' or '.join(group)} is not in what {crawler.name} reads."
    if crawler.site_bytes is not None and len(found.first(("og:site_name",)).encode()) > crawler.site_bytes:
        return f"Only the address shows: the site's name is longer than {crawler.site_bytes} bytes."
    return ""


def _pictures(
    crawler: Crawler, found: Found, url: str, pictures: Mapping[str, Picture]
) -> tuple[Shape, tuple[str, ...], str]:
    """The shape, the addresses of what is shown, and why there is less than one would wish."""
    key = next((key for key in crawler.images if found.first((key,))), "")
    named = tuple(filter(None, found.all(key)))[: None if crawler.takes_icon else 1]
    reason = _fault(crawler, named, pictures)
    if not reason:
        by_card = not crawler.large_by_card or found.first(("twitter:card",)) == "summary_large_image"
        several = "Several pictures are named, and all of them show." if len(named) > 1 else ""
        return ("large" if by_card else "small"), named, several
    icon = found.link("apple-touch-icon") if crawler.takes_icon else ""
    return ("icon", (urljoin(url, icon),), reason) if icon else ("words", (), reason)


def _fault(crawler: Crawler, named: tuple[str, ...], pictures: Mapping[str, Picture]) -> str:
    if not named:
        return "No picture is named."
    for address in named:
        if urlsplit(address).scheme not in ("https", "http"):
            return "No picture: its address does not begin with https."
        picture = pictures.get(address)
        if picture is None:
            return "No picture: there is none at its address."
        if fault := crawler.bounds.fault(picture):
            return f"No picture: {fault}."
    return ""


def _cut(text: str, limit: Limit) -> tuple[str, bool]:
    """The text as far as it shows, and whether some of it was cut off."""
    if limit.most is None or not text:
        return text, False
    if limit.most == 0:
        return "", False
    in_bytes = limit.unit == "bytes"
    kept = text.encode()[: limit.most].decode(errors="ignore") if in_bytes else text[: limit.most]
    return (text, False) if kept == text else (kept.rstrip() + "…", True)
