"""What visitors and machines reach: one SELECT of an immutable version, no cookie, no call to anybody."""

import hashlib

from flask import Blueprint, Response, abort, current_app, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.domain import freshness
from app.services import pictures
from app.web import pages, readers
from app.web.context import services
from app.web.page_cache import DRAWING
from app.web.pages import profile as profile_pages
from app.web.static_files import FOR_EVER
from app.web.visibility import profile_and_version, published, validated
from app.web.zipping import zip_public

bp = Blueprint("public", __name__)


@bp.get("/")
def landing() -> AnyResponse:
    return _cacheable(render_template("public/landing.html", page=pages.landing.landing_page()))


@bp.get("/example")
def example() -> AnyResponse:
    """The example of the landing page, in a frame there: the very template of every page."""
    shown = services().examples.shown() or abort(404)
    view = profile_pages.example_page(shown, services().now())
    html = render_template("public/page.html", page=view)
    response = validated(Response(html, mimetype="text/html"), html)
    zip_public(response)
    return response


@bp.get("/privacy")
def privacy() -> AnyResponse:
    return _cacheable(render_template("public/privacy.html", page=pages.landing.privacy_page()))


@bp.get("/terms")
def terms() -> AnyResponse:
    return _cacheable(render_template("public/terms.html", page=pages.landing.terms_page()))


@bp.get("/card/<fingerprint>.jpg")
def site_card(fingerprint: str) -> AnyResponse:
    """The preview image of the site itself."""
    if fingerprint != services().site_picture.fingerprint:
        abort(404)
    return _image(services().site_picture.jpeg(), fingerprint)


@bp.get("/<handle>")
def profile(handle: str) -> AnyResponse:
    """The artist's page, or what stands in its place."""
    profile_id, version = profile_and_version(handle)
    if DRAWING not in request.environ:
        readers.seen(current_app, profile_id, request.environ)
    now = services().now()
    view = profile_pages.profile_page(
        version.page, handle=handle, card=version.card, published_at=version.published_at, now=now
    )
    response = Response(render_template("public/page.html", page=view), mimetype="text/html")
    return validated(response, f"{version.id}-{freshness.ago(version.published_at, now)}")


@bp.get("/<handle>/")
def profile_with_slash(handle: str) -> AnyResponse:
    return redirect(url_for("public.profile", handle=handle.lower()), code=301)


@bp.get("/<handle>.json")
def profile_json(handle: str) -> AnyResponse:
    """The published facts; other sites may read them."""
    version = published(handle)
    facts = profile_pages.profile_json(
        version.page, handle=handle, card=version.card, published_at=version.published_at
    )
    response = jsonify(facts)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return validated(response, f"{version.id}-json")


@bp.get("/<handle>/card/<fingerprint>.jpg")
def card(handle: str, fingerprint: str) -> AnyResponse:
    """A preview image: the one of now, or an older one that a chat still asks for."""
    published(handle)
    jpeg = services().directory.card(handle, fingerprint)
    return _image(jpeg, fingerprint) if jpeg is not None else abort(404)


@bp.get("/<handle>/icon.svg")
def icon(handle: str) -> AnyResponse:
    """The emblem as the page's favicon."""
    version = published(handle)
    return validated(Response(pictures.icon_of(version.page), mimetype="image/svg+xml"), f"{version.id}-icon")


def _cacheable(html: str) -> Response:
    response = Response(html, mimetype="text/html")
    return validated(response, hashlib.sha256(html.encode()).hexdigest()[:16])


def _image(jpeg: bytes, fingerprint: str) -> Response:
    response = Response(jpeg, mimetype="image/jpeg")
    response.set_etag(fingerprint)
    response.headers["Cache-Control"] = FOR_EVER
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.make_conditional(request, accept_ranges=True, complete_length=len(jpeg))
    return response
