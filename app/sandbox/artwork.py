"""Cover designs and portraits, drawn from nothing but an id: always the same picture for the same thing."""

import io
import math
from collections.abc import Callable
from functools import lru_cache
from random import Random

from PIL import Image, ImageDraw, ImageFont

from app.sandbox.catalogue import digest

WIDTHS = (640, 320, 300, 160, 64)
_CANVAS = 1280
_UNIT = _CANVAS // 16

Colour = tuple[int, int, int]
Palette = tuple[Colour, ...]
Draw = ImageDraw.ImageDraw
Design = Callable[[Draw, Palette, Random], None]

_PALETTES = (
    "f4ead5 d1495b 00798c edae49 30343f",
    "f7f3e8 1d3557 e63946 a8dadc 457b9d",
    "fdf0d5 003049 d62828 f77f00 669bbc",
    "22223b f2e9e4 c9ada7 9a8c98 e07a5f",
    "f1faee 2a9d8f e9c46a e76f51 264653",
    "0b132b 5bc0be f0f3bd ff6b6b 3a506b",
    "fff8e7 3d405b 81b29a f2cc8f e07a5f",
    "1a1423 f3c4a2 b75d69 774c60 eacdc2",
    "efe9db 111111 ff4f00 9b9b93 d9d2c0",
    "12355b f9dc5c ed254e f4fffd 465362",
    "f5efff 5f0f40 9a031e fb8b24 0f4c5c",
    "e8f1f2 13293d 006494 1b98e0 f26419",
)


def _palette(rng: Random) -> Palette:
    words = rng.choice(_PALETTES).split()
    paper, *inks = (tuple(int(word[at : at + 2], 16) for at in (0, 2, 4)) for word in words)
    rng.shuffle(inks)
    red, green, blue = paper
    return ((red, green, blue), *((ink[0], ink[1], ink[2]) for ink in inks))


def _disc(draw: Draw, x: float, y: float, radius: float, fill: Colour) -> None:
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)


def _sunrise(draw: Draw, colours: Palette, rng: Random) -> None:
    horizon = rng.randint(8, 11) * _UNIT
    draw.rectangle((0, 0, _CANVAS, _CANVAS), fill=colours[0])
    _disc(draw, rng.randint(5, 11) * _UNIT, horizon - rng.randint(-1, 2) * _UNIT, rng.randint(3, 5) * _UNIT, colours[1])
    draw.rectangle((0, horizon, _CANVAS, _CANVAS), fill=colours[2])
    for step in range(9):
        y = horizon + step * step * 6 + 10
        draw.rectangle((0, y, _CANVAS, y + 3 + step * 2), fill=colours[3])


def _arcs(draw: Draw, colours: Palette, rng: Random) -> None:
    draw.rectangle((0, 0, _CANVAS, _CANVAS), fill=colours[0])
    x, y = rng.choice(((0, _CANVAS), (_CANVAS, _CANVAS), (0, 0), (_CANVAS // 2, _CANVAS)))
    for ring in range(12, 1, -1):
        _disc(draw, x, y, ring * _UNIT * 1.15, colours[ring % 5])


def _stripes(draw: Draw, colours: Palette, rng: Random) -> None:
    draw.rectangle((0, 0, _CANVAS, _CANVAS), fill=colours[0])
    lean, at, ink = rng.choice((-1, 1)) * rng.randint(2, 9) * _UNIT, -10 * _UNIT, 1
    while at < _CANVAS + 10 * _UNIT:
        width = rng.choice((1, 1, 2, 3)) * _UNIT // 2
        draw.polygon([(at, 0), (at + width, 0), (at + width + lean, _CANVAS), (at + lean, _CANVAS)], fill=colours[ink])
        at, ink = at + width + rng.randint(1, 3) * _UNIT // 2, ink % 4 + 1


def _dots(draw: Draw, colours: Palette, rng: Random) -> None:
    draw.rectangle((0, 0, _CANVAS, _CANVAS), fill=colours[0])
    count = rng.randint(5, 9)
    step = _CANVAS / count
    odd = rng.randrange(count * count)
    for cell in range(count * count):
        row, column = divmod(cell, count)
        swell = 0.16 + 0.3 * abs(math.sin((row + column * 1.7) / count * math.pi))
        ink = colours[2] if cell == odd else colours[1]
        _disc(draw, (column + 0.5) * step, (row + 0.5) * step, step * (0.48 if cell == odd else swell), ink)


def _ridges(draw: Draw, colours: Palette, rng: Random) -> None:
    draw.rectangle((0, 0, _CANVAS, _CANVAS), fill=colours[0])
    _disc(draw, rng.randint(3, 13) * _UNIT, rng.randint(3, 6) * _UNIT, rng.randint(1, 2) * _UNIT * 1.2, colours[1])
    for layer in range(4):
        base = (6 + layer * 2.6) * _UNIT
        phase, swing = rng.random() * 6, rng.uniform(0.8, 2.2) * _UNIT
        edge = [
            (x, base + swing * math.sin(x / 190 + phase) + swing * 0.4 * math.sin(x / 67 + phase * 2))
            for x in range(0, _CANVAS + 16, 16)
        ]
        draw.polygon([*edge, (_CANVAS, _CANVAS), (0, _CANVAS)], fill=colours[(layer + 2) % 4 + 1])


def _bars(draw: Draw, colours: Palette, rng: Random) -> None:
    draw.rectangle((0, 0, _CANVAS, _CANVAS), fill=colours[0])
    for column in range(2, 14):
        height = rng.randint(1, 11) * _UNIT
        ink = colours[rng.choice((1, 1, 1, 2, 3))]
        draw.rectangle((column * _UNIT, 13 * _UNIT - height, (column + 0.62) * _UNIT, 13 * _UNIT), fill=ink)


def _tiles(draw: Draw, colours: Palette, rng: Random) -> None:
    size = _CANVAS // 4
    for row in range(4):
        for column in range(4):
            x, y = column * size, row * size
            ground, figure = rng.sample(colours, 2)
            draw.rectangle((x, y, x + size, y + size), fill=ground)
            match rng.randrange(4):
                case 0:
                    corner = rng.choice(((0, 0, 0), (size, 0, 90), (size, size, 180), (0, size, 270)))
                    cx, cy, start = x + corner[0], y + corner[1], corner[2]
                    draw.pieslice((cx - size, cy - size, cx + size, cy + size), start, start + 90, fill=figure)
                case 1:
                    _disc(draw, x + size / 2, y + size / 2, size * 0.34, figure)
                case 2:
                    draw.polygon([(x, y), (x + size, y), (x, y + size)], fill=figure)
                case _:
                    draw.rectangle((x, y + size // 3, x + size, y + size * 2 // 3), fill=figure)


def _waves(draw: Draw, colours: Palette, rng: Random) -> None:
    draw.rectangle((0, 0, _CANVAS, _CANVAS), fill=colours[0])
    peak, spread = rng.uniform(0.3, 0.7) * _CANVAS, rng.uniform(0.1, 0.2) * _CANVAS
    for line in range(26):
        y, jitter = 2.5 * _UNIT + line * _UNIT * 0.46, rng.random() * 9
        points = []
        for x in range(2 * _UNIT, 14 * _UNIT, 8):
            swell = math.exp(-(((x - peak) / spread) ** 2)) * 2.2 * _UNIT
            points.append((x, y - swell * abs(math.sin(x / 53 + jitter) * math.cos(x / 23 + jitter * 3))))
        draw.polygon([*points, (14 * _UNIT, y + _UNIT), (2 * _UNIT, y + _UNIT)], fill=colours[0])
        draw.line(points, fill=colours[1 + line % 2], width=7, joint="curve")


def _eclipse(draw: Draw, colours: Palette, rng: Random) -> None:
    draw.rectangle((0, 0, _CANVAS, _CANVAS), fill=colours[1])
    x, y, radius = rng.randint(6, 10) * _UNIT, rng.randint(6, 9) * _UNIT, rng.randint(4, 5) * _UNIT
    _disc(draw, x, y, radius * 1.25, colours[2])
    _disc(draw, x, y, radius, colours[0])
    _disc(draw, x + radius * rng.uniform(-0.5, 0.5), y - radius * rng.uniform(0.1, 0.4), radius * 0.82, colours[3])


_COVERS: tuple[Design, ...] = (_sunrise, _arcs, _stripes, _dots, _ridges, _bars, _tiles, _waves, _eclipse)


def _figure(draw: Draw, x: float, scale: float, ink: Colour, rng: Random) -> None:
    """Head and shoulders from behind the footlights, with one of a few hairstyles."""
    head, top = 1.9 * _UNIT * scale, (16 - 8.2 * scale) * _UNIT
    shoulder = head * rng.uniform(1.9, 2.3)
    match rng.randrange(3):
        case 0:
            draw.rounded_rectangle((x - head, top, x + head, top + head * 3.1), radius=head * 0.9, fill=ink)
        case 1:
            _disc(draw, x, top - head * 0.95, head * 0.55, ink)
        case _:
            _disc(draw, x, top, head * 1.35, ink)
    draw.ellipse((x - head, top - head * 1.2, x + head, top + head * 1.35), fill=ink)
    draw.rectangle((x - head * 0.42, top + head, x + head * 0.42, top + head * 2), fill=ink)
    draw.rounded_rectangle((x - shoulder, top + head * 1.75, x + shoulder, _CANVAS * 1.3), radius=head * 1.1, fill=ink)


def _portrait(draw: Draw, colours: Palette, rng: Random) -> None:
    rng.choice((_sunrise, _arcs, _stripes, _dots, _eclipse))(draw, colours, rng)
    people = rng.choice((1, 1, 1, 2, 3))
    ink = min(colours, key=sum)
    dark: Colour = (ink[0] * 2 // 3, ink[1] * 2 // 3, ink[2] * 2 // 3)
    for number in range(people):
        _figure(draw, (number + 1) * _CANVAS / (people + 1), (1.15, 0.85, 0.7)[people - 1], dark, rng)


def _lettering(draw: Draw, text: str, rng: Random, ground: Colour) -> None:
    """The title, when the built-in font can write it, on a strip of its own."""
    if not text.isascii() or len(text) > 34:
        return
    size = 1.15 * _UNIT if len(text) < 20 else 0.8 * _UNIT
    font = ImageFont.load_default(size)
    y = rng.choice((0.7, 13.9)) * _UNIT
    left, top, right, bottom = draw.textbbox((_UNIT, y), text, font=font)
    pad = 0.25 * _UNIT
    ink = (250, 248, 240) if sum(ground) < 360 else (18, 18, 20)
    draw.rectangle((left - pad, top - pad, right + pad, bottom + pad), fill=ground)
    draw.text((_UNIT, y), text, font=font, fill=ink)


@lru_cache(maxsize=64)
def _full_size(item_id: str, title: str | None) -> Image.Image:
    rng = Random(digest("picture", item_id))
    colours = _palette(rng)
    picture = Image.new("RGB", (_CANVAS, _CANVAS))
    draw = ImageDraw.Draw(picture)
    if title is None:
        _portrait(draw, colours, rng)
    else:
        rng.choice(_COVERS)(draw, colours, rng)
        _lettering(draw, title, rng, colours[0])
    return picture.resize((640, 640), Image.Resampling.LANCZOS)


def jpeg(item_id: str, width: int, title: str | None) -> bytes:
    """A square picture as JPEG: a record cover when there is a title, else a portrait."""
    picture = _full_size(item_id, title)
    if width != picture.width:
        picture = picture.resize((width, width), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88, optimize=True)
    return out.getvalue()
