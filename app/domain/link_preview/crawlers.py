"""What each crawler reads and shows. A figure without a source is what others measured; the networks publish few.

WhatsApp: developers.facebook.com/docs/whatsapp/link-previews · X: its documents of the cards with a large image ·
iMessage: Apple's technical note TN2444 · Discord: docs.discord.com/developers/link-previews/overview · LinkedIn, Slack:
measured by opengraphplus.com and others.
"""

from dataclasses import dataclass
from typing import Literal

KB, MB = 1024, 1024 * 1024

Layout = Literal["above", "over", "below", "card", "bubble"]
"""Where the picture stands: above the words, under its title, below the text, in a tinted card, in a bubble."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image as a crawler finds it: pixels and bytes."""

    width: int
    height: int
    size: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """Pictures that a crawler takes; with one out of bounds it shows words alone."""

    least_width: int = 1
    least_height: int = 1
    most_side: int = 100_000
    most_bytes: int = 8 * MB
    most_ratio: float = 100.0

    def fault(self, picture: Picture) -> str:
        """What is wrong with the picture, as the end of a sentence; empty when nothing is."""
        if picture.size > self.most_bytes:
            return f"it has {picture.size // KB} KB, and {self.most_bytes // KB} KB is the most"
        if picture.width < self.least_width or picture.height < self.least_height:
            return f"it is {picture.width} by {picture.height} pixels, and that is too small"
        if max(picture.width, picture.height) > self.most_side:
            return f"it is {picture.width} by {picture.height} pixels, and that is too large"
        if picture.width > self.most_ratio * picture.height:
            return f"it is more than {self.most_ratio:g} times as wide as high"
        return ""


@dataclass(frozen=True, slots=True)
class Limit:
    """How much of a text is shown; 0 shows none of it, None all."""

    most: int | None = None
    unit: Literal["characters", "bytes"] = "characters"


@dataclass(frozen=True, slots=True)
class Crawler:
    """One network. `needs`: of each group one tag must have a content, else a link stays a bare address.

    `reads_oembed`: the author of the oEmbed answer stands above the title, and its provider is the site.
    """

    name: str
    layout: Layout
    reads: int
    titles: tuple[str, ...]
    descriptions: tuple[str, ...]
    images: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...]
    title_limit: Limit
    description_limit: Limit
    bounds: Bounds
    shows_site: bool = False
    site_bytes: int | None = None
    large_by_card: bool = False
    takes_icon: bool = False
    takes_colour: bool = False
    reads_oembed: bool = False


OPEN_GRAPH = ("og:title", "title"), ("og:description", "description"), ("og:image",)
TWITTER = (
    ("twitter:title", "og:title", "title"),
    ("twitter:description", "og:description", "description"),
    ("twitter:image", "og:image"),
)

CRAWLERS = (
    Crawler(
        "WhatsApp",
        "above",
        300 * KB,
        *OPEN_GRAPH,
        needs=(("og:title",), ("og:description",), ("og:url",)),
        title_limit=Limit(),
        description_limit=Limit(80),
        bounds=Bounds(least_width=300, most_bytes=600 * KB, most_ratio=4.0),
    ),
    Crawler(
        "X",
        "over",
        2 * MB,
        *TWITTER,
        needs=(("twitter:card",), ("twitter:title", "og:title")),
        title_limit=Limit(70),
        description_limit=Limit(0),
        bounds=Bounds(least_width=300, least_height=157, most_side=4096, most_bytes=5 * MB),
        large_by_card=True,
    ),
    Crawler(
        "LinkedIn",
        "above",
        MB,
        *OPEN_GRAPH,
        needs=(("og:title", "title"),),
        title_limit=Limit(),
        description_limit=Limit(0),
        bounds=Bounds(least_width=200, least_height=200, most_bytes=5 * MB),
    ),
    Crawler(
        "Discord",
        "card",
        MB,
        *OPEN_GRAPH,
        needs=(("og:title", "og:description"),),
        title_limit=Limit(70, "bytes"),
        description_limit=Limit(350, "bytes"),
        bounds=Bounds(),
        shows_site=True,
        site_bytes=256,
        large_by_card=True,
        takes_colour=True,
        reads_oembed=True,
    ),
    Crawler(
        "Slack",
        "below",
        32 * KB,
        *OPEN_GRAPH,
        needs=(("og:title", "twitter:title", "title"),),
        title_limit=Limit(),
        description_limit=Limit(),
        bounds=Bounds(),
        shows_site=True,
    ),
    Crawler(
        "iMessage",
        "bubble",
        MB,
        *OPEN_GRAPH,
        needs=(("og:title", "title"),),
        title_limit=Limit(),
        description_limit=Limit(0),
        bounds=Bounds(),
        takes_icon=True,
    ),
)
