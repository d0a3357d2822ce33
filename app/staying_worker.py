"""gunicorn's threads, staying with a connection while more comes from it.

Between two requests gunicorn hands a connection from its thread back to the main thread's loop, which polls, and hands
it out again: two thread switches, a pipe and ten system calls for each answer (measured: a third of what a kept page
costs). A proxy in front keeps a few connections and sends one request after another on them. So while there are no more
connections than threads, a thread waits a moment for its connection's next request, and goes through the loop after it.
"""

import select
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

STAY_MS = 5
"""How long the thread waits; a request on a new connection, if that is one too many, waits as long at most."""


class StayingWorker(ThreadWorker):  # type: ignore[misc] # gunicorn has no types
    def handle(self, conn: Any) -> Any:
        """Answer; True when the connection stays open and is the loop's again."""
        again = super().handle(conn)
        while again is True and self.alive and self.nr_conns <= self.cfg.threads and _next_comes(conn):
            again = super().handle(conn)
        return again


def _next_comes(conn: Any) -> bool:
    """Whether the next request is here, or comes in a moment. A connection that its other end closed counts as well."""
    if conn.parser.unreader.buf.getvalue():  # read together with the one before
        return True
    poller = select.poll()
    poller.register(conn.sock, select.POLLIN)
    return bool(poller.poll(STAY_MS))
