"""What stands before every view: who is asking, whether they asked lately enough, whether the form is ours."""

from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, redirect, request, url_for
from flask_login import LoginManager, UserMixin, current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Response as AnyResponse

from app.domain import admin_entry
from app.domain.actor import Actor
from app.domain.language import N_
from app.domain.refusals import Withheld
from app.model_settings import LOOPBACK
from app.settings import Settings
from app.web.context import actor, services
from app.web.errors import respond
from app.web.page_cache import DRAWING

MISDIRECTED = (
    N_("This site has another address"),
    N_("Check the address that you typed, or the link that led here."),
)
OPEN_TO_ALL = ("violations.receive", "email.leave")
"""Takes posts from anywhere, without token or origin: one changes nothing, the other's signed link is the proof."""

SAFE = ("GET", "HEAD", "OPTIONS")
FRESH = timedelta(hours=2)
"""How old a sign-in may be for what cannot be undone: deleting the account, taking all data out."""

NO_FACTOR = "No second factor is set up for you. On the server: flask --app wsgi admin totp {account_id}"


class SignedIn(UserMixin):  # type: ignore[misc] # flask-login has no types
    """flask-login's user: the session token in the cookie, and the person behind it."""

    def __init__(self, token: str, actor: Actor) -> None:
        self.token = token
        self.actor = actor

    def get_id(self) -> str:
        return self.token


STILL = ("browsers.log_out", "export.ask", "studio.delete", "studio.disconnect", "studio.unpublish", "former.erase")
"""What somebody who is suspended may still do."""
SUSPENDED = "Your account is suspended: {reason} You can still export your data, disconnect and delete the account."


def init_app(app: Flask, settings: Settings) -> None:
    _know_hosts(app, settings)
    _protect_forms(app, settings)
    _know_people(app)


def require_person() -> AnyResponse | None:
    """Before each view of a blueprint that is for people who signed in."""
    if not current_user.is_authenticated:
        return ask_to_sign_in()
    if actor().suspended_for and request.method not in SAFE and request.endpoint not in STILL:
        raise Withheld(
            f"Your account is suspended: {actor().suspended_for} You can still export, disconnect and delete."
        )
    return None


def ask_to_sign_in(wanted: str | None = None, *, again: bool = False) -> AnyResponse:
    """To the login page and, from there, back to where this was asked. `again`: though somebody is signed in."""
    if wanted is None:
        wanted = request.full_path.rstrip("?") if request.method in SAFE else url_for("studio.edit")
    return redirect(url_for("auth.login", next=wanted, again=1 if again else None), code=303)


def require_fresh_sign_in(back_to: str) -> None:
    """Abort with a way to sign in again, and from there to `back_to`, unless the sign-in is of the last two hours."""
    if services().now() - actor().signed_in_at >= FRESH:
        abort(ask_to_sign_in(back_to, again=True))


def require_admin() -> AnyResponse | None:
    """403 for everybody whom ADMINS does not name; an admin signs in freshly and shows a second factor first.

    Without one set up there is no way in, except in development, where a warning stands on each page instead.
    """
    who, settings = actor(), services().settings
    if who.account_id not in settings.admins:
        abort(403)
    has_factor = services().second_factor.exists(who.person_id)
    found = admin_entry.entry(who, services().now(), has_factor=has_factor, development=settings.development)
    wanted = request.full_path.rstrip("?") if request.method in SAFE else url_for("admin.status")
    if found == "sign_in":
        return ask_to_sign_in(wanted, again=True)
    if found == "code":
        return redirect(url_for("admin_door.ask", next=wanted), code=303)
    missing = NO_FACTOR.format(account_id=who.account_id)
    if found == "set_up":
        return respond(403, "A second factor is missing", missing, signed_in=True)
    if not has_factor:
        g.warning = missing
    services().sessions.enter_admin(who)
    return None


def host_filter(settings: Settings) -> Callable[[str], bool]:
    """Whether a Host header names PUBLIC_URL's host, or this machine by a loopback name.

    No address is ever built from that header: this only keeps strange names from being served at all.
    """
    known = {urlsplit(settings.public_url).hostname, *LOOPBACK}

    @lru_cache(maxsize=256)
    def is_known(host: str) -> bool:
        try:
            return urlsplit(f"//{host}").hostname in known
        except ValueError:
            return False

    return is_known


def is_nickname(settings: Settings, host: str) -> bool:
    """Whether a Host header calls this machine otherwise than PUBLIC_URL does, such as localhost for 127.0.0.1.

    To a browser that is another site: Spotify would send it back to PUBLIC_URL, where it has no cookie.
    """
    own, asked = urlsplit(settings.public_url), urlsplit(f"{request.scheme}://{host}")
    names = {own.hostname, asked.hostname}
    return own.port == asked.port and len(names) == 2 and names <= set(LOOPBACK)


def _know_hosts(app: Flask, settings: Settings) -> None:
    is_known = host_filter(settings)

    @app.before_request
    def refuse_foreign_hosts() -> Response | None:
        """Probes of /healthz and /readyz come by any name."""
        served = request.blueprint == "health" or DRAWING in request.environ or is_known(request.host)
        return None if served else respond(421, *MISDIRECTED)


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
    csrf = CSRFProtect(app)
    csrf.exempt("app.web.reports.send")  # has no session: its form carries a token of its own
    csrf.exempt("app.web.signals.count")  # told by `ping`: it has no form, and changes a figure only
    for endpoint in OPEN_TO_ALL:
        csrf.exempt(f"app.web.{endpoint}")
    own = urlsplit(settings.public_url)

    @app.before_request
    def refuse_foreign_forms() -> Response | None:
        """Fetch Metadata first, Origin where a browser does not send it; without both the token alone decides."""
        if request.method in SAFE or request.endpoint in OPEN_TO_ALL:
            return None
        site = request.headers.get("Sec-Fetch-Site")
        origin = request.headers.get("Origin")
        if site is not None and site not in ("same-origin", "none"):
            abort(400)
        if site is None and origin is not None and origin != f"{own.scheme}://{own.netloc}":
            abort(400)
        return None
