"""The studio's way back: a page that was deleted within the last thirty days."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.domain.refusals import FORMER_GONE, NotThere
from app.web import pages
from app.web.context import actor, services
from app.web.guards import require_person

bp = Blueprint("former", __name__)

bp.before_request(require_person)


@bp.get("/studio/former")
def show() -> str:
    former = services().returning.former(actor().person_id)
    if former is None:
        raise NotThere(FORMER_GONE)
    return render_template("studio/former.html", page=pages.former.former_page(former))


@bp.post("/studio/former/restore")
def bring_back() -> AnyResponse:
    services().returning.bring_back(actor().person_id)
    flash("Your page and your words are back. Not public until you publish.", "done")
    return redirect(url_for("studio.edit"), code=303)


@bp.post("/studio/former/erase")
def erase() -> AnyResponse:
    services().returning.erase(actor().person_id)
    flash("Your former page is erased.", "done")
    return redirect(url_for("studio.edit"), code=303)
