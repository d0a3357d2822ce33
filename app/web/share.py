"""The share panel: how the link looks where it is shared, and everything that leads people to it."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from app.web import pages
from app.web.context import actor, services
from app.web.guards import require_person
from app.web.studio import UNCLAIMED

if TYPE_CHECKING:
    from app.services.sharing import Shared

bp = Blueprint("share", __name__)

bp.before_request(require_person)


@bp.get("/studio/share")
def panel() -> str:
    """The public page read as crawlers read it; before publishing, or with `of=draft`, the draft's."""
    shared = _shared(of_draft=request.args.get("of") == "draft")
    view = pages.profile.profile_page(
        shared.page, handle=shared.handle, card=shared.card, published_at=shared.published_at, now=services().now()
    )
    document = render_template("public/page.html", page=view).encode()
    return render_template("studio/share.html", page=pages.share.share_page(shared, view.canonical, document))


@bp.get("/studio/share/card.jpg")
def card() -> AnyResponse:
    """The preview image that publishing now would make."""
    return Response(_shared(of_draft=True).jpeg, mimetype="image/jpeg")


def _shared(*, of_draft: bool) -> "Shared":
    return services().sharing.shared(actor().person_id, of_draft=of_draft, unclaimed=UNCLAIMED)
