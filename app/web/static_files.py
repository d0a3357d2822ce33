"""Static files under an address that carries their content's hash, so that they may be kept for ever.

A page has one stylesheet: what is asked for as a theme is answered with what all themes share in front of it.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path

from flask import Flask, Response, request
from werkzeug.security import safe_join

from app.web.zipping import zip_for_reader

FOR_EVER = "public, max-age=31536000, immutable"
SHARED, THEMES = "css/page.css", "css/themes/"


def init_app(app: Flask) -> None:
    folder = Path(str(app.static_folder))
    address = _addresses(folder, keep=not app.debug)
    app.jinja_env.globals["static"] = address
    app.view_functions["static"] = _serve(app, folder)

    @app.after_request
    def keep(response: Response) -> Response:
        """What was asked for by its hash never changes; anything else is looked at again."""
        if request.endpoint == "static":
            by_hash = "v" in request.args and request.full_path == address(request.path.removeprefix("/static/"))
            response.headers["Cache-Control"] = FOR_EVER if by_hash else "public, no-cache"
            zip_for_reader(response)
        return response


def content(folder: Path, path: str) -> bytes:
    """What is served under this path: of a theme, the shared stylesheet and its own. Raises OSError."""
    own = (folder / path).read_bytes()
    return (folder / SHARED).read_bytes() + own if path.startswith(THEMES) else own


def _serve(app: Flask, folder: Path) -> Callable[[str], Response]:
    def serve(filename: str) -> Response:
        if not filename.startswith(THEMES) or not Path(safe_join(str(folder), filename) or "").is_file():
            return app.send_static_file(filename)
        response = Response(content(folder, filename), mimetype="text/css")
        response.add_etag()
        response.make_conditional(request)
        return response

    return serve


def _addresses(folder: Path, *, keep: bool) -> Callable[[str], str]:
    known: dict[str, str] = {}

    def address(path: str) -> str:
        if path not in known or not keep:
            digest = hashlib.sha256(content(folder, path)).hexdigest()[:12]
            known[path] = f"/static/{path}?v={digest}"
        return known[path]

    return address
