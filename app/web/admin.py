"""The admin's room: one page of rows, and actions that are confirmed before anything happens (docs/admin.md)."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.domain.refusals import BadInput, NotThere
from app.web import pages
from app.web.admin_actions.registry import ACTIONS, Action
from app.web.context import actor, services
from app.web.guards import require_admin, require_person

bp = Blueprint("admin", __name__)


bp.before_request(require_person)
bp.before_request(require_admin)


@bp.get("/admin")
def status() -> str:
    return render_template("admin/status.html", page=pages.admin.status_page(services()))


@bp.get("/admin/actions/<name>")
def ask(name: str) -> str:
    """What the action would do, and the button that does it."""
    action = _action(name)
    return render_template("admin/confirm.html", page=pages.admin.confirm_page(action, action.typed(request.args)))


@bp.post("/admin/actions/<name>")
def act(name: str) -> AnyResponse:
    """Do it, once it is confirmed; else ask again."""
    action = _action(name)
    typed = action.typed(request.form)
    try:
        if request.form.get("confirm") != "yes":
            raise BadInput("confirm", "Nothing was done yet. Confirm it, or go back.")
        done = action.run(services(), actor(), typed)
    except (BadInput, NotThere) as refusal:
        page = pages.admin.confirm_page(action, typed, refusal)
        return Response(render_template("admin/confirm.html", page=page), status=422, mimetype="text/html")
    flash(done, "done")
    return redirect(url_for("admin.status"), code=303)


def _action(name: str) -> Action:
    return ACTIONS[name] if name in ACTIONS else abort(404)
