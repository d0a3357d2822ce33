"""One deadline for a whole call: the caller waits no longer than it, whatever the threads still do.

A name lookup knows no timeout at all, so nothing but leaving its thread behind ends one. The sockets give up at the
same moment (`timed_sockets`). All moments here are monotonic seconds.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from time import monotonic
from typing import TypeVar

THREAD_GRACE_SECONDS = 0.25

T = TypeVar("T")


def run_all(works: Sequence[Callable[[], T]], until: float) -> list[Future[T]]:
    """Run each work in a thread of its own and wait until the deadline; what is not done then is abandoned."""
    pool = ThreadPoolExecutor(max_workers=len(works), thread_name_prefix="spotify")
    try:
        futures = [pool.submit(copy_context().run, work) for work in works]
        wait(futures, timeout=max(0.0, until - monotonic()) + THREAD_GRACE_SECONDS)
    finally:
        pool.shutdown(wait=False)
    return futures
