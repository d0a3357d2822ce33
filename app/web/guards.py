"""What stands before every view: who is asking, whether the form is ours, how often."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, abort, redirect, request, url_for
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager, UserMixin, current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Response as AnyResponse

from app.domain.actor import Actor
from app.settings import Settings
from app.web.context import services

SAFE = ("GET", "HEAD", "OPTIONS")


class SignedIn(UserMixin):  # type: ignore[misc] # flask-login has no types
    """flask-login's user: the session token in the cookie, and the person behind it."""

    def __init__(self, token: str, actor: Actor) -> None:
        self.token = token
        self.actor = actor

    def get_id(self) -> str:
        return self.token


def init_app(app: Flask, settings: Settings) -> Limiter:
    _protect_forms(app, settings)
    _know_people(app)
    return _limit(app, settings)


def require_person() -> AnyResponse | None:
    """Before each view of a blueprint that is for people who signed in."""
    return None if current_user.is_authenticated else ask_to_sign_in()


def ask_to_sign_in() -> AnyResponse:
    """To the login page and, from there, back to where this was asked."""
    wanted = request.full_path.rstrip("?") if request.method in SAFE else url_for("studio.edit")
    return redirect(url_for("auth.login", next=wanted), code=303)


def require_admin() -> None:
    """Abort with 403 unless the person who is signed in is named in ADMINS."""
    if current_user.actor.account_id not in services().settings.admins:
        abort(403)


class _Manager(LoginManager):  # type: ignore[misc] # flask-login has no types
    def _update_remember_cookie(self, response: Response) -> Response:
        """There is no such cookie here; looking for one would open the session of every visitor."""
        return response


def _know_people(app: Flask) -> None:
    manager = _Manager(app, add_context_processor=False)  # a template that asked who this is would open the session
    manager.session_protection = None
    manager.unauthorized_handler(ask_to_sign_in)

    @manager.user_loader  # type: ignore[untyped-decorator] # flask-login has no types
    def load(token: str) -> SignedIn | None:
        found = services().sessions.find(token)
        return SignedIn(token, found) if found else None


def _protect_forms(app: Flask, settings: Settings) -> None:
    app.config |= {"WTF_CSRF_TIME_LIMIT": None, "WTF_CSRF_SSL_STRICT": False}
    CSRFProtect(app).exempt("app.web.reports.send")  # has no session: its form carries a token of its own
    own = urlsplit(settings.public_url)

    @app.before_request
    def refuse_foreign_forms() -> Response | None:
        """Fetch Metadata first, Origin where a browser does not send it; without both the token alone decides."""
        if request.method in SAFE:
            return None
        site = request.headers.get("Sec-Fetch-Site")
        origin = request.headers.get("Origin")
        if site is not None and site not in ("same-origin", "none"):
            abort(400)
        if site is None and origin is not None and origin != f"{own.scheme}://{own.netloc}":
            abort(400)
        return None


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


def _limit(app: Flask, settings: Settings) -> Limiter:
    storage = settings.redis_url.get_secret_value() if settings.redis_url else "memory://"
    return Limiter(
        get_remote_address,
        app=app,
        enabled=settings.rate_limits == "on",
        storage_uri=storage,
        headers_enabled=False,  # what is left for one address is nobody else's, and caches keep headers
        application_limits=[],
    )
