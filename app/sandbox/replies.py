"""An answer as bytes, and how it reaches the wire: at once, late, byte by byte, or not at all."""

import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from flask import Response, request


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    body: bytes
    content_type: str = "application/json; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    outcome: str = "ok"
    """For the ledger: ok, the error's words, or fault:<kind>."""
    delay_s: float = 0.0
    """Wait before the first byte."""
    drip_s: float = 0.0
    """Wait before each byte."""
    hang_up: bool = False
    """Close the connection without a byte."""


def json_reply(body: Any, status: int = 200, outcome: str = "ok", **headers: str) -> Reply:
    """A JSON answer; keyword headers use underscores for hyphens."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status, text.encode(), headers=named, outcome=outcome)


def api_error(status: int, message: str, reason: str | None = None, **headers: str) -> Reply:
    """The Web API's error object; ``reason`` is the undocumented key of the daily quota."""
    error: dict[str, Any] = {"status": status, "message": message}
    if reason:
        error["reason"] = reason
    return json_reply({"error": error}, status, message, **headers)


def text_reply(status: int, text: str) -> Reply:
    return Reply(status, text.encode(), "text/plain; charset=utf-8", outcome=text)


def send(reply: Reply, stopping: Event) -> Response:
    """Put a reply on the wire; every wait ends early when the server stops."""
    if reply.delay_s:
        stopping.wait(reply.delay_s)
    if reply.hang_up:
        connection = request.environ.get("werkzeug.socket")
        if isinstance(connection, socket.socket):
            connection.shutdown(socket.SHUT_RDWR)
        return Response(b"", status=502)
    body = _drip(reply.body, reply.drip_s, stopping) if reply.drip_s else reply.body
    response = Response(body, status=reply.status, content_type=reply.content_type)
    response.headers["Content-Length"] = str(len(reply.body))
    response.headers["Cache-Control"] = "private, max-age=0"
    response.headers.update(reply.headers)
    return response


def _drip(body: bytes, pause_s: float, stopping: Event) -> Iterator[bytes]:
    for position in range(len(body)):
        if stopping.wait(pause_s):
            return
        yield body[position : position + 1]
