"""The sandbox, called in this process: a transport adapter for requests that hands each call to a WSGI app.

Everything above the socket is the product's own: sessions, headers, bounds, parsing. Only the wire is missing.
"""

import io
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import requests
from urllib3 import HTTPHeaderDict, HTTPResponse

from app.spotify.transport import BoundedAdapter, _read

WSGI = Callable[..., Any]


def adapter_for(app: WSGI) -> type[BoundedAdapter]:
    """What to put in the place of `app.spotify.transport.BoundedAdapter`."""

    class InProcess(BoundedAdapter):
        def send(self, request: requests.PreparedRequest, *_args: Any, **_kwargs: Any) -> requests.Response:
            answer = self.build_response(request, call(app, request))
            answer._content = _read(answer)
            answer.encoding = "utf-8"
            return answer

    return InProcess


def call(app: WSGI, request: requests.PreparedRequest) -> HTTPResponse:
    began: list[Any] = []
    parts = app(environ(request), lambda status, headers, *_: began.extend((status, headers)))
    try:
        body = b"".join(parts)
    finally:
        if hasattr(parts, "close"):
            parts.close()
    status, headers = began
    return HTTPResponse(
        body=io.BytesIO(body),
        headers=HTTPHeaderDict(headers),
        status=int(status.split(" ", 1)[0]),
        preload_content=False,
    )


def environ(request: requests.PreparedRequest) -> dict[str, Any]:
    url = urlsplit(request.url or "")
    body = request.body or b""
    sent = body.encode() if isinstance(body, str) else body
    headers = {
        f"HTTP_{name.upper().replace('-', '_')}": value
        for name, value in request.headers.items()
        if name.lower() not in ("content-type", "content-length")
    }
    return {
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": url.path,
        "QUERY_STRING": url.query,
        "CONTENT_TYPE": request.headers.get("Content-Type", ""),
        "CONTENT_LENGTH": str(len(sent)),
        "SERVER_NAME": url.hostname,
        "SERVER_PORT": str(url.port or 80),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": url.scheme,
        "wsgi.input": io.BytesIO(sent),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        **headers,
    }
