"""The page as one file that opens from disk: the very template, with style, fonts and pictures inside it."""

import base64
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, render_template

from app.services import pictures
from app.web.context import services
from app.web.pages.profile import profile_page
from app.web.static_files import content

if TYPE_CHECKING:
    from app.services.exports import Shown

STYLESHEET = re.compile(r'<link rel="stylesheet" href="/static/([^"?]+)[^"]*"[^>]*>')
ICON = re.compile(r'<link rel="icon"[^>]*>')
OUTSIDE = re.compile(
    r'<link rel="(?:apple-touch-icon|manifest|preload|alternate)"[^>]*>\n?|<script src=[^>]*></script>'
)
PING = re.compile(r' ping="[^"]*"')
PHOTO = re.compile(r'src="/[^"]+/photo/[0-9a-f]+\.webp"')
PICTURE = re.compile(r'src="(/[^"]+)"')
LOCAL = re.compile(r'href="(/[^"]*)"')
FILE_IN_CSS = re.compile(r"url\((\.\.?/[^)?]+)[^)]*\)")
TYPES = {".woff2": "font/woff2", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}


def draw(app: Flask, shown: "Shown") -> dict[str, bytes]:
    """`index.html`. Runs in a worker, outside any request."""
    public_url = app.extensions["anchor"].settings.public_url
    with app.test_request_context(base_url=public_url):
        view = profile_page(
            shown.page, handle=shown.handle, card="", published_at=shown.published_at, now=services().now()
        )
        html = render_template("public/page.html", page=view)
        icon = _inlined("image/svg+xml", pictures.icon_of(shown.page).encode())
    static = Path(str(app.static_folder))
    html = STYLESHEET.sub(lambda found: f"<style>{_style(static, found[1])}</style>", html)
    html = ICON.sub(f'<link rel="icon" href="{icon}">', OUTSIDE.sub("", PING.sub("", html)))
    if shown.page.photo is not None:
        photo = app.extensions["anchor"].photos.stored(shown.profile_id, shown.page.photo.fingerprint)
        html = PHOTO.sub(f'src="{_inlined("image/webp", photo or b"")}"', html)
    html = PICTURE.sub(lambda found: f'src="{_picture(app, static, found[1])}"', html)
    return {"index.html": LOCAL.sub(_leading_to(public_url, shown.handle), html).encode()}


def _style(static: Path, name: str) -> str:
    folder = (static / name).parent
    return FILE_IN_CSS.sub(lambda found: f"url({_file(folder / found[1])})", content(static, name).decode())


def _picture(app: Flask, static: Path, path: str) -> str:
    """A picture of the site's own; one that is not public now becomes an empty one."""
    if path.startswith("/static/"):
        return _file(static / path.removeprefix("/static/").partition("?")[0])
    answer = app.test_client().get(path, headers={"Host": app.extensions["anchor"].settings.public_url.split("//")[1]})
    return _inlined(answer.mimetype or "image/jpeg", answer.data) if answer.status_code == 200 else "data:,"


def _leading_to(public_url: str, handle: str) -> Callable[[re.Match[str]], str]:
    def link(found: re.Match[str]) -> str:
        path = found[1]
        return 'href="../one-sheet.pdf"' if path == f"/{handle}/one-sheet.pdf" else f'href="{public_url}{path}"'

    return link


def _file(path: Path) -> str:
    return _inlined(TYPES[path.suffix], path.read_bytes())


def _inlined(media_type: str, content: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"
