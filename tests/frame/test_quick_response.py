"""Our response writes what gunicorn's own writes, and refuses what that refuses."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from gunicorn.config import Config
from gunicorn.http import wsgi
from gunicorn.http.wsgi import InvalidResponseHeader

from app.quick_response import JOINED_UP_TO, QuickResponse

HEADERS = [("Content-Type", "text/html"), ("X-Padded", "  spaces "), ("Connection", "close"), ("ETag", '"a"')]
BODY = b"body " * 100


class Request:
    version = (1, 1)

    def __init__(self, method: str) -> None:
        self.method = method

    def should_close(self) -> bool:
        return False


class Socket:
    def __init__(self) -> None:
        self.sent: list[bytes] = []

    def sendall(self, data: bytes) -> None:
        self.sent.append(bytes(data))


def written(kind: Callable[..., Any], method: str, status: str, length: int | None, parts: list[bytes]) -> list[bytes]:
    socket = Socket()
    response = kind(Request(method), socket, Config())
    headers = [*HEADERS, ("Content-Length", str(length))] if length is not None else HEADERS
    response.start_response(status, headers)
    for part in parts:
        response.write(part)
    response.close()
    assert response.should_close() is False
    return [re.sub(rb"Date: [^\r]+", b"", sent) for sent in socket.sent]


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize(
    ("method", "status", "length", "parts"),
    [
        ("GET", "200 OK", 500, [BODY]),
        ("GET", "200 OK", 500, [BODY[:100], BODY[100:]]),
        ("GET", "200 OK", 100, [BODY]),
        ("GET", "200 OK", None, [BODY]),
        ("HEAD", "200 OK", 500, []),
        ("GET", "304 NOT MODIFIED", None, [b""]),
        ("GET", "200 OK", JOINED_UP_TO + 1, [b"x" * (JOINED_UP_TO + 1)]),
    ],
)
def test_the_same_bytes_leave(method: str, status: str, length: int | None, parts: list[bytes], times: int) -> None:
    for _ in range(times):
        ours = written(QuickResponse, method, status, length, parts)

    assert b"".join(ours) == b"".join(written(wsgi.Response, method, status, length, parts))


def test_a_short_answer_leaves_in_one_piece() -> None:
    assert len(written(QuickResponse, "GET", "200 OK", len(BODY), [BODY])) == 1


def test_a_header_that_would_break_the_answer_is_refused_again_and_again() -> None:
    for _ in range(2):
        response = QuickResponse(Request("GET"), Socket(), Config())
        with pytest.raises(InvalidResponseHeader):
            response.start_response("200 OK", [("X-Name", "a\r\nSet-Cookie: b")])


def test_no_more_headers_are_remembered_than_said() -> None:
    for number in range(3000):
        QuickResponse(Request("GET"), Socket(), Config()).start_response("200 OK", [("X-Request-Id", str(number))])

    assert len(QuickResponse._plain) <= 1024
