"""Taking everything along: ask for it, look whether it is there, fetch it for a day."""

from datetime import datetime

from flask import Blueprint, Response, current_app, redirect, render_template, url_for
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response as AnyResponse

from app.domain.refusals import EXPORT_OVER, NotThere
from app.web import pages
from app.web.context import actor, services
from app.web.guards import require_fresh_sign_in, require_person

bp = Blueprint("export", __name__)

bp.before_request(require_person)


@bp.get("/studio/export")
def show() -> str:
    made, job = services().exports.newest(actor().person_id)
    url = url_for(".fetch", signed=_signer().dumps([made.id, _mark(made.made_at)])) if made and made.made_at else ""
    return render_template("studio/export.html", page=pages.export.export_page(made, job, url, services().now()))


@bp.post("/studio/export")
def ask() -> AnyResponse:
    require_fresh_sign_in(url_for(".show"))
    services().exports.ask(actor().person_id)
    return redirect(url_for(".show"), code=303)


@bp.get("/studio/export/<signed>.zip")
def fetch(signed: str) -> AnyResponse:
    """The zip, for a signed link and its owner's session together."""
    try:
        export_id, mark = _signer().loads(signed)
    except BadSignature:
        raise NotThere("That link is not one of ours. Ask for a new export in the studio.") from None
    found = services().exports.file(actor().person_id, export_id)
    if _mark(found.made_at) != mark:  # a newer export took over the number
        raise NotThere(EXPORT_OVER)
    response = Response(found.content, mimetype="application/zip")
    name = f"{services().settings.site_name.lower()}-export-{found.made_at:%Y-%m-%d}.zip"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    return response


def _mark(made_at: datetime) -> int:
    return int(made_at.timestamp() * 1000)


def _signer() -> URLSafeSerializer:
    """Signs for this purpose alone; older session keys still open what they signed."""
    config = current_app.config
    return URLSafeSerializer([*reversed(config["SECRET_KEY_FALLBACKS"]), config["SECRET_KEY"]], salt="export")
