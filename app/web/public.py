"""What visitors and machines reach: one SELECT of an immutable version, no cookie, no call to anybody."""

import hashlib
from typing import NoReturn

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from app.db.queries.published import Version
from app.domain import freshness
from app.services import pictures
from app.web.context import services
from app.web.pages import landing as landing_pages
from app.web.pages import profile as profile_pages
from app.web.static_files import FOR_EVER

bp = Blueprint("public", __name__)

SHORT = "public, max-age=0, s-maxage=30, stale-while-revalidate=30, stale-if-error=86400"


@bp.get("/")
def landing() -> AnyResponse:
    return _cacheable(render_template("public/landing.html", page=landing_pages.landing_page()))


@bp.get("/privacy")
def privacy() -> AnyResponse:
    return _cacheable(render_template("public/privacy.html", page=landing_pages.privacy_page()))


@bp.get("/terms")
def terms() -> AnyResponse:
    return _cacheable(render_template("public/terms.html", page=landing_pages.terms_page()))


@bp.get("/card/<fingerprint>.jpg")
def site_card(fingerprint: str) -> AnyResponse:
    """The preview image of the site itself."""
    if fingerprint != services().site_picture.fingerprint:
        abort(404)
    return _image(services().site_picture.jpeg(), fingerprint)


@bp.get("/<handle>")
def profile(handle: str) -> AnyResponse:
    """The artist's page, or what stands in its place."""
    version = _published(handle)
    now = services().now()
    view = profile_pages.profile_page(
        version.page, handle=handle, card=version.card, published_at=version.published_at, now=now
    )
    response = Response(render_template("public/page.html", page=view), mimetype="text/html")
    return _validated(response, f"{version.id}-{freshness.ago(version.published_at, now)}")


@bp.get("/<handle>/")
def profile_with_slash(handle: str) -> AnyResponse:
    return redirect(url_for("public.profile", handle=handle.lower()), code=301)


@bp.get("/<handle>.json")
def profile_json(handle: str) -> AnyResponse:
    """The published facts; other sites may read them."""
    version = _published(handle)
    facts = profile_pages.profile_json(
        version.page, handle=handle, card=version.card, published_at=version.published_at
    )
    response = jsonify(facts)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return _validated(response, f"{version.id}-json")


@bp.get("/<handle>/card/<fingerprint>.jpg")
def card(handle: str, fingerprint: str) -> AnyResponse:
    """A preview image: the one of now, or an older one that a chat still asks for."""
    _published(handle)
    jpeg = services().publishing.card(handle, fingerprint)
    return _image(jpeg, fingerprint) if jpeg is not None else abort(404)


@bp.get("/<handle>/icon.svg")
def icon(handle: str) -> AnyResponse:
    """The emblem as the page's favicon."""
    version = _published(handle)
    return _validated(Response(pictures.icon_of(version.page), mimetype="image/svg+xml"), f"{version.id}-icon")


def _published(handle: str) -> Version:
    """The version that visitors see; where there is none, the answer that stands in its place (DESIGN.md 4)."""
    if handle != handle.lower():
        _move_to(handle.lower())
    found = services().publishing.find(handle)
    if found is None:
        abort(404)
    if found.profile_id is None:
        abort(_standing_in("public/gone.html", landing_pages.gone_page(handle), 410))
    if found.version is None:
        if found.moved_to is not None:
            abort(404)
        owned = current_user.is_authenticated and current_user.actor.person_id == found.person_id
        abort(_standing_in("public/private.html", landing_pages.private_page(handle, owned=owned), 404))
    if found.moved_to is not None:
        _move_to(found.moved_to)
    return found.version


def _move_to(handle: str) -> NoReturn:
    values = {**(request.view_args or {}), "handle": handle}
    abort(redirect(url_for(str(request.endpoint), **values), code=301))


def _standing_in(template: str, page: object, status: int) -> Response:
    return Response(render_template(template, page=page), status=status, mimetype="text/html")


def _cacheable(html: str) -> Response:
    response = Response(html, mimetype="text/html")
    return _validated(response, hashlib.sha256(html.encode()).hexdigest()[:16])


def _validated(response: Response, mark: str) -> Response:
    """Add what caches need; 304 when the reader has this very answer."""
    response.set_etag(hashlib.sha256(mark.encode()).hexdigest()[:16])
    response.headers["Cache-Control"] = SHORT
    response.make_conditional(request)
    return response


def _image(jpeg: bytes, fingerprint: str) -> Response:
    response = Response(jpeg, mimetype="image/jpeg")
    response.set_etag(fingerprint)
    response.headers["Cache-Control"] = FOR_EVER
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.make_conditional(request, accept_ranges=True, complete_length=len(jpeg))
    return response
