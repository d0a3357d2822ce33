"""What a page hands out: its one-sheet, its QR code, its frame for other sites. The page's own rules hold for each."""

from urllib.parse import quote

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from app.domain.language import N_
from app.domain.refusals import NotYet
from app.services import pictures
from app.web import pages
from app.web.context import services
from app.web.errors import respond
from app.web.visibility import SHORT, profile_and_version, published, validated

bp = Blueprint("handouts", __name__)

COME_BACK_S = 3
BEING_DRAWN = N_("The one-sheet is being drawn"), N_("It takes a few seconds. Reload this page in a moment.")
PDF_POLICY = (
    "default-src 'none'; frame-ancestors 'none'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"  # its links
)
FRAME_POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors *"
)


@bp.get("/<handle>/one-sheet.pdf")
def one_sheet_pdf(handle: str) -> AnyResponse:
    """One printed page, of the same version as the page: drawn at the first request, then kept."""
    profile_id, version = profile_and_version(handle)
    sheet = services().one_sheets.sheet(version, handle)
    response = Response(mimetype="application/pdf")
    response.set_etag(services().one_sheets.fingerprint(sheet))
    response.headers["Cache-Control"] = SHORT
    response.headers["Content-Security-Policy"] = PDF_POLICY
    response.headers["Content-Disposition"] = _disposition(f"{handle}-one-sheet.pdf", f"{sheet.name} one-sheet.pdf")
    if request.if_none_match.contains_weak(response.get_etag()[0] or ""):
        response.make_conditional(request)
        return response
    content = services().one_sheets.pdf(profile_id, sheet)
    if published(handle).id != version.id:
        raise NotYet
    response.set_data(content)
    response.make_conditional(request, accept_ranges=True, complete_length=len(content))
    return response


@bp.get("/<handle>/qr.svg")
def qr_code(handle: str) -> AnyResponse:
    """The page's address as a QR code, to be printed at any size."""
    version = published(handle)
    code = pictures.qr_code_of(version.page, handle, services().settings.public_url)
    response = Response(code, mimetype="image/svg+xml")
    response.headers["Content-Disposition"] = _disposition(f"{handle}-qr.svg", f"{handle}-qr.svg")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return validated(response, f"{version.id}-qr")


@bp.get("/<handle>/embed")
def embed(handle: str) -> AnyResponse:
    """A card of the page, for an `<iframe>` anywhere: the only answer of this site that others may frame."""
    version = published(handle)
    view = pages.machines.embed_page(version.page, handle=handle)
    response = Response(render_template("public/embed.html", page=view), mimetype="text/html")
    response.headers["Content-Security-Policy"] = FRAME_POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return validated(response, f"{version.id}-embed")


@bp.get("/<handle>/badge.svg")
def badge_image(handle: str) -> AnyResponse:
    """A small banner that leads to the page, for sites of the artist's own."""
    version = published(handle)
    image = pictures.badge_of(version.page, handle, services().settings.site_name)
    response = Response(image, mimetype="image/svg+xml")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return validated(response, f"{version.id}-badge")


@bp.errorhandler(NotYet)
def _not_yet(_error: NotYet) -> AnyResponse:
    response = respond(503, *BEING_DRAWN)
    response.headers["Retry-After"] = str(COME_BACK_S)
    return response


def _disposition(plain: str, name: str) -> str:
    """Shown in the browser; saved under its own name, in any script (RFC 6266)."""
    named = "".join(letter for letter in name if letter.isprintable() and letter not in '/\\:*?"<>|')
    return f"inline; filename=\"{plain}\"; filename*=UTF-8''{quote(named, safe='')}"
