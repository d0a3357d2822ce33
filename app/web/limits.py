"""How often: requests per address."""

from datetime import datetime
from typing import Any

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from app.settings import Settings

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


def free_again_in(app: Flask, now: datetime) -> int:
    """Seconds until the limit that stopped this request lets the next one pass."""
    stopped = app.extensions[LIMITER].current_limit
    return max(1, int(stopped.reset_at - now.timestamp())) if stopped else 60


def init_app(app: Flask, settings: Settings) -> Limiter:
    storage = settings.redis_url.get_secret_value() if settings.redis_url else "memory://"
    return Limiter(
        get_remote_address,
        app=app,
        enabled=settings.rate_limits == "on",
        storage_uri=storage,
        headers_enabled=False,  # what is left for one address is nobody else's, and caches keep headers
        application_limits=[],
    )
