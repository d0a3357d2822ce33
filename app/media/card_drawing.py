"""Preview images drawn in a child process, which stays while there is work.

Drawing holds Python's lock for tens of milliseconds: in the process that answers readers, all of them would wait. The
child gives way to them (`card_press.NICENESS`), and the 50 MB of drawing libraries leave with it when it has had
nothing to do for a while.
"""

import atexit
import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from threading import Lock, Timer
from typing import IO, Any, cast

from app.domain.emblem import Ring
from app.media import fonts
from app.media.preview_image import Card, PreviewImage

TIME_LIMIT_S = 15.0
"""For the start and one drawing together, on a machine that is busy: both take half a second on one that is not."""

TRIES = 2
"""A child that left a moment ago, or was killed, is no reason to fail: another one draws."""

PROJECT = Path(__file__).resolve().parent.parent.parent
_KEPT = ("PATH", "HOME", "XDG_CACHE_HOME")
"""What the child gets of our environment: where programs are, and where fontconfig keeps its cache."""


class CardNotDrawn(Exception):
    """The child gave no picture: too slow, ended, or a defect of ours. Holds its last words."""


class Press:
    """One child, and one drawing at a time. Safe to share between threads."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def draw(self, card: Card, photo: bytes | None = None) -> PreviewImage:
        """As `preview_image.draw`, with the same bytes. Raises CardNotDrawn."""
        sent = asked(card, photo)
        with self._turn:
            for _ in range(TRIES):
                told = self._ask(sent)
                if told is not None:
                    break
            else:
                raise CardNotDrawn(f"the press ended {TRIES} times, or took longer than {TIME_LIMIT_S:.0f} s")
        head, jpeg = told
        if "failed" in head:
            raise CardNotDrawn(str(head["failed"]))
        return PreviewImage(jpeg, tuple(head["missing"]))

    @property
    def pid(self) -> int | None:
        """The child's, while there is one."""
        child = self._child
        return child.pid if child is not None else None

    def end(self) -> None:
        with self._turn:
            self._drop()

    def _ask(self, sent: bytes) -> tuple[dict[str, Any], bytes] | None:
        """What the child says to this; None when it ended, and it is gone then."""
        child = self._running()
        asking, answering = cast(IO[bytes], child.stdin), cast(IO[bytes], child.stdout)
        limit = Timer(TIME_LIMIT_S, child.kill)
        limit.daemon = True
        limit.start()
        try:
            asking.write(sent)
            asking.flush()
            head = json.loads(answering.readline())
            jpeg = answering.read(head["bytes"])
        except (OSError, ValueError):  # a pipe without a reader, or half a line
            self._drop()
            return None
        finally:
            limit.cancel()
        if len(jpeg) != head["bytes"]:
            self._drop()
            return None
        return head, jpeg

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is not None:
            self._drop()
        if self._child is None:
            kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
            self._child = subprocess.Popen(
                [sys.executable, "-m", "app.media.card_press"],
                cwd=PROJECT,
                env=kept | {"FONTCONFIG_FILE": str(fonts.CONFIGURATION), "PYTHONUTF8": "1"},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # what went wrong it says in its answer
            )
        return self._child

    def _drop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            with suppress(BrokenPipeError), child:  # closes both pipes and waits; what it was still to read is lost
                pass


def asked(card: Card, photo: bytes | None) -> bytes:
    """A line of JSON with the length of the photo, and the photo."""
    head = {"card": asdict(card), "photo": len(photo or b"")}
    return json.dumps(head).encode() + b"\n" + (photo or b"")


def card_from(fields: dict[str, Any]) -> Card:
    """The card that `asked` wrote."""
    return Card(**fields | {"rings": tuple(Ring(**ring) for ring in fields["rings"])})


PRESS = Press()
"""This process's."""

atexit.register(PRESS.end)
