"""A wire between a site and its PostgreSQL that can be made slow or cut: F09, without a kernel's help."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

from sqlalchemy.engine import URL, make_url

SOCKET = ".s.PGSQL.5432"
CHUNK = 65_536


class SlowWire:
    """Carries what it is given; each message of the site's arrives `delay_s` late, and none while `whole` is unset."""

    def __init__(self, folder: Path, url: str) -> None:
        there = make_url(url)
        self._server = str(Path(str(there.query["host"])) / SOCKET)
        self.url = _through(there, folder)
        self.delay_s = 0.0
        self.whole = Event()
        self.whole.set()
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(folder / SOCKET))
        self._listener.listen(64)
        Thread(target=self._accept, daemon=True, name="wire").start()

    def close(self) -> None:
        self.whole.set()
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.socket(socket.AF_UNIX)
                far.connect(self._server)
                for source, target, is_slow in ((near, far, True), (far, near, False)):
                    Thread(target=self._carry, args=(source, target, is_slow), daemon=True, name="wire").start()

    def _carry(self, source: socket.socket, target: socket.socket, is_slow: bool) -> None:
        with suppress(OSError):
            while chunk := source.recv(CHUNK):
                if is_slow and self.delay_s:
                    time.sleep(self.delay_s)
                self.whole.wait()
                target.sendall(chunk)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


def _through(there: URL, folder: Path) -> str:
    return there.set(query={**there.query, "host": str(folder)}).render_as_string(hide_password=False)


@contextmanager
def slow_wire(folder: Path, url: str) -> Iterator[SlowWire]:
    wire = SlowWire(folder, url)
    try:
        yield wire
    finally:
        wire.close()
