"""Signals: what is counted of a published page, and the room where its artist reads it.

Links keep their real address: `ping` has the browser tell us of a click, so no script, no redirect and no delay, and
rel=me, crawlers and the status bar see where a link leads. Firefox does not send it; the room says so.
"""

from typing import TYPE_CHECKING

from flask import Blueprint, Flask, Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from app.domain import signals as rules
from app.domain.page import Page
from app.domain.signals import Kind
from app.web import pages, readers
from app.web.context import EXTENSION, actor, services
from app.web.guards import require_person
from app.web.visibility import profile_and_version

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

    from app.bootstrap import Services

bp = Blueprint("signals", __name__)
STUDIO = "/studio"
HEADERS = {name: f"HTTP_{name.upper().replace('-', '_')}" for name in rules.HEADERS}
"""What WSGI calls them: a view is counted in a few microseconds, beside a page that takes a hundred."""


def init_app(app: Flask) -> None:
    """Be told of every page that is read; the services may change under a running app, in tests."""
    readers.tell(app, lambda profile_id, environ: seen(app.extensions[EXTENSION], profile_id, environ))


def seen(services: "Services", profile_id: int, environ: "WSGIEnvironment") -> None:
    """A page was answered to somebody who does not wait for this: it remembers, and does nothing else."""
    if environ["REQUEST_METHOD"] != "GET" or not rules.counts(lambda name: environ.get(HEADERS[name])):
        return
    kind, name = rules.reader(environ.get("HTTP_USER_AGENT", ""))
    referer, host = environ.get("HTTP_REFERER", ""), ""
    if referer:
        own = services.settings.public_url
        if referer.startswith((f"{own}{STUDIO}/", f"{own}{STUDIO}?")) or referer == f"{own}{STUDIO}":
            return  # the artist looks at their own page
        host = rules.referring_host(referer)
        if host == rules.referring_host(own):
            host = ""
    services.signals.count(profile_id, kind, name)
    if kind == "people" and host:
        services.signals.count(profile_id, "referrer", host)


@bp.post("/<handle>/count/<name>")
def count(handle: str, name: str) -> AnyResponse:
    """What `ping` and the share panel tell: a link of the public page was followed, or the page was shared."""
    profile_id, version = profile_and_version(handle)
    kind, item = _named(version.page, name)
    if (
        item
        and rules.counts(request.headers.get)
        and rules.reader(request.headers.get("User-Agent", ""))[0] == "people"
    ):
        services().signals.count(profile_id, kind, item)
    return Response(status=204)


@bp.get("/studio/visitors")
def visitors() -> AnyResponse:
    refused = require_person()
    if refused is not None:
        return refused
    found = services().signals.of(actor().person_id)
    return Response(
        render_template("studio/visitors.html", page=pages.signals.visitors_page(found)), mimetype="text/html"
    )


@bp.get("/studio/visitors.csv")
def visitors_csv() -> AnyResponse:
    """Everything that is kept, one figure a line."""
    refused = require_person()
    if refused is not None:
        return refused
    found = services().signals.of(actor().person_id, everything=True)
    response = Response(pages.signals.visitors_csv(found), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="visitors.csv"'
    return response


def _named(page: Page, name: str) -> tuple[Kind, str]:
    """What this name stands for on the public page; an empty item when it is nothing there."""
    if name in rules.SHARES:
        return "share", name
    if name == rules.SPOTIFY:
        return "click", rules.SPOTIFY
    urls = (*(link.url for link in page.links), *((page.release.url,) if page.release else ()))
    return "click", next((url for url in urls if rules.link_name(url) == name), "")
