"""How long a thread waits for the database, all answers together (RELIABILITY.md F09)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(slots=True)
class Patience:
    left_s: float


_patience: ContextVar[Patience | None] = ContextVar("patience", default=None)


def here() -> Patience | None:
    """What is left of this thread's patience; None where nobody waits for the thread."""
    return _patience.get()


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Inside, this thread waits for PostgreSQL so long at most; then it meets an OperationalError.

    One inside another gives no more time than that has left.
    """
    outer = _patience.get()
    token = _patience.set(outer if outer is not None and outer.left_s < seconds else Patience(seconds))
    try:
        yield
    finally:
        _patience.reset(token)
