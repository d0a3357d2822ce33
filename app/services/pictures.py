"""The pictures of a page: its emblem as SVG, its preview image, and the site's own."""

from functools import cache, lru_cache

from app.domain.emblem import Kind, Ring, emblem
from app.domain.language import language
from app.domain.page import Page
from app.domain.palette import palette
from app.domain.themes import ENGRAVED
from app.media import badge, card_drawing, preview_image, qr_code
from app.media import emblem as emblem_svg
from app.media.emblem_shapes import Detail
from app.media.preview_image import Card

EMBLEMS_KEPT = 256
"""Drawn discs that a process remembers, at about 20 KB each: drawing one costs more than the rest of its page."""


def rings_of(page: Page) -> tuple[Ring, ...]:
    """The emblem's grooves: each artist, album and track of the page, the first ones widest."""
    kinds: tuple[tuple[Kind, list[str]], ...] = (
        ("artist", [artist.id for artist in page.artists]),
        ("album", [album.id for album in page.albums]),
        ("track", [track.id for track in page.tracks]),
    )
    return tuple(Ring(kind, key, 1 - place / (len(keys) + 1)) for kind, keys in kinds for place, key in enumerate(keys))


def emblem_of(page: Page) -> str:
    """The disc for the head of the page, as an inline `<svg>` that takes the page's ink."""
    return _disc(page.seed, rings_of(page), "line" if page.theme in ENGRAVED else "full")


def seal_of(page: Page) -> str:
    """The disc as a small seal, for a page whose head shows a photo."""
    return _disc(page.seed, rings_of(page), "seal")


@lru_cache(maxsize=EMBLEMS_KEPT)
def _disc(seed: str, rings: tuple[Ring, ...], detail: Detail) -> str:
    return emblem_svg.svg(emblem(seed, rings), size=600, detail=detail)


def icon_of(page: Page) -> str:
    """The emblem as a favicon: three rings on their own ground."""
    colours = palette(page.seed)
    return emblem_svg.svg(
        emblem(page.seed, rings_of(page)),
        size=64,
        detail="favicon",
        title=page.display_name,
        ink=colours.block_ink,
        accent=colours.label,
        ground=colours.block,
    )


def qr_code_of(page: Page, handle: str, public_url: str) -> str:
    """The page's address as a QR code with its emblem, as an SVG document."""
    colours = palette(page.seed)
    return qr_code.svg(
        f"{public_url}/{handle}",
        emblem(page.seed, rings_of(page)),
        title=f"QR code of {public_url.partition('://')[2]}/{handle}",
        ink=colours.block_ink,
        accent=colours.label,
        ground=colours.block,
    )


def badge_of(page: Page, handle: str, site: str) -> str:
    """A small banner with the emblem and the name, as an SVG document."""
    colours = palette(page.seed)
    return badge.svg(
        emblem(page.seed, rings_of(page)),
        name=page.display_name or handle,
        site=site,
        ink=colours.block_ink,
        accent=colours.label,
        ground=colours.block,
    )


def card_of(page: Page, handle: str, public_url: str) -> Card:
    """What the preview image of this page shows: the artist's own words and the emblem, nothing of the provider's."""
    return Card(
        name=page.display_name or handle,
        line=language(page.locale).joined(page.facts.role, page.facts.city),
        url=f"{public_url.partition('://')[2]}/{handle}",
        seed=page.seed,
        rings=rings_of(page),
        language=page.locale,
        theme=page.theme,
        photo=page.photo.fingerprint if page.photo else "",
    )


class SitePicture:
    """The preview image of the site itself, drawn once in each process that is asked for it."""

    def __init__(self, site_name: str, public_url: str) -> None:
        self._card = preview_image.default_card(site_name, public_url.partition("://")[2])
        self.fingerprint = preview_image.fingerprint(self._card)
        self.jpeg = cache(lambda: card_drawing.PRESS.draw(self._card).jpeg)
