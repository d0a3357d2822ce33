"""Where browsers report what the content security policy stopped. Anybody can post here: small, bounded, no session."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from app.web.context import services

bp = Blueprint("violations", __name__)

MOST_BYTES = 16 * 1024
MOST_REPORTS = 20
WORD = 100
DIRECTIVES = ("effectiveDirective", "effective-directive", "violated-directive")
"""The Reporting API's name first, then those of the older form."""


@bp.post("/csp-report")
def receive() -> AnyResponse:
    """204 whatever it says; 413 when it says too much."""
    request.max_content_length = MOST_BYTES
    for directive, blocked in _read(request.get_data()):
        services().violations.record(directive, blocked)
    return Response(status=204)


def _read(body: bytes) -> Iterator[tuple[str, str]]:
    """Directive and blocked origin of each report, in the Reporting API's form or the older one."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return
    reports = document[:MOST_REPORTS] if isinstance(document, list) else [document]
    for report in reports:
        if not isinstance(report, dict):
            continue
        inner = report.get("body", report.get("csp-report"))
        if isinstance(inner, dict):
            directive = inner.get(
                "effectiveDirective", inner.get("effective-directive", inner.get("violated-directive"))
            )
            yield _word(directive), _origin(inner.get("blockedURL", inner.get("blocked-uri")))


def _word(value: Any) -> str:
    return value[:WORD] if isinstance(value, str) else ""


def _origin(value: Any) -> str:
    """Without path and query, which may be somebody's secret."""
    text = _word(value)
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}" if parts.netloc else text.split("?")[0][:20]
