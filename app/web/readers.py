"""Who wants to know that a published page was read: every answer of a page is told once, kept ones and 304 included."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from flask import Flask

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

Listener = Callable[[int, "WSGIEnvironment"], None]
"""Gets the profile's id and the request. It is called while somebody waits: it may remember, and must do no I/O."""

READERS = "anchor.readers"


def init_app(app: Flask) -> None:
    app.extensions[READERS] = []


def tell(app: Flask, listener: Listener) -> None:
    """From now on `listener` learns of every read page."""
    _listeners(app).append(listener)


def seen(app: Flask, profile_id: int, environ: "WSGIEnvironment") -> None:
    """A page was answered, by GET or HEAD, with its bytes or with 304."""
    for listener in _listeners(app):
        listener(profile_id, environ)


def _listeners(app: Flask) -> list[Listener]:
    return cast(list[Listener], app.extensions[READERS])
