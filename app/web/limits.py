"""How often: requests per address."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import parse

from app.settings import Settings
from app.web.page_cache import DRAWING

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

LIMITS = {
    "auth.login": "120 per minute",
    "auth.connect": "60 per minute",
    "auth.callback": "60 per minute",
    "auth.check": "20 per minute",
    "studio.advise": "120 per minute",
    "studio.publish": "30 per minute",
    "export.ask": "20 per hour",
    "export.fetch": "60 per hour",
    "reports.send": "5 per minute; 20 per day",
    "public.profile": "1200 per minute",
    "public.card": "1200 per minute",
}
"""Requests per address; whatever must be exact (texts, refreshes) is counted in the database instead."""


LIMITER = "anchor.limiter"


def limit_views(app: Flask, limiter: Limiter) -> None:
    app.extensions[LIMITER] = limiter  # its decorators hold it weakly, and switched off nobody else holds it
    for endpoint, rate in LIMITS.items():
        view: Any = limiter.limit(rate)(app.view_functions[endpoint])
        app.view_functions[endpoint] = view


def admits_readers(app: Flask) -> "Callable[[WSGIEnvironment], bool]":
    """For answers given before Flask: counts one in the same buckets as the views do; False when that was too many."""
    limiter: Limiter = app.extensions[LIMITER]
    pages, cards = (parse(LIMITS[endpoint]) for endpoint in ("public.profile", "public.card"))

    def admits(environ: "WSGIEnvironment") -> bool:
        limit, scope = (cards, "public.card") if environ["PATH_INFO"].endswith(".jpg") else (pages, "public.profile")
        return not limiter.enabled or limiter.limiter.hit(limit, environ.get("REMOTE_ADDR") or "127.0.0.1", scope)

    return admits


def free_again_in(app: Flask, now: datetime) -> int:
    """Seconds until the limit that stopped this request lets the next one pass."""
    stopped = app.extensions[LIMITER].current_limit
    return max(1, int(stopped.reset_at - now.timestamp())) if stopped else 60


def init_app(app: Flask, settings: Settings) -> Limiter:
    storage = settings.redis_url.get_secret_value() if settings.redis_url else "memory://"
    limiter = Limiter(
        get_remote_address,
        app=app,
        enabled=settings.rate_limits == "on",
        storage_uri=storage,
        headers_enabled=False,  # what is left for one address is nobody else's, and caches keep headers
        application_limits=[],
    )
    limiter.request_filter(lambda: DRAWING in request.environ)  # the reader it is drawn for is counted already
    return limiter
