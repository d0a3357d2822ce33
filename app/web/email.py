"""Links in our messages: looking changes nothing, the button does; mail programs may press it for the reader."""

from flask import Blueprint, Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.domain.refusals import OLD_CONFIRMATION, NotThere
from app.web import pages
from app.web.context import services

bp = Blueprint("email", __name__)


@bp.get("/email/confirm/<token>")
def ask_to_confirm(token: str) -> str:
    if not services().mailboxes.may_confirm(token):
        raise NotThere(OLD_CONFIRMATION)
    return render_template("email/step.html", page=pages.email.asking("confirm", token))


@bp.post("/email/confirm/<token>")
def confirm(token: str) -> AnyResponse:
    services().mailboxes.confirm(token)
    return redirect(url_for("email.confirmed"), code=303)


@bp.get("/email/confirmed")
def confirmed() -> str:
    return render_template("email/step.html", page=pages.email.done("confirm"))


@bp.get("/email/leave/<token>")
def ask_to_leave(token: str) -> str:
    if not services().mailboxes.may_leave(token):
        raise NotThere(OLD_CONFIRMATION)
    return render_template("email/step.html", page=pages.email.asking("leave", token))


@bp.post("/email/leave/<token>")
def leave(token: str) -> AnyResponse:
    """Pressed by the reader, or by their mail program, which has no cookie and follows no redirect (RFC 8058).

    The link itself is the proof, so `guards.init_app` asks for no form token here.
    """
    services().mailboxes.leave(token)
    return Response(render_template("email/step.html", page=pages.email.done("leave")), mimetype="text/html")
