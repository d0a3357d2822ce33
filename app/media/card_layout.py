"""Composes the preview image: one ink, the name as large as it fits, the emblem beside it or running off the edge.

Imports cairo and Pango, so import it late, and only after the fonts are chosen.
"""

import io
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

import cairocffi

from app.domain.emblem import emblem
from app.domain.palette import palette
from app.media import card_voices, typesetting
from app.media.emblem import paint

if TYPE_CHECKING:
    from app.media.preview_image import Card

MARGIN = 60
NAME_WIDTH = 620
NAME_HEIGHT = 360
SIZES = tuple(round(44 * 1.035**step) for step in range(60))
"""The sizes that a name may have, 44 to 335 px: few, so that the largest that fits is found in six steps."""
WIDEST = 40 * NAME_WIDTH
"""As good as no width: in it, the longest line that may be typed is one line."""
SPINE = 22
RULE_ABOVE = 9
"""From a rule to the small line below it, in px."""
SEAL = 38
"""Radius of the small emblem beside a photo."""
UNBROKEN = 62
"""A word is broken only when it would have to be smaller than this."""


def compose(card: "Card", width: int, height: int, photo: bytes | None) -> tuple[bytearray, tuple[str, ...]]:
    """The picture as BGRX bytes, and the characters that no font has."""
    pixels = bytearray(4 * width * height)  # ours, so that what cairo drew need not be copied out of it
    surface = cairocffi.ImageSurface.create_for_data(pixels, cairocffi.FORMAT_RGB24, width, height)
    context = cairocffi.Context(surface)
    voice = card_voices.voice(card.theme, palette(card.seed))
    ink, accent = _rgb(voice.ink), _rgb(voice.accent)
    mirrored = typesetting.runs_right_to_left(card.name)
    context.set_source_rgb(*_rgb(voice.ground))
    context.paint()
    figure = emblem(card.seed, card.rings)
    if photo is not None:
        wide = width - 2 * MARGIN - NAME_WIDTH
        _paste(context, photo, 0 if mirrored else width - wide, wide, height)
        seal = MARGIN + NAME_WIDTH - SEAL
        across = width - seal if mirrored else seal
        low = height - MARGIN - SEAL
        paint(context, figure, x=across, y=low, radius=SEAL, detail="seal", ink=ink, accent=accent)
    else:
        from_edge, radius = voice.disc
        far = width - from_edge
        drawn_in = ink if voice.detail == "full" else accent
        across = width - far if mirrored else far
        paint(context, figure, x=across, y=height / 2, radius=radius, detail=voice.detail, ink=drawn_in, accent=accent)
    context.set_source_rgb(*ink)
    edge = width - MARGIN - NAME_WIDTH if mirrored else MARGIN
    language = _language(card.name) or card.language
    name = _name(card.name, language, voice)
    missing = list(name.missing)
    typesetting.show(context, name, _start(name, edge, mirrored), MARGIN - name.top)
    foot = float(height - MARGIN)
    room = NAME_WIDTH - (3 * SEAL if photo is not None else 0)
    for text, sizes, most_lines in ((card.url, (30.0, 12.0), 1), (card.line, (40.0, 32.0), 2)):
        row = _row(text, sizes, most_lines, language, voice, room, mirrored=mirrored)
        missing.extend(row.missing)
        top = foot - max(sizes[0], row.size * row.lines)
        typesetting.show(context, row, _start(row, edge, mirrored), top)
        if voice.ruled and text:
            _rule(context, edge, top - RULE_ABOVE, room)
        foot = top - sizes[0] / 2
    if voice.ruled:
        context.rectangle(width - SPINE if mirrored else 0, 0, SPINE, height)
        context.fill()
    surface.finish()
    return pixels, tuple(dict.fromkeys(missing))


def _start(block: typesetting.Block, edge: float, mirrored: bool) -> float:
    """Where to put the layout so that its ink begins exactly at the reading edge of the column."""
    if mirrored:
        return edge + NAME_WIDTH - block.left - block.width
    return edge - block.left


def _paste(context: cairocffi.Context, photo: bytes, x: float, width: int, height: int) -> None:
    """The artist's own photo, filling this column: cut to its shape around the upper middle, never stretched."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - few have a photo, and a first picture waits for what is loaded

    with Image.open(io.BytesIO(photo)) as picture:
        fitted = ImageOps.fit(picture.convert("RGB"), (width, height), centering=(0.5, 0.4)).convert("RGBA")
    pixels = bytearray(fitted.tobytes("raw", "BGRA"))
    context.save()
    context.set_source_surface(
        cairocffi.ImageSurface.create_for_data(pixels, cairocffi.FORMAT_ARGB32, width, height, 4 * width), x, 0
    )
    context.paint()
    context.restore()


def _row(
    text: str,
    sizes: tuple[float, float],
    most_lines: int,
    language: str,
    voice: card_voices.Voice,
    room: int,
    *,
    mirrored: bool,
) -> typesetting.Block:
    """Small text in one line, smaller when it is long; at the smaller of both sizes it wraps, and then is cut."""
    usual, least = sizes
    face = typesetting.Face(voice.text, bold=False, leading=1.0)
    flush_right = mirrored and not typesetting.runs_right_to_left(text)
    setting = typesetting.Setting(
        text, face, language=language, breaking=True, most_lines=most_lines, flush_right=flush_right
    )
    block = setting.at(usual, WIDEST)
    if block.width <= room:
        return block
    fitting = float(int(usual * room / block.width))
    return setting.at(fitting, WIDEST) if fitting >= least else setting.at(least, room)


def _rule(context: cairocffi.Context, x: float, y: float, length: float) -> None:
    context.rectangle(x, y, length, 2)
    context.fill()


def _name(text: str, language: str, voice: card_voices.Voice) -> typesetting.Block:
    """The widest face in which the name is still large, at the largest size that fits the box."""
    leading, tracking = _spacing(text)
    for family, enough in voice.names:
        face = typesetting.Face(family, bold=voice.bold, leading=leading, tracking=tracking)
        block = _fitted(text, face, language)
        if block.size >= enough:
            break
    return block


def _fitted(text: str, face: typesetting.Face, language: str) -> typesetting.Block:
    """At the largest size with whole words, else with broken ones, else at the smallest whatever it covers."""
    whole = typesetting.Setting(_kept(text), face, language=language, breaking=False)
    large = _largest(whole, [size for size in SIZES if size >= UNBROKEN])
    if large is not None:
        return large
    broken = typesetting.Setting(text, face, language=language, breaking=True)
    return _largest(broken, SIZES) or broken.at(SIZES[0], NAME_WIDTH)


def _largest(setting: typesetting.Setting, sizes: Sequence[int]) -> typesetting.Block | None:
    """At the largest of the rising sizes at which the text fits the box; None when none does."""

    def too_large(size: int) -> bool:
        block = setting.at(size, NAME_WIDTH)
        return block.width > NAME_WIDTH or block.height > NAME_HEIGHT

    fitting = bisect_left(sizes, True, key=too_large)
    return setting.at(sizes[fitting - 1], NAME_WIDTH) if fitting else None


def _kept(text: str) -> str:
    """The text with word joiners inside short words of wide scripts, which Pango would break anywhere."""
    return " ".join("\u2060".join(word) if _stays_whole(word) else word for word in text.split(" "))


def _stays_whole(word: str) -> bool:
    wide = [unicodedata.name(character, "").split(" ")[0] for character in word]
    return 1 < len(word) <= 6 and set(wide) <= {"HANGUL", "CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}


_LEADING = {
    "LATIN": 0.92,
    "GREEK": 0.98,
    "CYRILLIC": 0.98,
    "HEBREW": 1.0,
    "CJK": 1.12,
    "HIRAGANA": 1.12,
    "KATAKANA": 1.12,
    "HANGUL": 1.12,
    "ARABIC": 1.22,
}
"""Line height in em by the first word of a letter's Unicode name; scripts with marks above and below need more."""


def _spacing(text: str) -> tuple[float, float]:
    """Leading and tracking in em for the tallest script in the text; only Latin is tightened, joined scripts break."""
    scripts = {unicodedata.name(character, "").split(" ")[0] for character in text if character.isalpha()}
    leading = max((_LEADING.get(script, 1.3) for script in scripts), default=1.0)
    return leading, -0.016 if scripts <= {"LATIN"} else 0.0


def _language(text: str) -> str:
    """Kana means Japanese, Hangul means Korean; all else is left to the page's own language."""
    names = [unicodedata.name(character, "") for character in text]
    if any(name.startswith(("HIRAGANA", "KATAKANA")) for name in names):
        return "ja"
    return "ko" if any(name.startswith("HANGUL") for name in names) else ""


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue
