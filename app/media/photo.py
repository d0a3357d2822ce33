"""An uploaded photo made safe: decoded in a child process, turned upright, made small, written anew without metadata.

The upload's own bytes are never stored or served. Pillow's decoders are C code that meets whatever a stranger sends,
so they run in a process without network, with bounds on memory and time (`photo_press`).
"""

import hashlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from app.domain.photo import MOST_BYTES

CONTENT_TYPE = "image/webp"
TIME_LIMIT_S = 10.0
PROJECT = Path(__file__).resolve().parent.parent.parent
REFUSED = 3
"""The child's exit code when it says why on stderr; any other failure means that the picture broke the decoder."""


class Refused(Exception):
    """`reason` is a key of `domain.photo.REFUSALS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Developed:
    """A WebP picture without metadata, 1200 px at most on its longer side."""

    content: bytes
    width: int
    height: int

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.content).hexdigest()[:20]


def develop(upload: bytes) -> Developed:
    """The picture as it may be shown. Takes 0.2 to 2 s. Raises Refused."""
    if len(upload) > MOST_BYTES:
        raise Refused("bytes")
    kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
    try:
        press = subprocess.run(
            [sys.executable, "-m", "app.media.photo_press"],
            input=upload,
            capture_output=True,
            cwd=PROJECT,
            env=kept | {"PYTHONUTF8": "1"},
            timeout=TIME_LIMIT_S,
            check=False,
        )
    except subprocess.TimeoutExpired as exc:
        raise Refused("damaged") from exc
    if press.returncode == REFUSED:
        raise Refused(press.stderr.decode().strip())
    head, _, content = press.stdout.partition(b"\n")
    if press.returncode != 0 or not content.startswith(b"RIFF"):
        raise Refused("damaged")
    width, height = (int(side) for side in head.split())
    return Developed(content, width, height)
