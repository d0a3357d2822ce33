"""The child process that reads an uploaded picture: its bytes on stdin, "width height" and a WebP on stdout.

Before it looks at anything it gives up memory, time, sockets and programs for good. Started by `photo.develop`.
"""

import io
import resource
import sys
from typing import NoReturn

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError, WebPImagePlugin  # noqa: F401 - preinit knows no WebP

from app.domain.photo import LEAST_SIDE, MOST_PIXELS, SLIMMEST
from app.media.one_sheet_press import give_up_the_world
from app.media.photo import REFUSED

MEMORY_LIMIT = 768 * 1024**2
"""Bytes of address space; 40 megapixels with transparency take 160 MB decoded, and as much again while converted."""

LONGER_SIDE = 1200
TYPICAL_BYTES = 160_000
QUALITIES = (82, 74, 64, 50)
FORMATS = ("JPEG", "PNG", "WEBP")
PAPER = "white"


def main() -> None:
    upload = sys.stdin.buffer.read()
    Image.preinit()
    give_up_the_world()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    picture = upright(opened(upload))
    content = written(picture)
    sys.stdout.buffer.write(f"{picture.width} {picture.height}\n".encode() + content)


def opened(upload: bytes) -> Image.Image:
    """The picture, its header read and judged, nothing decoded yet."""
    try:
        picture = Image.open(io.BytesIO(upload), formats=FORMATS)
    except UnidentifiedImageError:
        refuse("kind")
    except Image.DecompressionBombError:
        refuse("pixels")
    except (OSError, SyntaxError, ValueError):
        refuse("damaged")
    if picture.width * picture.height > MOST_PIXELS:
        refuse("pixels")
    if min(picture.size) < LEAST_SIDE:
        refuse("small")
    if max(picture.size) > SLIMMEST * min(picture.size):
        refuse("slim")
    if picture.format in ("PNG", "WEBP") and getattr(picture, "is_animated", False):
        refuse("moving")
    return picture


def upright(picture: Image.Image) -> Image.Image:
    """Decoded, small, as the camera was held, in sRGB, without transparency."""
    try:
        picture.draft("RGB", (2 * LONGER_SIDE, 2 * LONGER_SIDE))
        picture.load()
        if picture.mode not in ("RGB", "RGBA", "L", "CMYK"):
            picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
        picture.thumbnail((LONGER_SIDE, LONGER_SIDE), Image.Resampling.LANCZOS)
        picture = in_srgb(ImageOps.exif_transpose(picture))
    except (OSError, SyntaxError, ValueError, IndexError, EOFError):
        refuse("damaged")
    if picture.mode == "RGBA":
        ground = Image.new("RGB", picture.size, PAPER)
        ground.paste(picture, mask=picture.getchannel("A"))
        return ground
    return picture.convert("RGB")


def in_srgb(picture: Image.Image) -> Image.Image:
    """Colours as they were meant: a profile is followed before it is dropped; one that lies is ignored."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode == "RGBA":
        return picture
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, given, SRGB, outputMode="RGB") or picture
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture


def written(picture: Image.Image) -> bytes:
    """A fresh file of the pixels alone, under the typical size if any quality allows it."""
    clean = Image.frombytes("RGB", picture.size, picture.tobytes())
    content = b""
    for quality in QUALITIES:
        buffer = io.BytesIO()
        clean.save(buffer, "WEBP", quality=quality, method=4)
        content = buffer.getvalue()
        if len(content) <= TYPICAL_BYTES:
            break
    return content


SRGB = ImageCms.createProfile("sRGB")


def refuse(reason: str) -> NoReturn:
    sys.stderr.write(reason)
    sys.exit(REFUSED)


if __name__ == "__main__":
    main()
