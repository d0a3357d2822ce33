"""The inks: one accent per profile, chosen like a printer's ink, legible on light and on dark paper.

Colours are computed in OKLCH (Ottosson, 2020) and moved in lightness only until WCAG contrast holds,
so a profile keeps its hue in both schemes. Hues around Spotify's green are left out on purpose.
"""

import hashlib
import math
from dataclasses import dataclass
from functools import cache

from app.domain.seeds import lasting

PAPER_LIGHT = "#f4f4f0"
PAPER_DARK = "#121211"
INK_LIGHT = "#141413"
INK_DARK = "#f0f0ea"
READABLE = 4.6
"""Contrast that each accent keeps on its paper; WCAG AA asks 4.5 of small text."""

_INKS = (
    ("vermilion", 33, 0.215, 0.62),
    ("scarlet", 27, 0.22, 0.56),
    ("brick", 40, 0.13, 0.50),
    ("tangerine", 53, 0.18, 0.72),
    ("marigold", 74, 0.165, 0.79),
    ("ochre", 84, 0.125, 0.68),
    ("yellow", 97, 0.18, 0.87),
    ("citron", 113, 0.19, 0.87),
    ("moss", 124, 0.11, 0.55),
    ("jade", 170, 0.11, 0.55),
    ("mint", 175, 0.11, 0.82),
    ("petrol", 205, 0.08, 0.45),
    ("turquoise", 207, 0.11, 0.74),
    ("sky", 233, 0.12, 0.74),
    ("azure", 250, 0.165, 0.60),
    ("cobalt", 259, 0.19, 0.52),
    ("ultramarine", 267, 0.22, 0.46),
    ("violet", 289, 0.20, 0.53),
    ("lilac", 302, 0.12, 0.75),
    ("plum", 322, 0.16, 0.43),
    ("magenta", 344, 0.23, 0.58),
    ("pink", 354, 0.15, 0.77),
    ("rose", 12, 0.18, 0.68),
    ("claret", 17, 0.16, 0.43),
)


@dataclass(frozen=True, slots=True)
class Palette:
    """`#rrggbb` each: text accents for light and dark paper, a block to print on and the ink that reads on it."""

    index: int
    name: str
    accent_light: str
    accent_dark: str
    block: str
    block_ink: str

    @property
    def label(self) -> str:
        """The second ink on a block: white beside black print, black beside white."""
        return "#ffffff" if self.block_ink == INK_LIGHT else INK_LIGHT

    @property
    def css_class(self) -> str:
        """The class by which the stylesheet knows this ink."""
        return f"ink-{self.name}"


def palette(seed: str) -> Palette:
    """The ink of a profile, the same for ever, whatever its music does."""
    digest = hashlib.sha256(f"ink|{lasting(seed)}".encode()).digest()
    return _mixed(int.from_bytes(digest[:8], "big") % len(_INKS))


def palettes() -> tuple[Palette, ...]:
    """Every ink, in order."""
    return tuple(_mixed(index) for index in range(len(_INKS)))


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two `#rrggbb` colours, 1 to 21."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@cache
def _mixed(index: int) -> Palette:
    name, hue, chroma, lightness = _INKS[index]
    block = _hex(lightness, chroma, hue)
    block_ink = max((INK_LIGHT, "#ffffff"), key=lambda ink: contrast(ink, block))
    return Palette(
        index=index,
        name=name,
        accent_light=_readable(PAPER_LIGHT, lightness, chroma, hue, step=-0.005),
        accent_dark=_readable(PAPER_DARK, lightness, chroma, hue, step=0.005),
        block=block,
        block_ink=block_ink,
    )


def _readable(paper: str, lightness: float, chroma: float, hue: float, *, step: float) -> str:
    """The ink itself when it reads on this paper, else the nearest lightness that does."""
    while 0.0 < lightness < 1.0:
        colour = _hex(lightness, chroma, hue)
        if contrast(colour, paper) >= READABLE:
            return colour
        lightness += step
    return INK_LIGHT if step < 0 else INK_DARK


def _hex(lightness: float, chroma: float, hue: float) -> str:
    """OKLCH to sRGB, giving up chroma until the colour exists on a screen."""
    while chroma > 0:
        channels = _linear(lightness, chroma, hue)
        if all(-0.0005 <= channel <= 1.0005 for channel in channels):
            break
        chroma -= 0.002
    return "#" + "".join(f"{round(255 * _encoded(min(max(c, 0.0), 1.0))):02x}" for c in channels)


def _linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _encoded(channel: float) -> float:
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
