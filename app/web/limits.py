"""How often: request rates per address and per person. Each address that takes a POST has one, whoever forgot it.

What must be exact (texts, refreshes, codes) is counted in the database as well.
"""

import ipaddress
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from flask import Flask, request
from flask_limiter import Limiter
from flask_login import current_user
from limits import parse

from app.services.counter_health import CounterHealth
from app.settings import Settings
from app.web.page_cache import DRAWING

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

__all__ = ["admits_readers", "free_again_in", "init_app"]


class Rate(NamedTuple):
    """Most requests, as flask-limiter writes it; empty: no limit of this kind."""

    address: str = ""
    person: str = ""
    all: str = ""


LIMITS = {
    "waitlist.join": Rate("20 per hour", all="300 per hour"),
    "auth.login": Rate("120 per minute"),
    "auth.connect": Rate("60 per minute"),
    "auth.callback": Rate("60 per minute"),
    "auth.check": Rate("60 per minute", "20 per minute"),
    "admin_door.answer": Rate("30 per minute", "30 per minute"),
    "studio.advise": Rate("600 per minute", "120 per minute"),
    "studio.claim_handle": Rate("300 per minute", "60 per minute"),
    "studio.generate": Rate("300 per minute", "60 per minute"),
    "studio.publish": Rate("300 per minute", "30 per minute"),
    "studio.preview": Rate("", "300 per minute"),
    "export.ask": Rate("60 per hour", "20 per hour"),
    "export.fetch": Rate("120 per hour", "60 per hour"),
    "studio_photo.save_photo": Rate("120 per hour", "30 per hour"),
    "reports.send": Rate("5 per minute; 20 per day"),
    "violations.receive": Rate("30 per minute", all="600 per minute"),
    "handouts.one_sheet_pdf": Rate("240 per minute"),
    "machines.oembed": Rate("600 per minute"),
    "signals.count": Rate("120 per minute"),
    "public.profile": Rate("1200 per minute"),
    "public.card": Rate("1200 per minute"),
}
EVERY_POST = Rate("600 per minute", "240 per minute")

LIMITER = "anchor.limiter"
SHARED = "shared"
"""The scheme of `shared_counters`."""


def init_app(app: Flask, settings: Settings, health: CounterHealth) -> None:
    """Last of all: it puts itself around the views that are there."""
    redis = settings.redis_url.get_secret_value() if settings.redis_url else None
    if redis:
        from app.web import shared_counters  # noqa: F401, PLC0415 - makes its scheme known; loads a client that few need
    limiter = Limiter(
        address,
        app=app,
        enabled=settings.rate_limits == "on",
        storage_uri=f"{SHARED}://" if redis else "memory://",
        storage_options={"address": redis, "health": health} if redis else {},  # type: ignore[dict-item]
        headers_enabled=False,  # what is left for one address is nobody else's, and caches keep headers
        application_limits=[],
    )
    limiter.request_filter(lambda: DRAWING in request.environ)  # the reader it is drawn for is counted already
    app.extensions[LIMITER] = limiter  # its decorators hold it weakly, and switched off nobody else holds it
    posts = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    for endpoint in posts | set(LIMITS):
        _limit(app, limiter, endpoint, LIMITS.get(endpoint, EVERY_POST))


def admits_readers(app: Flask) -> "Callable[[WSGIEnvironment], bool]":
    """For answers given before Flask: counts one in the same buckets as the views do; False when that was too many."""
    limiter: Limiter = app.extensions[LIMITER]
    pages, cards = (parse(LIMITS[endpoint].address) for endpoint in ("public.profile", "public.card"))

    def admits(environ: "WSGIEnvironment") -> bool:
        limit, scope = (cards, "public.card") if environ["PATH_INFO"].endswith(".jpg") else (pages, "public.profile")
        return not limiter.enabled or limiter.limiter.hit(limit, counted_as(environ.get("REMOTE_ADDR")), scope)

    return admits


def free_again_in(app: Flask, now: datetime) -> int:
    """Seconds until the limit that stopped this request lets the next one pass."""
    stopped = app.extensions[LIMITER].current_limit
    return max(1, int(stopped.reset_at - now.timestamp())) if stopped else 60


def address() -> str:
    return counted_as(request.remote_addr)


@lru_cache(maxsize=4096)
def counted_as(told: str | None) -> str:
    """Whose requests are counted together: an IPv4 address, or the /64 of an IPv6 one, which one home has whole."""
    told = told or "unknown"
    try:
        found = ipaddress.ip_address(told)
    except ValueError:
        return told[:64]
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return told


def person() -> str:
    """The person who is signed in; a visitor counts by address."""
    return f"person {current_user.actor.person_id}" if current_user.is_authenticated else address()


def _limit(app: Flask, limiter: Limiter, endpoint: str, rate: Rate) -> None:
    kinds: tuple[tuple[str, Callable[[], str]], ...] = (
        (rate.all, lambda: "everybody"),
        (rate.person, person),
        (rate.address, address),
    )
    for rates, key in kinds:
        if rates:
            view: Any = limiter.limit(rates, key_func=key)(app.view_functions[endpoint])
            app.view_functions[endpoint] = view
