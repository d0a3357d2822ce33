"""No test reaches beyond this machine, and nothing talks to the network while it holds a transaction open.

pytest-socket closes every host but loopback (pyproject.toml). Here each HTTP request and each new connection of
Python code is met with the question whether this thread has a transaction open. libpq's own sockets are not Python's.
"""

import http.client
import socket
import traceback
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

import httpx2
import pytest

from app.db.database import open_transactions


class NetworkInTransaction(AssertionError):
    """A network call was made while a transaction was open."""


@pytest.fixture(autouse=True)
def network_offences(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The stacks of network calls inside a transaction; one left at the end fails the test, whoever swallowed it."""
    offences: list[str] = []

    def watched(call: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(call)
        def asked(*args: Any, **kwargs: Any) -> Any:
            if open_transactions():
                offences.append("".join(traceback.format_stack(limit=12)))
                raise NetworkInTransaction("a network call inside an open transaction")
            return call(*args, **kwargs)

        return asked

    for owner, name in (
        (socket.socket, "connect"),
        (http.client.HTTPConnection, "putrequest"),  # requests too, also on a connection that is already open
        (httpx2.Client, "send"),
    ):
        monkeypatch.setattr(owner, name, watched(getattr(owner, name)))
    yield offences
    assert not offences, f"a network call inside an open transaction:\n{offences[0]}"
