"""What commits of this process have changed of published pages, said by the queries that change it.

Whoever keeps a page compares: the same `Shown` means that no commit of this process has changed any page since. What
another process commits is not counted here.
"""

from dataclasses import dataclass
from threading import Lock

from sqlalchemy.orm import Session

_READERS, _VERSION = "shown.readers", "shown.version"


@dataclass(frozen=True, slots=True)
class Shown:
    """How many commits may have changed who reads a page, or where; and how many published a newer version."""

    readers: int = 0
    versions: int = 0


def note_readers(session: Session) -> None:
    """This transaction changes who may see a page, or under which address."""
    session.info[_READERS] = True


def note_version(session: Session) -> None:
    """This transaction publishes a newer version, for the same readers."""
    session.info[_VERSION] = True


class Tally:
    """`shown` is another object after each commit that was noted. Safe to share between threads."""

    def __init__(self) -> None:
        self._guard = Lock()
        self.shown = Shown()

    def committed(self, session: Session) -> None:
        readers, version = session.info.get(_READERS, False), session.info.get(_VERSION, False)
        if readers or version:
            with self._guard:
                self.shown = Shown(self.shown.readers + readers, self.shown.versions + version)
