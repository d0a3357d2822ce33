"""The admin's room: one page of rows."""

from flask import Blueprint, render_template

from app.web.context import services
from app.web.guards import require_admin, require_person
from app.web.pages.admin import status_page

bp = Blueprint("admin", __name__)


bp.before_request(require_person)
bp.before_request(require_admin)


@bp.get("/admin")
def status() -> str:
    return render_template("admin/status.html", page=status_page(services().status.overview()))
