"""What Spotify's answers mean: one place that turns status, headers and texts into our few errors.

Source of the rules: Spotify's developer pages and what was seen in the field; texts are matched loosely on purpose.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from app.domain.errors import (
    AnchorError,
    AppRejected,
    AuthorizationFailed,
    NotAllowListed,
    ReauthorizationRequired,
    ScopeTooSmall,
    SpotifyUnavailable,
    TokenRejected,
)

if TYPE_CHECKING:
    import requests

DEFAULT_WAIT = timedelta(seconds=60)
LONGEST_WAIT = timedelta(hours=24)
SECONDS = re.compile(r"\s*([0-9]+)(?:\.[0-9]*)?\s*")
NOT_LISTED = re.compile(r"\bnot\s+(?:be\s+|been\s+)?(?:registered|approved)\b")

Json = Mapping[str, Any]


def retry_at(header: str | None, now: datetime) -> datetime:
    """When Retry-After lets us come back: in 60 s when it is absent or absurd, and never later than in 24 h."""
    wait = _seconds(header) or _until_date(header, now) or timedelta(0)
    return now + (min(wait, LONGEST_WAIT) if wait > timedelta(0) else DEFAULT_WAIT)


def _seconds(header: str | None) -> timedelta | None:
    match = SECONDS.fullmatch(header or "")
    if match is None:
        return None
    digits = match[1].lstrip("0")
    return LONGEST_WAIT if len(digits) > 6 else timedelta(seconds=int(digits or "0"))


def _until_date(header: str | None, now: datetime) -> timedelta | None:
    try:
        date = parsedate_to_datetime(header or "")
    except (ValueError, OverflowError):
        return None
    return (date if date.tzinfo else date.replace(tzinfo=UTC)) - now


def api_document(response: "requests.Response", now: datetime, needs: frozenset[str]) -> Json:
    """The JSON object of a Web API answer, or the error that it means; `needs` is the scope that the call takes."""
    _check_availability(response, now)
    if response.status_code < 300:
        return _document(response)
    text = _text(response)
    if response.status_code == 401 or (response.status_code == 400 and "bearer" in text):
        raise TokenRejected
    if response.status_code == 403:
        raise _forbidden(text, needs)
    raise _refused_request(response)


def token_document(response: "requests.Response", now: datetime, refused: Callable[[str, str], AnchorError]) -> Json:
    """The JSON object of a token endpoint's answer, or the error that it means.

    `refused` judges a refused grant by OAuth's `error` and the whole text: `refused_code` or `refused_refresh`.
    """
    _check_availability(response, now)
    if response.status_code < 300:
        return _document(response)
    text = _text(response)
    error = _error_code(response)
    if error in {"invalid_client", "unauthorized_client"} or (response.status_code == 401 and error != "invalid_grant"):
        raise AppRejected("invalid_client")
    if response.status_code == 403:
        raise _forbidden(text, frozenset())
    if error in {"invalid_grant", "invalid_request"}:
        raise refused(error, text)
    raise _refused_request(response)


def refused_code(error: str, text: str) -> AnchorError:
    """What a refused code means. It came from a browser, so even `invalid_request` may be its fault, not ours."""
    if error == "invalid_grant" and "redirect" in text:
        return AppRejected("redirect_uri")
    return AuthorizationFailed("verifier_refused" if "verifier" in text else "code_refused")


def refused_refresh(error: str, text: str) -> AnchorError:
    """What a refused refresh means: only `invalid_grant` speaks about the token."""
    if error != "invalid_grant":
        return AppRejected("request_refused")
    if "revoked" in text:
        return ReauthorizationRequired("revoked")
    return ReauthorizationRequired("expired" if "expired" in text else "invalid")


def _check_availability(response: "requests.Response", now: datetime) -> None:
    """Raise when the answer says nothing about our request, only about Spotify's state."""
    status, header = response.status_code, response.headers.get("Retry-After")
    if status == 429:
        quota = "quota_exceeded" in _text(response)
        raise SpotifyUnavailable("quota_exceeded" if quota else "rate_limited", retry_at(header, now))
    if status == 503 and header is not None:
        raise SpotifyUnavailable("overloaded", retry_at(header, now))
    if status >= 500 or status in {408, 425}:
        raise SpotifyUnavailable("server")
    if 300 <= status < 400:
        raise SpotifyUnavailable("contract")


def _refused_request(response: "requests.Response") -> AppRejected:
    return AppRejected("endpoint_gone" if response.status_code in {404, 405, 410} else "request_refused")


def _forbidden(text: str, needs: frozenset[str]) -> AnchorError:
    if "premium" in text:
        return AppRejected("premium_missing")
    if "scope" in text:
        return ScopeTooSmall(needs)
    if NOT_LISTED.search(text):
        return NotAllowListed()
    return AppRejected("endpoint_gone")


def _document(response: "requests.Response") -> Json:
    """The body as a JSON object; HTML, a cut or an empty body is a failing server, another shape a new contract."""
    try:
        document = json.loads(response.content)
    except (ValueError, RecursionError) as error:
        raise SpotifyUnavailable("server") from error
    if not isinstance(document, dict):
        raise SpotifyUnavailable("contract")
    return document


def _text(response: "requests.Response") -> str:
    """The start of an error's body in lower case, whatever it is: JSON, plain text or HTML."""
    return response.content[:2000].decode("utf-8", "replace").lower()


def _error_code(response: "requests.Response") -> str:
    """OAuth's `error` field; empty when the body has none."""
    try:
        document = json.loads(response.content)
    except (ValueError, RecursionError):
        return ""
    error = document.get("error") if isinstance(document, dict) else None
    return error if isinstance(error, str) else ""
