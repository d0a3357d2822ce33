"""The metadata that link crawlers read: Open Graph, Twitter, JSON-LD; every address absolute, from PUBLIC_URL."""

import json
from typing import Any

from markupsafe import Markup

Meta = tuple[str, str, str]

TITLE_LIMIT, DESCRIPTION_LIMIT = 65, 155


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
    """`text` cut at a word, with an ellipsis, to at most `limit` characters."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    word = cut.rfind(" ")
    return (cut[:word] if word > limit // 2 else cut).rstrip(" ,.;:") + "…"
