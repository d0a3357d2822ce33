"""The one-sheet: what a booker prints. One A4 page as tagged PDF/UA, the same bytes for the same sheet.

Drawn in a child process of its own: WeasyPrint costs 0.4 s and 100 MB to load and goes back to the system with it, and
whatever an untrusted text might do to a renderer ends after `TIME_LIMIT_S`, within `one_sheet_press.MEMORY_LIMIT`,
without a socket and without our environment.
"""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from app.domain.bio_lengths import BioLengths
from app.domain.emblem import Ring
from app.domain.themes import DEFAULT
from app.media import fonts

DESIGN_VERSION = 6
"""Raise it when anything in the drawing changes: every sheet is drawn anew at its next request."""

TIME_LIMIT_S = 10.0
MOST_BYTES = 300_000
PROJECT = Path(__file__).resolve().parent.parent.parent
_KEPT = ("PATH", "HOME", "XDG_CACHE_HOME")
"""What the child gets of our environment: where programs are, and where fontconfig keeps its cache."""


class NotDrawn(Exception):
    """The child gave no PDF: too slow, too large, or a defect of ours. Holds its last words."""


@dataclass(frozen=True, slots=True)
class SheetLink:
    """`shown` is the address as one would type it, without scheme."""

    label: str
    url: str
    shown: str


@dataclass(frozen=True, slots=True)
class SheetItem:
    """Something of the provider's: `title` as supplied, `artist` and `year` below it where it has them, a link back."""

    title: str
    artist: str
    url: str
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything that is printed. `url` is absolute, `short_url` without scheme; `as_of` is said in words, `dated` is
    the same moment in ISO 8601; `language` is the page's BCP 47 tag, `bio_language` the bio's where it is another; a
    bio that is not the artist's own reads from the left. Empty texts leave their row out. `photo` is the fingerprint of
    the artist's own photo, whose bytes are handed to `draw`."""

    name: str
    line: str
    bio: BioLengths
    release: str
    contact: SheetLink | None
    links: tuple[SheetLink, ...]
    heading: str
    albums: tuple[SheetItem, ...]
    artists: tuple[SheetItem, ...]
    tracks: tuple[SheetItem, ...]
    url: str
    short_url: str
    as_of: str
    dated: str
    site_name: str
    language: str
    seed: str
    rings: tuple[Ring, ...]
    theme: str = DEFAULT
    bio_is_own: bool = True
    bio_language: str = ""
    photo: str = ""
    photo_alt: str = ""


def fingerprint(sheet: Sheet) -> str:
    """Names the PDF by everything printed on it: 20 hex digits, equal for equal sheets of one design."""
    return hashlib.sha256(_document(sheet)).hexdigest()[:20]


def draw(sheet: Sheet, photo: bytes | None = None) -> bytes:
    """The PDF, in about a second; `photo` takes the emblem's place. Raises NotDrawn."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    # A fixed seed for hashes: WeasyPrint walks over sets. UTF-8, whatever the machine speaks.
    environment = kept | {"FONTCONFIG_FILE": str(fonts.CONFIGURATION), "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}
    try:
        press = subprocess.run(
            [sys.executable, "-m", "app.media.one_sheet_press"],
            input=_document(sheet) + b"\n" + (photo or b""),
            capture_output=True,
            cwd=PROJECT,
            env=environment,
            timeout=TIME_LIMIT_S,
            check=False,
        )
    except subprocess.TimeoutExpired as exc:
        raise NotDrawn(f"not ready after {TIME_LIMIT_S:.0f} s") from exc
    if press.returncode != 0 or not press.stdout.startswith(b"%PDF-"):
        raise NotDrawn(press.stderr.decode(errors="replace")[-500:] or f"ended with {press.returncode}")
    return press.stdout


def read(sent: bytes) -> tuple[Sheet, bytes]:
    """The sheet that `draw` sent to the child, and its photo, empty when there is none."""
    document, _, photo = sent.partition(b"\n")
    _, fields = json.loads(document)
    sheet = Sheet(
        **fields
        | {
            "bio": BioLengths(**fields["bio"]),
            "contact": SheetLink(**fields["contact"]) if fields["contact"] else None,
            "links": _each(SheetLink, fields["links"]),
            "albums": _each(SheetItem, fields["albums"]),
            "artists": _each(SheetItem, fields["artists"]),
            "tracks": _each(SheetItem, fields["tracks"]),
            "rings": _each(Ring, fields["rings"]),
        }
    )
    return sheet, photo


def _document(sheet: Sheet) -> bytes:
    return json.dumps([DESIGN_VERSION, asdict(sheet)], sort_keys=True).encode()


def _each(kind: type[Any], fields: list[dict[str, Any]]) -> tuple[Any, ...]:
    return tuple(kind(**one) for one in fields)
