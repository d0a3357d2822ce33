"""Which Range headers mean something here (RFC 9110, 13.2.2 and 14.2): all others are as if they had not been sent."""

import re

from flask import Flask, request

ONE_RANGE = re.compile(r"\s*bytes\s*=\s*(?:(\d{1,18})-(\d{0,18})|-\d{1,18})\s*", re.ASCII | re.IGNORECASE)
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
"""Asked before a range is: who has this very answer gets 304, no part of it."""


def init_app(app: Flask) -> None:
    @app.before_request
    def forget_others() -> None:
        """Werkzeug answers them with 416, or with a part to who asked for the head alone or has the whole."""
        environ = request.environ
        if "HTTP_RANGE" in environ and not _is_meant(environ["HTTP_RANGE"]):
            del environ["HTTP_RANGE"]


def _is_meant(asked: str) -> bool:
    found = ONE_RANGE.fullmatch(asked)
    if found is None or request.method != "GET" or any(name in request.environ for name in CONDITIONS):
        return False
    first, last = found.groups(default="")
    return not (first and last) or int(first) <= int(last)
