"""The door of the admin's room: it asks for the second factor after a fresh sign-in."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask_login import current_user, login_user
from werkzeug.wrappers import Response as AnyResponse

from app.domain.local_path import local_path
from app.domain.refusals import BadInput
from app.web import pages
from app.web.context import actor, services
from app.web.guards import SignedIn, require_person

bp = Blueprint("admin_door", __name__)

ROOM = "/admin"

bp.before_request(require_person)


@bp.before_request
def only_admins() -> None:
    if actor().account_id not in services().settings.admins:
        abort(403)


@bp.get("/admin/code")
def ask() -> str:
    return render_template(
        "admin/door.html", page=pages.admin_door.door_page(local_path(request.args.get("next"), ROOM))
    )


@bp.post("/admin/code")
def answer() -> AnyResponse:
    """The right code opens the room; the session goes on under a new token."""
    next_path = local_path(request.form.get("next"), ROOM)
    try:
        services().second_factor.verify(actor().person_id, request.form.get("code", ""))
    except BadInput as refusal:
        page = pages.admin_door.door_page(next_path, refusal.sentence)
        return Response(render_template("admin/door.html", page=page), status=422, mimetype="text/html")
    token = services().sessions.elevate(current_user.get_id())
    found = services().sessions.find(token)
    if found is None:  # logged out everywhere in this very moment
        return redirect(url_for("auth.login", next=next_path), code=303)
    login_user(SignedIn(token, found))
    return redirect(next_path, code=303)
