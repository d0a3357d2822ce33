"""For machines that watch: is the process alive, is it ready."""

from flask import Blueprint, jsonify
from werkzeug.wrappers import Response as AnyResponse

from app.web.context import services

bp = Blueprint("health", __name__)


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


def _fresh(response: AnyResponse) -> AnyResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
