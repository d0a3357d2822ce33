"""The app's answer to nobody in particular: what everybody may get."""

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any

from app.turns import short_turns
from app.web.page_cache.answer import List

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

DRAWING = "anchor.drawing"
"""In the environment of such a request. It is neither counted, limited nor logged."""


def ask(app: "WSGIApplication", environ: "WSGIEnvironment", **more: str) -> tuple[str, List, bytes]:
    """Status, headers and body of this address without cookies, conditions or a query, but with `more`."""
    said: dict[str, Any] = {}

    def start_response(status: str, headers: List, _exc_info: object = None) -> Callable[..., Any]:
        said.update(status=status, headers=headers)
        return lambda _data: None

    nobody = {name: value for name, value in environ.items() if not name.startswith(("HTTP_", "CONTENT_"))}
    nobody |= {"REQUEST_METHOD": "GET", "QUERY_STRING": "", "wsgi.input": BytesIO(), DRAWING: True, **more}
    nobody["HTTP_HOST"] = environ.get("HTTP_HOST", environ["SERVER_NAME"])
    with short_turns():
        chunks = app(nobody, start_response)
        try:
            body = b"".join(chunks)
        finally:
            getattr(chunks, "close", lambda: None)()
    return said["status"], said["headers"], body
