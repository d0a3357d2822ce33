"""Our parser reads what gunicorn's own reads, and leaves nothing of one request before the next."""

import socket
from typing import Any

import pytest
from gunicorn.config import Config
from gunicorn.http.parser import RequestParser

from app.quick_request import REMEMBERED, QuickParser, QuickRequest

HEAD = "{} /{} HTTP/1.1\r\nHost: here\r\nX-Forwarded-Proto: https\r\n{}\r\n"
BODIES = {
    "none": HEAD.format("GET", "a", ""),
    "empty": HEAD.format("POST", "a", "Content-Length: 0\r\n"),
    "some": HEAD.format("POST", "a", "Content-Length: 5\r\n") + "12345",
    "chunks": HEAD.format("POST", "a", "Transfer-Encoding: chunked\r\n") + "5\r\n12345\r\n0\r\n\r\n",
}
NEXT = HEAD.format("GET", "b", "")


@pytest.fixture(autouse=True)
def nobody_is_known() -> None:
    QuickRequest._trusted.clear()


def requests_of(kind: type[Any], sent: str, address: str = "127.0.0.1") -> list[tuple[str, str, str, Any]]:
    """What the parser reads when nobody reads the bodies."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(sent.encode())
        theirs.shutdown(socket.SHUT_WR)
        reader = kind(Config(), ours, (address, 1234))
        found = []
        for _ in range(sent.count(" HTTP/1.1")):
            request = next(reader)
            found.append((request.method, request.path, request.scheme, request.headers))
            assert reader.finish_body(deadline=None) is True
        return found


@pytest.mark.parametrize("body", BODIES)
def test_the_next_request_begins_behind_the_one_before_with_or_without_a_body(body: str) -> None:
    sent = BODIES[body] + NEXT

    assert requests_of(QuickParser, sent) == requests_of(RequestParser, sent)
    assert [path for _, path, _, _ in requests_of(QuickParser, sent)] == ["/a", "/b"]


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "192.0.2.7", "no address"])
def test_whose_word_counts_is_the_same_the_second_time(address: str) -> None:
    (expected,) = requests_of(RequestParser, NEXT, address)
    for _ in range(2):
        assert requests_of(QuickParser, NEXT, address) == [expected]


def test_no_more_addresses_are_remembered_than_said() -> None:
    for number in range(REMEMBERED + 10):
        requests_of(QuickParser, NEXT, f"10.0.{number // 256}.{number % 256}")

    assert len(QuickRequest._trusted) <= REMEMBERED
