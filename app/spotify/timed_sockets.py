"""Connections of urllib3 that give up at one moment, not after one pause.

A read timeout of requests starts anew with every byte that arrives: with these a dripping answer ends.
"""

import functools
import http.client
import io
import socket
from time import monotonic
from typing import Any

from urllib3 import HTTPConnectionPool, HTTPResponse, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection


class _TimedReader(io.RawIOBase):
    """The receiving side of a socket that gives up at one moment, not after one pause."""

    def __init__(self, source: Any, connection: socket.socket, until: float) -> None:
        self._source = source
        self._connection = connection
        self._until = until

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._until - monotonic()
        if left <= 0:
            raise TimeoutError("the answer took too long")
        self._connection.settimeout(left)
        received: int | None = self._source.readinto(buffer)
        return received

    def close(self) -> None:
        self._source.close()
        super().close()


class _TimedResponse(http.client.HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, until: float, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self.fp = io.BufferedReader(_TimedReader(self.fp.detach(), sock, until))


def _timed_response(seconds: float | None) -> Any:
    """What makes an answer that has to be complete in so many seconds."""
    if seconds is None:
        raise ValueError("a call without a timeout")
    return functools.partial(_TimedResponse, until=monotonic() + seconds)


class _TimedHttpConnection(HTTPConnection):
    """Takes `timeout`, which urllib3 sets to the read timeout just before, as the time for the whole answer."""

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]
        self.response_class = _timed_response(self.timeout)
        return super().getresponse()


class _TimedHttpsConnection(HTTPSConnection):
    """As above, over TLS."""

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]
        self.response_class = _timed_response(self.timeout)
        return super().getresponse()


class _TimedHttpPool(HTTPConnectionPool):
    ConnectionCls = _TimedHttpConnection


class _TimedHttpsPool(HTTPSConnectionPool):
    ConnectionCls = _TimedHttpsConnection


TIMED_POOLS = {"http": _TimedHttpPool, "https": _TimedHttpsPool}
"""For urllib3's `pool_classes_by_scheme`."""
