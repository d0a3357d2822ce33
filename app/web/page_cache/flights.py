"""One thread of this process makes an answer; whoever else wants the same address waits until it is made."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock

PATIENCE_S = 10.0


class Flights:
    """Work under way, by address."""

    def __init__(self, patience_s: float = PATIENCE_S) -> None:
        self._patience_s = patience_s
        self._guard = Lock()
        self._under_way: dict[str, Event] = {}

    def paths(self) -> list[str]:
        return list(self._under_way)

    @contextmanager
    def first(self, path: str) -> Iterator[bool]:
        """True for the one who is to do the work; for all others False, once it is done or took too long."""
        mine = Event()
        with self._guard:
            done = self._under_way.setdefault(path, mine)
        if done is not mine:
            done.wait(self._patience_s)
            yield False
            return
        try:
            yield True
        finally:
            with self._guard:
                del self._under_way[path]
            mine.set()
