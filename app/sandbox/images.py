"""GET /image/<id>-<width>.jpg: what Spotify's image hosts serve, from the sandbox's own origin."""

from flask import Blueprint, Response, abort

from app.sandbox import artwork
from app.sandbox.world import World


def blueprint(world: World) -> Blueprint:
    bp = Blueprint("images", __name__)

    @bp.get("/image/<string(length=22):item_id>-<int:width>.jpg")
    def picture(item_id: str, width: int) -> Response:
        if width not in artwork.WIDTHS:
            abort(404)
        release = world.catalogue.releases_by_id.get(item_id)
        body = artwork.jpeg(item_id, width, release.title if release else None)
        headers = {
            "Cache-Control": "public, max-age=31536000, immutable",
            "Access-Control-Allow-Origin": "*",
            "Cross-Origin-Resource-Policy": "cross-origin",
        }
        return Response(body, content_type="image/jpeg", headers=headers)

    return bp
