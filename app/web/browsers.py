"""Where somebody is signed in, and logging out everywhere."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_login import logout_user
from werkzeug.wrappers import Response as AnyResponse

from app.web import pages
from app.web.context import actor, services
from app.web.guards import require_person

bp = Blueprint("browsers", __name__)

bp.before_request(require_person)


@bp.get("/studio/browsers")
def show() -> str:
    found = services().sessions.browsers(actor().person_id)
    return render_template(
        "studio/browsers.html", page=pages.browsers.browsers_page(found, actor().session_id, services().now())
    )


@bp.post("/logout/everywhere")
def log_out() -> AnyResponse:
    """End every session of this person; with `stay`, all but this one."""
    if request.form.get("stay"):
        gone = services().sessions.close_all(actor().person_id, but=actor().session_id)
        flash(f"{gone} other browser{'' if gone == 1 else 's'} logged out.", "done")
        return redirect(url_for("browsers.show"), code=303)
    services().sessions.close_all(actor().person_id)
    logout_user()
    session.clear()
    return redirect(url_for("public.landing"), code=303)
