"""Where kept answers stand: by address, bounded in bytes; what was not asked for longest goes first."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from app.db.queries.published import Standing
from app.db.shown import Shown
from app.web.page_cache.answer import Answer

ROOM = 24 * 2**20
LARGEST = 2**20


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer with what it was made from, and when the database last said that this still stands.

    `looked_at` is in seconds of the monotonic clock; `shown` is what this process's commits had changed by then.
    """

    answer: Answer
    standing: Standing
    words: str
    looked_at: float
    shown: Shown

    @property
    def published_at(self) -> datetime:
        return self.standing.published_at


class Shelf:
    """Safe to share between threads."""

    def __init__(self, room: int = ROOM, largest: int = LARGEST) -> None:
        self._room = room
        self._largest = largest
        self._guard = Lock()
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self.size = 0

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, path: str) -> Kept | None:
        kept = self._kept.get(path)
        if kept is not None:
            try:
                self._kept.move_to_end(path)
            except KeyError:  # dropped by another thread meanwhile; each step is whole, so no lock
                return kept
        return kept

    def paths(self) -> list[str]:
        return list(self._kept)

    def put(self, path: str, kept: Kept) -> None:
        """Keep it in place of what stands there; what takes too much room alone is not kept.

        What was looked up later stays: a drawing that took long may bring what has been replaced meanwhile.
        """
        with self._guard:
            there = self._kept.get(path)
            if there is not None and there.looked_at > kept.looked_at:
                return
            if there is not None:
                del self._kept[path]
                self.size -= there.answer.size
            if kept.answer.size > self._largest:
                return
            self._kept[path] = kept
            self.size += kept.answer.size
            while self.size > self._room:
                _, oldest = self._kept.popitem(last=False)
                self.size -= oldest.answer.size

    def drop(self, path: str) -> None:
        with self._guard:
            kept = self._kept.pop(path, None)
            if kept is not None:
                self.size -= kept.answer.size
