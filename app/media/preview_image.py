"""The preview image of a profile: what a chat shows when the link is shared. 1200x630 JPEG.

Light to import: cairo, Pango and Pillow come with the first drawing. Nothing of Spotify's is drawn here
(its terms), only the artist's own words and the emblem.
"""

import gc
import hashlib
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from threading import Lock

from app.domain.emblem import Ring
from app.domain.themes import DEFAULT
from app.media import fonts
from app.media.definitions import parsed_definitions
from app.media.libraries import known_libraries

DESIGN_VERSION = 4
"""Raise it when anything in the drawing changes: every fingerprint, and so every image path, changes with it."""

WIDTH, HEIGHT = 1200, 630
TYPICAL_BYTES = 200_000
MOST_BYTES = 300_000
_QUALITIES = (85, 76, 66, 52)

_drawing = Lock()
"""Pango's font map is not thread-safe, and one map for all keeps the memory of one."""


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that is drawn. `line` is role and city; `url` is shown without scheme; `language` is the page's
    BCP 47 tag or empty (it chooses the forms of Chinese characters when the name itself does not). `photo` is the
    fingerprint of the artist's own photo, whose bytes are handed to `draw`."""

    name: str
    line: str
    url: str
    seed: str
    rings: tuple[Ring, ...] = ()
    language: str = ""
    theme: str = DEFAULT
    photo: str = ""


@dataclass(frozen=True, slots=True)
class PreviewImage:
    """The encoded picture, and each character that no font could draw."""

    jpeg: bytes
    missing: tuple[str, ...]


def fingerprint(card: Card) -> str:
    """Names the picture by everything drawn in it: 20 hex digits, equal for equal cards of one design."""
    drawn = json.dumps([DESIGN_VERSION, asdict(card)], ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(drawn.encode()).hexdigest()[:20]


def default_card(site_name: str, url: str) -> Card:
    """The picture of the site itself, for the landing page."""
    rings = (
        *(Ring("artist", f"{site_name} artist {i}", 1 - i / 6) for i in range(4)),
        *(Ring("album", f"{site_name} album {i}", 1 - i / 6) for i in range(4)),
        *(Ring("track", f"{site_name} track {i}", 1 - i / 4) for i in range(3)),
    )
    return Card(site_name, "Your music page, written from Spotify", url, seed=site_name, rings=rings)


def draw(card: Card, photo: bytes | None = None) -> PreviewImage:
    """Draw and encode; the same card gives the same bytes. Takes 15 to 30 ms, one drawing at a time.

    `photo` is an image file that we wrote ourselves (`media.photo`); it takes the emblem's place. A process that
    answers readers asks `card_drawing` instead.
    """
    with _drawing:
        load_libraries()
        from app.media import card_layout  # noqa: PLC0415 - 50 MB of drawing libraries: only who draws loads them

        pixels, missing = card_layout.compose(card, WIDTH, HEIGHT, photo)
        return PreviewImage(_encoded(pixels), missing)


def load_libraries() -> None:
    """Load what draws, with our fonts; once is enough."""
    fonts.use_bundled_fonts()
    with known_libraries(), parsed_definitions(), _no_collection():
        from PIL import JpegImagePlugin  # noqa: F401, PLC0415 - as in `draw`

        from app.media import card_layout  # noqa: F401, PLC0415 - as in `draw`


@contextmanager
def _no_collection() -> Iterator[None]:
    """Import without looking for garbage: what modules hold stays (measured: a tenth of a first picture's time)."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def measure(jpeg: bytes) -> tuple[int, int]:
    """Width and height in px of an encoded picture, read from its header."""
    from PIL import Image  # noqa: PLC0415 - as above

    with Image.open(io.BytesIO(jpeg)) as image:
        return image.size


class _JpegFile(io.BytesIO):
    name = "card.jpg"
    """Pillow loads the one format that a name says; told "JPEG", it loads five (measured: 15 ms)."""


def _encoded(pixels: bytearray) -> bytes:
    """JPEG under the typical size if any quality allows it; MOST_BYTES is what the smallest one keeps.

    With the usual code tables: own ones make it 7 % smaller, and take as long again as all the encoding (3 ms of 18).
    """
    from PIL import Image  # noqa: PLC0415 - as above

    image = Image.frombytes("RGB", (WIDTH, HEIGHT), pixels, "raw", "BGRX")
    jpeg = b""
    for quality in _QUALITIES:
        buffer = _JpegFile()
        image.save(buffer, quality=quality, subsampling="4:2:0")
        jpeg = buffer.getvalue()
        if len(jpeg) <= TYPICAL_BYTES:
            break
    return jpeg
