"""The metadata that link crawlers read: Open Graph, Twitter, JSON-LD; every address absolute, from PUBLIC_URL."""

import json
import unicodedata
from typing import Any

from markupsafe import Markup

Meta = tuple[str, str, str]

TITLE_LIMIT, DESCRIPTION_LIMIT = 65, 155

JOINER = "\u200d"
PARTS = JOINER + "".join(map(chr, range(0x1F3FB, 0x1F400)))
"""What belongs to the character before it, besides marks: the joiner and the colours of skin."""

FLAGS = "".join(map(chr, range(0x1F1E6, 0x1F200)))
"""Letters that make a flag by twos."""


def meta(
    *, kind: str, site_name: str, locale: str, title: str, description: str, url: str, image: str, alt: str
) -> tuple[Meta, ...]:
    """(attribute, key, content) of each tag, in the order in which crawlers want them."""
    return (
        ("property", "og:title", title),
        ("property", "og:description", description),
        ("property", "og:url", url),
        ("property", "og:type", kind),
        ("property", "og:site_name", site_name),
        ("property", "og:locale", locale),
        ("property", "og:image", image),
        ("property", "og:image:type", "image/jpeg"),
        ("property", "og:image:width", "1200"),
        ("property", "og:image:height", "630"),
        ("property", "og:image:alt", alt),
        ("name", "twitter:card", "summary_large_image"),
        ("name", "twitter:title", title),
        ("name", "twitter:description", description),
        ("name", "twitter:image", image),
        ("name", "twitter:image:alt", alt),
    )


def json_ld(document: dict[str, Any]) -> Markup:
    """A JSON-LD block that no text in it can break out of."""
    text = json.dumps({"@context": "https://schema.org", **document}, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - every character that could end the block is escaped above


def shorten(text: str, limit: int) -> str:
    """`text` cut at a word, with an ellipsis, to at most `limit` characters; letters and emoji stay whole."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    word = cut.rfind(" ")
    return (cut[:word] if word > limit // 2 else text[: _boundary(text, limit - 1)]).rstrip(" ,.;:") + "…"


def _boundary(text: str, place: int) -> int:
    """`place`, or the nearest before it where a letter with its marks, or an emoji of several parts, begins."""
    while place > 0 and _goes_on(text, place):
        place -= 1
    return place


def _goes_on(text: str, place: int) -> bool:
    if text[place] in PARTS or unicodedata.category(text[place])[0] == "M" or text[place - 1] == JOINER:
        return True
    flags = text[:place]
    return text[place] in FLAGS and (len(flags) - len(flags.rstrip(FLAGS))) % 2 == 1
