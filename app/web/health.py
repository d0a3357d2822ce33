"""For machines that watch: is the process alive, is it ready."""

import hmac

from flask import Blueprint, Response, abort, current_app, jsonify, request
from werkzeug.wrappers import Response as AnyResponse

from app.domain.metrics import Sample, as_text
from app.web.context import services
from app.web.page_cache import PAGE_CACHE, PageCache

bp = Blueprint("health", __name__)

PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


@bp.get("/healthz")
def healthz() -> AnyResponse:
    """The process answers; it touches nothing."""
    return _fresh(jsonify(status="ok"))


@bp.get("/readyz")
def readyz() -> AnyResponse:
    """200 when requests can be served, 503 when not, also while stopping."""
    checks = services().readiness.checks()
    ready = not services().readiness.stopping and all(answer == "ok" for answer in checks.values())
    response = jsonify(status="ready" if ready else "not ready", checks=checks)
    response.status_code = 200 if ready else 503
    return _fresh(response)


@bp.get("/metrics")
def metrics() -> AnyResponse:
    """404 where no token is set, 401 without that token."""
    token = services().settings.metrics_token.get_secret_value()
    if not token:
        abort(404)
    told = request.authorization.token if request.authorization else None
    if not hmac.compare_digest((told or "").encode(), token.encode()):
        response = Response("", 401, {"WWW-Authenticate": "Bearer"})
    else:
        response = Response(as_text([*services().metrics.samples(), *_of_this_process()]), content_type=PROMETHEUS)
    return _fresh(response)


def _of_this_process() -> list[Sample]:
    counters = services().counters
    cache: PageCache = current_app.extensions[PAGE_CACHE]
    return [
        ("anchor_page_cache_answers", "", cache.hits),
        ("anchor_page_cache_drawn", "", cache.drawn),
        ("anchor_page_cache_bytes", "", cache.shelf.size),
        ("anchor_policy_violations", "", services().violations.count),
        ("anchor_shared_limits_lost", "", counters.lost_at is not None),
    ]


def _fresh(response: AnyResponse) -> AnyResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
