"""Waiting for a place: leave an address, confirm it, come in with an invitation."""

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from app.domain.refusals import OLD_INVITATION, BadInput, NotThere
from app.web import pages
from app.web.context import services

bp = Blueprint("waitlist", __name__)


@bp.get("/waitlist")
def show() -> str:
    return render_template("auth/waitlist.html", page=pages.waitlist.waitlist_page("join"))


@bp.post("/waitlist")
def join() -> AnyResponse:
    email = request.form.get("email", "")
    try:
        services().membership.join(email)
    except BadInput as refusal:
        page = pages.waitlist.waitlist_page("join", typed=email, error=refusal.sentence)
        return Response(render_template("auth/waitlist.html", page=page), status=422, mimetype="text/html")
    return Response(
        render_template("auth/waitlist.html", page=pages.waitlist.waitlist_page("asked")), mimetype="text/html"
    )


@bp.get("/waitlist/<token>")
def ask(token: str) -> str:
    """A button, because programs that look at mail follow links."""
    if not services().membership.may_confirm(token):
        raise NotThere(OLD_INVITATION)
    return render_template("auth/waitlist.html", page=pages.waitlist.waitlist_page("confirm", token=token))


@bp.post("/waitlist/<token>")
def confirm(token: str) -> str:
    services().membership.confirm(token)
    return render_template("auth/waitlist.html", page=pages.waitlist.waitlist_page("confirmed"))


@bp.get("/invitation/<token>")
def invited(token: str) -> str:
    if not services().membership.may_enter(token):
        raise NotThere(OLD_INVITATION)
    return render_template("auth/waitlist.html", page=pages.waitlist.waitlist_page("invited", token=token))
