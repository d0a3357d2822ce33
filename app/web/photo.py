"""The artist's own photo: uploaded in the studio, served to visitors once it is published."""

from contextlib import closing

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from app.domain.photo import MOST_BYTES, REFUSALS
from app.domain.refusals import BadInput
from app.media.photo import CONTENT_TYPE
from app.web import errors, pages, studio
from app.web.context import actor, services
from app.web.guards import require_person
from app.web.static_files import FOR_EVER
from app.web.visibility import profile_and_version

bp = Blueprint("photo", __name__)
"""For visitors."""

studio_bp = Blueprint("studio_photo", __name__)
"""For its owner."""

studio_bp.before_request(require_person)
studio_bp.register_error_handler(BadInput, studio.refuse)


@bp.get("/<handle>/photo/<fingerprint>.webp")
def photo(handle: str, fingerprint: str) -> AnyResponse:
    """The photo of the version that is public now; no other one, whoever knows its name."""
    profile_id, version = profile_and_version(handle)
    if version.page.photo is None or version.page.photo.fingerprint != fingerprint:
        abort(404)
    content = services().photos.stored(profile_id, fingerprint)
    if content is None:
        abort(404)
    response = Response(content, mimetype=CONTENT_TYPE)
    response.set_etag(fingerprint)
    response.headers["Cache-Control"] = FOR_EVER
    response.make_conditional(request, accept_ranges=True, complete_length=len(content))
    return response


@studio_bp.get("/studio/photo")
def draft_photo() -> AnyResponse:
    return Response(services().photos.of_draft(actor().person_id), mimetype=CONTENT_TYPE)


@studio_bp.post("/studio/photo")
def save_photo() -> AnyResponse:
    """A new picture, new words for the one that is there, or `remove`."""
    person_id, alt = actor().person_id, request.form.get("photo_alt", "")
    upload = b""
    if sent := request.files.get("photo"):
        with closing(sent):
            upload = sent.read(MOST_BYTES + 1)
    if upload:
        services().photos.save(person_id, upload, alt)
    elif request.form.get("remove"):
        services().photos.remove(person_id)
    else:
        services().photos.describe(person_id, alt)
    flash("Saved. Not public until you publish.", "done")
    return redirect(url_for("studio.edit"), code=303)


@studio_bp.errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> AnyResponse:
    """A body beyond every bound is not even read: its owner gets the form back with the reason."""
    if not current_user.is_authenticated:
        return errors.respond(413, *errors.SENTENCES[413])
    return studio.refused(pages.form.Wrong("photo", REFUSALS["bytes"], {}))
