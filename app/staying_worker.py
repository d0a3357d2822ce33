"""gunicorn's threads, staying with a connection while more comes from it.

Between two requests gunicorn hands a connection from its thread back to the main thread's loop, which polls, and hands
it out again: two thread switches, a pipe and ten system calls for each answer (measured: a third of what a kept page
costs). Beside a thread that computes it is worse: after each of these calls the interpreter has to be had again
(`app.turns`). A proxy in front keeps a few connections and sends one request after another on them. So a thread waits a
while for its connection's next request, and gives it back when a request waits for a thread.
"""

import os
import select
import socket
import struct
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

STAY_MS = 200
"""How long a thread waits for more at most."""

AT_ONCE_MS = 5
"""For the first of it, it waits in the very call that reads, and hears no calls."""

_TIMEOUT = struct.Struct("ll")
_FOR_EVER, _AT_ONCE = _TIMEOUT.pack(0, 0), _TIMEOUT.pack(0, AT_ONCE_MS * 1000)
_READ = 8192


class BlockingSocket(socket.socket):
    __slots__ = ()

    def setblocking(self, flag: bool) -> None:
        """gunicorn says it before each request; to say it again is a system call that changes nothing."""
        if not flag or self.gettimeout() is not None:
            super().setblocking(flag)


class StayingWorker(ThreadWorker):  # type: ignore[misc] # gunicorn has no types
    _handed = 0
    """How many connections the main thread has handed out, and not had back."""

    def init_process(self) -> None:
        # each is looked up in a table twenty times for one request; from here on none changes
        self.cfg.__dict__.update({name: setting.get() for name, setting in self.cfg.settings.items()})
        self._calls = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_SEMAPHORE | os.EFD_CLOEXEC)
        """Holds one for each thread that is to stay no longer; who takes it is the one."""
        super().init_process()

    def enqueue_req(self, conn: Any) -> None:
        super().enqueue_req(conn)
        self._handed += 1
        if self._handed > self.cfg.threads:
            os.eventfd_write(self._calls, 1)

    def finish_request(self, conn: Any, fs: Any) -> None:
        self._handed -= 1
        super().finish_request(conn, fs)

    def handle_exit(self, sig: int, frame: Any) -> None:
        super().handle_exit(sig, frame)
        os.eventfd_write(self._calls, self.cfg.threads)

    def handle(self, conn: Any) -> Any:
        """Answer; True when the connection stays open and is the loop's again."""
        if type(conn.sock) is socket.socket:
            conn.sock.__class__ = BlockingSocket
        again = super().handle(conn)
        while again is True and self.alive and not self._is_called_away() and self._next_comes(conn):
            again = super().handle(conn)
        return again

    def _is_called_away(self) -> bool:
        """Whether a request waits for a thread, and for this one: connections that never pause keep nobody waiting."""
        return self._handed > self.cfg.threads and self._takes_a_call()

    def _takes_a_call(self) -> bool:
        try:
            os.eventfd_read(self._calls)
        except BlockingIOError:  # another thread was quicker, and leaves
            return False
        return True

    def _next_comes(self, conn: Any) -> bool:
        """Whether the next request is here, or comes soon. A connection that its other end closed counts as well."""
        if conn.parser.unreader.buf.getvalue():  # read together with the one before
            return True
        if _came_at_once(conn):
            return True
        poller = select.poll()
        poller.register(conn.sock, select.POLLIN)
        poller.register(self._calls, select.POLLIN)
        while ready := poller.poll(STAY_MS):
            if any(file != self._calls for file, _ in ready):
                return True
            if self._takes_a_call():
                return False
        return False


def _came_at_once(conn: Any) -> bool:
    """Read the beginning of the next request. To wait and to read would be two calls that let other threads in."""
    if type(conn.sock) is not BlockingSocket:
        return False
    conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, _AT_ONCE)
    try:
        conn.parser.unreader.unread(conn.sock.recv(_READ))
    except OSError:  # nothing came; a broken connection breaks again where that is handled
        return False
    finally:
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, _FOR_EVER)
    return True
