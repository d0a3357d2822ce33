# ruff: noqa: E501
"""Groups A and I: what a provider may answer, and what somebody may upload."""

import io
import zlib
from struct import pack
from typing import Any

from PIL import Image

ITEM = {"id": "x1", "name": "Name", "external_urls": {"spotify": "https://open.spotify.com/track/x1"}}
ANSWERS: tuple[Any, ...] = (
    {}, [], None, 7, "text", True, {"items": None}, {"items": {}}, {"items": "x"}, {"items": [None]}, {"items": [[]]}, {"items": [7, "x", None, {}]},
    {"items": [ITEM]}, {"items": [{**ITEM, "id": None}]}, {"items": [{**ITEM, "name": ""}]}, {"items": [{**ITEM, "name": 7}]}, {"items": [{**ITEM, "name": "\ud800"}]},
    {"items": [{**ITEM, "name": "x\x00y"}]}, {"items": [{**ITEM, "name": "n" * 100_000}]}, {"items": [{**ITEM, "external_urls": "x"}]}, {"items": [{**ITEM, "images": [{"url": "javascript:x"}]}]},
    {"items": [{**ITEM, "images": [{"url": "https://evil.example/x.jpg"}]}]}, {"items": [{**ITEM, "images": {"0": 1}}]}, {"items": [{**ITEM, "artists": "x", "album": 7}]},
    {"items": [{**ITEM, "artists": [ITEM], "album": {}}]}, {"items": [{**ITEM, "artists": [ITEM], "album": {**ITEM, "release_date": "0000-00-00"}}]},
    {"items": [{**ITEM, "artists": [ITEM], "album": {**ITEM, "release_date": 1999, "total_tracks": -1}}]}, {"items": [{**ITEM, "artists": [ITEM] * 500, "album": ITEM}]},
    {"items": [ITEM] * 5000}, {"items": [{**ITEM, "popularity": 10**400, "duration_ms": -1, "explicit": "yes"}]}, {"id": {}}, {"id": "", "display_name": 7}, {"id": "u", "images": [[]]},
    {"id": "u" * 10_000, "account_id": ["x"]}, {"access_token": None}, {"error": {"status": "429", "message": ["x"]}}, {"items": [{**ITEM, "__proto__": {}, "constructor": 1}]},
)  # fmt: skip
"""JSON of every shape but the right one."""


def uploads() -> dict[str, bytes]:
    """Files by what is wrong with them; none may become a photo."""
    small = _image("PNG")
    jpeg = _image("JPEG")
    return {
        "empty": b"",
        "text": b"hello",
        "html": b"<!doctype html><script>alert(1)</script>",
        "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "pdf": b"%PDF-1.7\n1 0 obj<<>>endobj",
        "zip": b"PK\x03\x04" + b"\0" * 100,
        "gif": _image("GIF"),
        "bmp": _image("BMP"),
        "tiff": _image("TIFF"),
        "ico": _image("ICO"),
        "cut short": small[: len(small) // 2],
        "jpeg cut short": jpeg[:20],
        "only a signature": b"\x89PNG\r\n\x1a\n",
        "a bomb of pixels": _bomb(60_000, 60_000),
        "no width": _bomb(0, 10),
        "a text bomb": _text_bomb(small),
        "a jpeg that says it is a png": b"\x89PNG\r\n\x1a\n" + jpeg,
        "noise": bytes(range(256)) * 200,
        "too many bytes": small + b"\0" * (5 * 1024 * 1024),
        "postscript": b"%!PS\n(x) show",
    }


def _image(kind: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 40), (200, 30, 30)).save(file, kind)
    return file.getvalue()


def _chunk(name: bytes, content: bytes) -> bytes:
    return pack(">I", len(content)) + name + content + pack(">I", zlib.crc32(name + content))


def _bomb(width: int, height: int) -> bytes:
    header = _chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + _chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + _chunk(b"IEND", b"")


def _text_bomb(image: bytes) -> bytes:
    text = b"Comment\0\0" + zlib.compress(b"x" * 30_000_000)
    return image[:33] + _chunk(b"zTXt", text) + b"broken"
