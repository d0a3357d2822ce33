"""Looks at what stands, beside the readers: a database that answers late makes nobody wait who can be answered.

A look takes a millisecond, and its reader waits for it. One that takes longer than `PATIENCE_S` goes on in a thread of
its own, while readers get what is kept; so what is kept is older than a second only while the database is slow.
"""

from collections.abc import Callable
from threading import Event, Lock, Thread

PATIENCE_S = 0.5
MOST = 8
"""Looks under way at once: as many as requests. More can only be when the database is slow, and would not help."""


class Looks:
    """One look at a time for each address. Safe to share between threads."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._under_way: set[str] = set()

    def done_soon(self, path: str, look: Callable[[], object]) -> bool:
        """Have `look` done; whether it is. False while it goes on, whoever began it."""
        done = Event()
        with self._guard:
            if path in self._under_way or len(self._under_way) >= MOST:
                return False
            self._under_way.add(path)
        Thread(target=self._do, args=(path, look, done), name="look", daemon=True).start()
        return done.wait(PATIENCE_S)

    def _do(self, path: str, look: Callable[[], object], done: Event) -> None:
        try:
            look()
        finally:
            with self._guard:
                self._under_way.discard(path)
            done.set()
