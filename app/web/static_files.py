"""Static files under an address that carries their content's hash, so that they may be kept for ever."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from flask import Flask, Response, request

FOR_EVER = "public, max-age=31536000, immutable"


def init_app(app: Flask) -> None:
    address = _addresses(Path(str(app.static_folder)), keep=not app.debug)
    app.jinja_env.globals["static"] = address

    @app.after_request
    def keep(response: Response) -> Response:
        """What was asked for by its hash never changes; anything else is looked at again."""
        if request.endpoint == "static":
            by_hash = "v" in request.args and request.full_path == address(request.path.removeprefix("/static/"))
            response.headers["Cache-Control"] = FOR_EVER if by_hash else "public, no-cache"
        return response


def _addresses(folder: Path, *, keep: bool) -> Callable[[str], str]:
    known: dict[str, str] = {}

    def address(path: str) -> str:
        if path not in known or not keep:
            digest = hashlib.sha256((folder / path).read_bytes()).hexdigest()[:12]
            known[path] = f"/static/{path}?v={digest}"
        return known[path]

    return address
