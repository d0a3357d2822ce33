"""Signing in and out: out to Spotify's consent page, back by the callback, and away."""

from urllib.parse import urlsplit

import structlog
from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, session, url_for
from flask_login import current_user, login_required, login_user, logout_user
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.http import http_date
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response as AnyResponse

from app.domain.actor import Actor
from app.domain.local_path import STUDIO, local_path
from app.domain.sign_in import Arrival, Callback, SignInFailed
from app.web import pages
from app.web.context import actor, services
from app.web.guards import SignedIn, is_nickname

log = structlog.get_logger()

bp = Blueprint("auth", __name__)

INVITATION = "invitation"
"""Where it keeps the invitation that it came with, until the sign-in ends."""
BROWSER = "browser"
"""Where the browser's cookie keeps the value that binds a sign-in to it."""


@bp.get("/login")
def login() -> str | AnyResponse:
    next_path = _page_of(request.args.get("next"))
    if is_nickname(services().settings, request.host):
        wanted = url_for("auth.login", next=next_path, again=request.args.get("again"))
        return redirect(services().settings.public_url + wanted, code=303)
    again = "again" in request.args and current_user.is_authenticated
    if current_user.is_authenticated and not again:
        return redirect(next_path, code=303)
    return render_template("auth/login.html", page=pages.auth.login_page(next_path, again=again))


@bp.post("/connect/spotify")
def connect() -> AnyResponse:
    departure = services().connect.start(session.get(BROWSER), _page_of(request.form.get("next")), _visitor())
    session[BROWSER] = departure.browser
    if request.form.get("invitation"):
        session[INVITATION] = request.form["invitation"][:300]
    return redirect(departure.url, code=303)


@bp.get("/connect/spotify/callback")
def callback() -> AnyResponse:
    if request.method == "HEAD":  # who only looks at an address must not use its code up
        raise MethodNotAllowed(["GET"])
    answer = Callback(state=_single("state"), code=_single("code"), error=_single("error"))
    return _arrive(services().connect.finish(answer, session.get(BROWSER), _visitor(), session.get(INVITATION)))


@bp.post("/connect/spotify/check")
@login_required  # type: ignore[untyped-decorator] # flask-login has no types
def check() -> AnyResponse:
    arrival = services().connect.check(actor())
    if arrival is None:
        flash(
            "Spotify does not let this account in yet. Ask whoever runs this site to add it, then try again.", "problem"
        )
        return redirect(url_for("studio.edit"), code=303)
    return _arrive(arrival)


@bp.post("/logout")
def logout() -> AnyResponse:
    if current_user.is_authenticated:
        services().sessions.close(current_user.get_id())
        logout_user()
    session.clear()
    return redirect(url_for("public.landing"), code=303)


@bp.errorhandler(SignInFailed)
def explain(failure: SignInFailed) -> AnyResponse:
    """The wrong turn in plain words. The address holds a code: it leaves with no link and no file of this page."""
    log.info("sign_in_failed", turn=failure.turn)
    page = pages.auth.callback_problem_page(failure, services().now())
    response = Response(
        render_template("auth/callback_problem.html", page=page), pages.auth.callback_problem_status(failure)
    )
    response.headers["Referrer-Policy"] = "strict-origin"
    if response.status_code == 503:
        response.headers["Retry-After"] = http_date(failure.retry_at) if failure.retry_at else "60"
    return response


def _visitor() -> Actor | None:
    return actor() if current_user.is_authenticated else None


def _single(name: str) -> str | None:
    values = request.args.getlist(name)
    return values[0] if len(values) == 1 else None


def _arrive(arrival: Arrival) -> AnyResponse:
    if arrival.person_id is not None:
        _sign_in(arrival.person_id)
    return redirect(arrival.next_path, code=303)


def _sign_in(person_id: int) -> None:
    """Open a new session and forget everything of the former one, but which browser this is."""
    former = current_user.get_id() if current_user.is_authenticated else None
    token = services().sessions.open(person_id, replacing=former)
    found = services().sessions.find(token)
    browser = session.get(BROWSER)
    session.clear()
    session[BROWSER] = browser
    session.permanent = True
    if found is not None:  # else the person was deleted in this very moment
        login_user(SignedIn(token, found))


def _page_of(value: str | None) -> str:
    """The local path that somebody wanted, when a link may lead there; the address of a form's action is none."""
    path = local_path(value)
    try:
        current_app.url_map.bind("").match(urlsplit(path).path, method="GET")
    except RequestRedirect:
        return path
    except HTTPException:
        return STUDIO
    return path
