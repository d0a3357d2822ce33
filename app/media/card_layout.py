"""Composes the preview image: one ink, the name as large as it fits, the emblem running off the edge.

Imports cairo and Pango, so import it late, and only after the fonts are chosen.
"""

import unicodedata
from typing import TYPE_CHECKING

import cairocffi

from app.domain.emblem import emblem
from app.domain.palette import palette
from app.media import fonts, typesetting
from app.media.emblem import paint

if TYPE_CHECKING:
    from app.media.preview_image import Card

MARGIN = 64
NAME_WIDTH = 640
NAME_HEIGHT = 400
LARGEST, SMALLEST = 230.0, 44.0
UNBROKEN = 62.0
"""A word is broken only when it would have to be smaller than this."""


def compose(card: "Card", width: int, height: int) -> tuple[bytes, tuple[str, ...]]:
    """The picture as BGRX bytes, and the characters that no font has."""
    surface = cairocffi.ImageSurface(cairocffi.FORMAT_RGB24, width, height)
    context = cairocffi.Context(surface)
    ink = palette(card.seed)
    mirrored = typesetting.runs_right_to_left(card.name)
    context.set_source_rgb(*_rgb(ink.block))
    context.paint()
    radius = 335
    centre = width - 215 if not mirrored else 215
    paint(
        context,
        emblem(card.seed, card.rings),
        x=centre,
        y=height / 2,
        radius=radius,
        detail="full",
        ink=_rgb(ink.on_block),
        accent=_rgb("#ffffff" if ink.on_block != "#ffffff" else "#141413"),
    )
    context.set_source_rgb(*_rgb(ink.on_block))
    left = MARGIN if not mirrored else width - MARGIN - NAME_WIDTH
    language = card.language or _language(card.name)
    name = _name(card.name, language)
    typesetting.show(context, name, left, MARGIN - name.top)
    small = typesetting.Face(fonts.TEXT_FAMILY, bold=False)
    foot = height - MARGIN
    url = typesetting.set_block(card.url, small, 30, NAME_WIDTH, language="", breaking=True)
    typesetting.show(context, url, left, foot - url.top - url.height)
    line = typesetting.set_block(card.line, small, 38, NAME_WIDTH, language=language, breaking=True)
    typesetting.show(context, line, left, foot - 54 - line.top - line.height)
    missing = dict.fromkeys((*name.missing, *line.missing, *url.missing))
    surface.flush()
    return bytes(surface.get_data()), tuple(missing)


def _name(text: str, language: str) -> typesetting.Block:
    """The widest face in which the name is still large, at the largest size that fits the box."""
    tight = _latin(text)
    for family, enough in zip(fonts.NAME_FAMILIES, (150.0, 100.0, 0.0), strict=True):
        face = typesetting.Face(
            family, bold=True, leading=0.86 if tight else 1.0, tracking=-0.02 if tight else 0.0
        )
        block = _fitted(text, face, language)
        if block.size >= enough:
            break
    return block


def _fitted(text: str, face: typesetting.Face, language: str) -> typesetting.Block:
    for breaking, smallest in ((False, UNBROKEN), (True, SMALLEST)):
        low, high = smallest, LARGEST
        best = None
        while high - low > 1:
            size = (low + high) / 2
            block = typesetting.set_block(text, face, size, NAME_WIDTH, language=language, breaking=breaking)
            if block.width <= NAME_WIDTH and block.height <= NAME_HEIGHT:
                best, low = block, size
            else:
                high = size
        if best is not None:
            return best
    return typesetting.set_block(text, face, SMALLEST, NAME_WIDTH, language=language, breaking=True)


def _latin(text: str) -> bool:
    return all(
        unicodedata.name(character, "").startswith(("LATIN", "GREEK", "CYRILLIC"))
        for character in text
        if character.isalpha()
    )


def _language(text: str) -> str:
    """Kana means Japanese, Hangul means Korean; other text needs no hint."""
    names = [unicodedata.name(character, "") for character in text]
    if any(name.startswith(("HIRAGANA", "KATAKANA")) for name in names):
        return "ja"
    return "ko" if any(name.startswith("HANGUL") for name in names) else ""


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue
