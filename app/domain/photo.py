"""The artist's own photo: what may be uploaded, and what a page knows of it (DESIGN.md section 8)."""

from dataclasses import dataclass

MOST_BYTES = 5_000_000
MOST_PIXELS = 40_000_000
LEAST_SIDE = 200
SLIMMEST = 6
"""Times as long as wide; beyond it, what is kept has fewer pixels on its shorter side than LEAST_SIDE."""

ALT_LIMIT = 200

REFUSALS = {
    "missing": "Choose a picture first: a JPEG, PNG or WebP file.",
    "bytes": "That picture is larger than 5 MB. Save it smaller, or as a JPEG, and choose it again.",
    "kind": "That is not a JPEG, PNG or WebP picture. Save it as one of these and choose it again.",
    "pixels": "That picture has more than 40 megapixels. Make it smaller and choose it again.",
    "small": "That picture is too small: each side needs 200 pixels or more.",
    "slim": "That picture is a strip, more than six times as long as it is wide. Cut it and choose it again.",
    "moving": "That picture moves. Choose one that stands still.",
    "damaged": "That picture is damaged or cut off, so it cannot be read. Save it again and choose it once more.",
    "busy": "Other pictures are being read right now. Try again in a minute.",
}
"""Why a picture is refused, in words for the person."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A stored photo: named by its bytes, sizes in pixels, `alt` as the artist typed it (may be empty)."""

    fingerprint: str
    width: int
    height: int
    alt: str = ""
