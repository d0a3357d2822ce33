"""One hard moment for a whole call: a server that drips bytes cannot hold a person longer than that."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, call: Callable[[], T]) -> T:
    """The result of `call`, or what it raised. Raises TimeoutError after so many seconds.

    A call that is too late is left to its own timeouts; nobody waits for it.
    """
    pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="model")
    try:
        return pool.submit(copy_context().run, call).result(timeout=max(0.0, seconds))
    finally:
        pool.shutdown(wait=False)
