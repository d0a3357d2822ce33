"""The site as a Flask app: blueprints, guards, headers, errors, one log line per request."""

import secrets
import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from flask import Flask, Response, g, request
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from app import logs
from app.bootstrap import Services, build
from app.db.patience import patience
from app.settings import Settings
from app.web import (
    admin,
    admin_door,
    auth,
    browsers,
    email,
    errors,
    export,
    former,
    guards,
    handouts,
    headers,
    health,
    language,
    limits,
    machines,
    offline,
    photo,
    public,
    ranges,
    readers,
    reports,
    share,
    signals,
    static_files,
    studio,
    violations,
    waitlist,
)
from app.web.context import EXTENSION
from app.web.page_cache import DRAWING, PAGE_CACHE, PageCache

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PROJECT = Path(__file__).resolve().parent.parent.parent
PATIENCE_S = 5.0
"""What a request may take of PostgreSQL's time in all; it is told to come back then."""
MAX_BODY = 6 * 1024 * 1024
MAX_FORM = 256 * 1024
BLUEPRINTS = (
    health.bp,
    auth.bp,
    studio.bp,
    browsers.bp,
    share.bp,
    signals.bp,
    export.bp,
    admin_door.bp,
    former.bp,
    waitlist.bp,
    admin.bp,
    email.bp,
    public.bp,
    handouts.bp,
    machines.bp,
    reports.bp,
    violations.bp,
    photo.bp,
    photo.studio_bp,
)

log = structlog.get_logger()


def create_site(settings: Settings, services: Services | None = None) -> Flask:
    app = Flask("anchor", root_path=str(PROJECT), static_folder="static", template_folder="templates")
    app.config |= {
        "SECRET_KEY": settings.secret_key.get_secret_value(),
        "SECRET_KEY_FALLBACKS": [key.get_secret_value() for key in settings.secret_key_fallbacks],
        "SESSION_COOKIE_NAME": "__Host-session" if settings.secure else "session",
        "SESSION_COOKIE_SECURE": settings.secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_REFRESH_EACH_REQUEST": False,  # a late answer must not bring a former session back
        "MAX_CONTENT_LENGTH": MAX_BODY,
        "MAX_FORM_MEMORY_SIZE": MAX_FORM,
        "MAX_FORM_PARTS": 200,
    }
    app.url_map.merge_slashes = False  # its redirect would carry whatever the Host header says
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    _log_requests(app)
    _bound_forms(app)
    guards.init_app(app, settings)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    headers.init_app(app, settings)
    ranges.init_app(app)
    static_files.init_app(app)
    language.init_app(app)
    errors.init_app(app)
    readers.init_app(app)
    signals.init_app(app)
    reserved = first_words(app)
    built = services or build(settings, reserved=reserved)
    use(app, built)
    limits.init_app(app, settings, built.counters)
    _stand_in_front(app, settings, reserved)
    return app


def use(app: Flask, services: Services) -> None:
    """Put these services behind the views; what they need of the templates goes to them."""
    app.extensions[EXTENSION] = services
    services.on_page(lambda shown: offline.draw(app, shown))


def _stand_in_front(app: Flask, settings: Settings, reserved: frozenset[str]) -> None:
    """What meets a request before Flask: first the proxies' word on who asks, then the kept pages."""
    is_known, admits = guards.host_filter(settings), limits.admits_readers(app)
    cache = app.extensions[PAGE_CACHE] = PageCache(
        _patient(app.wsgi_app),
        lambda: app.extensions[EXTENSION],
        reserved,
        admits=lambda environ: is_known(environ.get("HTTP_HOST", "")) and admits(environ),
        seen=partial(readers.seen, app),
        logged=logs.request,
    )
    app.wsgi_app = cache  # type: ignore[method-assign]
    if settings.proxy_hops:
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]


def _patient(app: "WSGIApplication") -> "WSGIApplication":
    """A request that the database keeps waiting ends, so that its thread is free for those who can be answered."""

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        with patience(PATIENCE_S):
            return app(environ, start_response)

    return answer


def first_words(app: Flask) -> frozenset[str]:
    """The first words of the site's own paths: no handle may hide a room."""
    firsts = (rule.rule.strip("/").split("/")[0].split(".")[0] for rule in app.url_map.iter_rules())
    return frozenset(word for word in firsts if word and "<" not in word)


def _bound_forms(app: Flask) -> None:
    @app.before_request
    def bound() -> None:
        """MAX_FORM_MEMORY_SIZE bounds forms with files only; a plain one is read whole."""
        if request.mimetype == "application/x-www-form-urlencoded":
            request.max_content_length = MAX_FORM


def _log_requests(app: Flask) -> None:
    @app.before_request
    def begin() -> None:
        g.request_id, g.began = secrets.token_hex(6), time.monotonic()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=g.request_id)

    @app.after_request
    def end(response: Response) -> Response:
        """The path only: queries may carry codes."""
        response.headers.setdefault("X-Request-Id", g.request_id)
        if DRAWING not in request.environ:
            ms = round((time.monotonic() - g.began) * 1000)
            log.info("request", method=request.method, path=request.path, status=response.status_code, ms=ms)
        return response
