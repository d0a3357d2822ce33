"""The least that Python can do behind gunicorn: a function that returns the bytes in the file named by BARE_PAGE."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

PAGE = Path(os.environ["BARE_PAGE"]).read_bytes()
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(PAGE)))]


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:  # noqa: ARG001 - WSGI's form
    start_response("200 OK", HEADERS)
    return [PAGE]
