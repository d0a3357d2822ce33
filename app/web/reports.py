"""Reporting a page: a form for any visitor, without a cookie.

A report acts with nobody's rights, so there is no session to protect. The form still carries a token: it proves that
the form came from us for this very page, not long ago; and requests from other sites are refused as everywhere.
"""

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response as AnyResponse

from app.domain import reports
from app.domain.language import language
from app.domain.refusals import BadInput
from app.web import pages
from app.web.context import services
from app.web.errors import CSRF, respond
from app.web.visibility import profile_and_version

bp = Blueprint("reports", __name__)

FORM_LIFE_S = 24 * 60 * 60


@bp.get("/<handle>/report")
def ask(handle: str) -> AnyResponse:
    """The form, or the word of thanks after it."""
    _, version = profile_and_version(handle)
    if request.args.get("sent") == "yes":
        return Response(render_template("public/reported.html", page=pages.report.reported_page(version.page, handle)))
    page = pages.report.report_page(version.page, handle, _tokens().dumps(handle))
    return Response(render_template("public/report.html", page=page))


@bp.post("/<handle>/report")
def send(handle: str) -> AnyResponse:
    profile_id, version = profile_and_version(handle)
    try:
        if _tokens().loads(request.form.get("csrf_token", ""), max_age=FORM_LIFE_S) != handle:
            return respond(400, *CSRF)
        report = reports.parse(request.form)
    except BadSignature:
        return respond(400, *CSRF)
    except BadInput as refusal:
        sentence = language(version.page.locale).gettext(refusal.sentence)
        wrong = pages.form.Wrong(refusal.field, sentence, dict(request.form.lists()))
        page = pages.report.report_page(version.page, handle, _tokens().dumps(handle), wrong)
        return Response(render_template("public/report.html", page=page), status=422)
    services().reports.file(profile_id, handle, report)
    return redirect(url_for("reports.ask", handle=handle, sent="yes"), code=303)


def _tokens() -> URLSafeTimedSerializer:
    keys = [*current_app.config["SECRET_KEY_FALLBACKS"], current_app.config["SECRET_KEY"]]
    return URLSafeTimedSerializer(keys, salt="report")
