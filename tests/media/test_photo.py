"""Pictures that strangers send: what comes out is small, upright, ours; what cannot be read says why."""

import io
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from app.domain.photo import MOST_BYTES, REFUSALS
from app.media.photo import Developed, Refused, develop


def encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def two_halves(width: int = 900, height: int = 600) -> Image.Image:
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", (width, height), "#d22a00")
    picture.paste("#2441d0", (width // 2, 0, width, height))
    return picture


def opened(developed: Developed) -> Image.Image:
    return Image.open(io.BytesIO(developed.content))


def test_what_is_kept_is_a_small_webp_without_metadata() -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret-description"
    exif.get_ifd(0x8825)[1] = "N"
    sent = encoded(two_halves(3000, 2000), "JPEG", exif=exif, comment=b"secret-comment")
    developed = develop(sent)
    picture = opened(developed)

    assert b"secret" in sent
    assert b"secret" not in developed.content
    assert (picture.format, picture.size) == ("WEBP", (1200, 800)) == ("WEBP", (developed.width, developed.height))
    assert not {"exif", "icc_profile", "xmp"} & set(picture.info)
    assert develop(sent).fingerprint == developed.fingerprint


def test_a_picture_stands_as_the_camera_was_held() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter to the right
    picture = opened(develop(encoded(two_halves(), "JPEG", exif=exif))).convert("RGB")

    assert picture.size == (600, 900)
    above, below = picture.getpixel((300, 100)), picture.getpixel((300, 800))
    assert isinstance(above, tuple)
    assert isinstance(below, tuple)
    assert above[0] > 150 > above[2]
    assert below[2] > 150 > below[0]


@pytest.mark.parametrize(
    "sent",
    [
        encoded(two_halves().convert("CMYK"), "JPEG"),
        encoded(two_halves().convert("P"), "PNG"),
        encoded(two_halves().convert("LA"), "PNG"),
        encoded(two_halves().convert("RGBA"), "WEBP"),
        encoded(two_halves(), "JPEG", icc_profile=b"not a profile"),
        encoded(two_halves(), "JPEG") + b"<script>alert(1)</script>PK\x03\x04",
    ],
    ids=["cmyk", "palette", "grey with transparency", "transparent webp", "a lying profile", "polyglot"],
)
def test_unusual_pictures_are_read_and_nothing_foreign_survives(sent: bytes) -> None:
    picture = opened(develop(sent))

    assert picture.size == (900, 600)
    assert b"<script>" not in encoded(picture, "WEBP")


def text_bomb() -> bytes:
    words = PngImagePlugin.PngInfo()
    words.add_text("bomb", "x" * 60_000_000, zip=True)
    return encoded(two_halves(300, 300), "PNG", pnginfo=words)


moving = partial(encoded, two_halves(300, 300), save_all=True, append_images=[Image.new("RGB", (300, 300))])


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: encoded(Image.new("1", (30000, 30000)), "PNG"), "pixels"),
        (lambda: encoded(Image.new("L", (8001, 5000)), "PNG"), "pixels"),
        (text_bomb, "damaged"),
        (lambda: moving(kind="WEBP"), "moving"),
        (lambda: moving(kind="PNG"), "moving"),
        (lambda: moving(kind="GIF"), "kind"),
        (lambda: encoded(two_halves(), "TIFF"), "kind"),
        (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>', "kind"),
        (lambda: b"MZ" + bytes(2000), "kind"),
        (lambda: b"", "kind"),
        (lambda: encoded(two_halves(), "JPEG")[:3000], "damaged"),
        (lambda: encoded(two_halves(), "PNG")[:-200], "damaged"),
        (lambda: encoded(two_halves(199, 900), "PNG"), "small"),
        (lambda: encoded(two_halves(2000, 300), "PNG"), "slim"),
        (lambda: bytes(MOST_BYTES + 1), "bytes"),
    ],
)
def test_what_no_page_can_show_is_refused_with_a_reason(make: Callable[[], bytes], reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        develop(make())

    assert refusal.value.reason == reason
    assert REFUSALS[reason].endswith(".")
