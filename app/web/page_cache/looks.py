"""Looks at what stands, beside the readers: who can be answered waits for no database and no drawing.

A look goes on in a thread of its own, while readers get what is kept. One who needs it waits for it, but not for longer
than `PATIENCE_S`; so what is kept grows old only while the database is slow.
"""

from collections.abc import Callable
from threading import Event, Lock, Thread

PATIENCE_S = 0.5
LONGEST_S = 10.0
MOST = 8
"""Looks under way at once: as many as requests. More can only be when the database is slow, and would not help."""


class Looks:
    """One look at a time for each address. Safe to share between threads."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._under_way: dict[str, Event] = {}

    def done_soon(self, path: str, look: Callable[[], object], patience_s: float) -> bool:
        """Have `look` done; whether it is. False while it goes on, whoever began it."""
        mine = self._begun(path, look)
        return mine is not None and mine.wait(patience_s)

    def done(self, path: str, look: Callable[[], object]) -> bool:
        """Have `look` done that begins after this call; False when that takes too long, or too many are under way."""
        before = self._under_way.get(path)
        if before is not None and not before.wait(LONGEST_S):
            return False
        mine = self._begun(path, look) or self._under_way.get(path)  # somebody else's began after this call as well
        return mine is not None and mine.wait(LONGEST_S)

    def _begun(self, path: str, look: Callable[[], object]) -> Event | None:
        """Set when it is done; None when it was not begun."""
        done = Event()
        with self._guard:
            if path in self._under_way or len(self._under_way) >= MOST:
                return None
            self._under_way[path] = done
        Thread(target=self._do, args=(path, look, done), name="look", daemon=True).start()
        return done

    def _do(self, path: str, look: Callable[[], object], done: Event) -> None:
        try:
            look()
        finally:
            with self._guard:
                del self._under_way[path]
            done.set()
