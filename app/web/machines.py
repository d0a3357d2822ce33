"""What machines ask the site for: robots.txt, sitemap, security.txt, manifest, icons, oEmbed. No cookie, no session."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import cast

from flask import Blueprint, Response, abort, current_app, jsonify, request
from werkzeug.wrappers import Response as AnyResponse

from app.web import pages
from app.web.context import services
from app.web.static_files import FOR_EVER
from app.web.visibility import public_now, validated

bp = Blueprint("machines", __name__)

A_DAY = f"public, max-age={int(timedelta(days=1).total_seconds())}"
ICONS = {180: "img/apple-touch-icon.png", 192: "img/icon-192.png", 512: "img/icon-512.png"}


@bp.get("/robots.txt")
def robots() -> AnyResponse:
    return _text(pages.machines.robots(), "text/plain")


@bp.get("/sitemap.xml")
def sitemap() -> AnyResponse:
    return _text(pages.machines.sitemap(services().directory.pages()), "application/xml")


@bp.get("/.well-known/security.txt")
def security_txt() -> AnyResponse:
    """404 where nobody said how to be reached."""
    if not services().settings.contact:
        abort(404)
    return _text(pages.machines.security_txt(services().now()), "text/plain")


@bp.get("/manifest.webmanifest")
def manifest() -> AnyResponse:
    icons = {size: _address(path) for size, path in ICONS.items()}
    described = pages.machines.manifest(icons, _address("img/anchor.svg"))
    return _text(json.dumps(described, ensure_ascii=False), "application/manifest+json")


@bp.get("/favicon.ico")
def favicon() -> AnyResponse:
    """For whoever looks here without reading a page first."""
    return _picture("img/favicon.ico", "image/x-icon")


@bp.get("/apple-touch-icon.png")
@bp.get("/apple-touch-icon-precomposed.png")
def apple_touch_icon() -> AnyResponse:
    return _picture("img/apple-touch-icon.png", "image/png")


@bp.get("/embed.css")
def embed_style() -> AnyResponse:
    """The frame's stylesheet, which may be asked for from inside a sandboxed frame: an origin that is nobody's."""
    response = Response((_static() / "css" / "embed.css").read_bytes(), mimetype="text/css")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Access-Control-Allow-Origin"] = "*"
    answer = validated(response, response.get_data(as_text=True))
    if request.full_path == _address("css/embed.css").replace("/static/css/", "/"):
        answer.headers["Cache-Control"] = FOR_EVER
    return answer


@bp.get("/oembed")
def oembed() -> AnyResponse:
    """oEmbed 1.0 for our own public pages: 404 for any other address, 501 for a format but JSON."""
    if request.args.get("format", "json") != "json":
        abort(501)
    named = pages.machines.handle_in(request.args.get("url", ""))
    found = public_now(named.lower()) if named else None
    if found is None:
        abort(404)
    handle, version = found
    answer = pages.machines.oembed(
        version.page,
        handle=handle,
        card=version.card,
        most_wide=request.args.get("maxwidth", type=_size),
        most_high=request.args.get("maxheight", type=_size),
    )
    response = jsonify(answer)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return validated(response, f"{version.id}-{json.dumps(answer, sort_keys=True)}")


def _size(text: str) -> int:
    """A size in px. Raises ValueError, which means that none was asked for."""
    size = int(text)
    if size < 1:
        raise ValueError
    return size


def _text(text: str, mimetype: str) -> Response:
    return validated(Response(text, mimetype=mimetype), text)


def _picture(path: str, mimetype: str) -> Response:
    content = (_static() / path).read_bytes()
    response = Response(content, mimetype=mimetype)
    response.set_etag(hashlib.sha256(content).hexdigest()[:16])
    response.headers["Cache-Control"] = A_DAY
    response.make_conditional(request, accept_ranges=True, complete_length=len(content))
    return response


def _address(path: str) -> str:
    """The address of a static file, with its hash."""
    address = cast(Callable[[str], str], current_app.jinja_env.globals["static"])
    return address(path)


def _static() -> Path:
    return Path(str(current_app.static_folder))
