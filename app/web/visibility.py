"""What stands behind a handle, for every address that begins with one, and the caching of what it answers."""

import hashlib
from typing import NoReturn

from flask import Response, abort, redirect, render_template, request, url_for
from flask_login import current_user

from app.db.queries.published import Version
from app.domain.language import language
from app.web import pages
from app.web.context import services
from app.web.language import of_reader
from app.web.page_cache import FOUND

SHORT = "public, max-age=0, s-maxage=30, stale-while-revalidate=30, stale-if-error=86400"


def published(handle: str) -> Version:
    """The version that visitors see; where there is none, the answer that stands in its place (DESIGN.md 4)."""
    return profile_and_version(handle)[1]


def profile_and_version(handle: str) -> tuple[int, Version]:
    """The same, with the id of the profile that the version belongs to."""
    if handle != handle.lower():
        _move_to(handle.lower())
    known = request.environ
    found = known[FOUND] if FOUND in known else services().directory.find(handle)
    if found is None:
        abort(404)
    if found.profile_id is None:
        abort(_standing_in("public/gone.html", pages.landing.gone_page(handle, language(of_reader())), 410))
    if found.version is None:
        if found.moved_to is not None:
            abort(404)
        owned = current_user.is_authenticated and current_user.actor.person_id == found.person_id
        abort(
            _standing_in(
                "public/private.html", pages.landing.private_page(handle, language(found.locale), owned=owned), 404
            )
        )
    if found.moved_to is not None:
        _move_to(found.moved_to)
    return found.profile_id, found.version


def public_now(handle: str) -> tuple[str, Version] | None:
    """For who names a page in a query: its present handle and version, a former handle followed; None if not public."""
    found = services().directory.find(handle)
    return (found.moved_to or handle, found.version) if found is not None and found.version is not None else None


def validated(response: Response, mark: str) -> Response:
    """Add what caches need; 304 when the reader has this very answer, drawn by a release that draws it the same."""
    digest = hashlib.sha256(mark.encode() + b"\0" + response.get_data())
    response.set_etag(digest.hexdigest()[:16], weak=True)  # the same for each encoding
    response.headers["Cache-Control"] = SHORT
    response.make_conditional(request)
    return response


def _move_to(handle: str) -> NoReturn:
    values = {**(request.view_args or {}), "handle": handle}
    abort(redirect(url_for(str(request.endpoint), **values), code=301))


def _standing_in(template: str, page: object, status: int) -> Response:
    return Response(render_template(template, page=page), status=status, mimetype="text/html")
