"""Faults on demand: what to do wrong, where, to whom, and how often.

Some kinds replace the answer, and then nothing happened behind it, unless ``after_effect`` is true: then the work
is done first and its answer lost (a token rotated that nobody received). The others spoil the real answer.
"""

import gzip
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any

from app.sandbox.replies import Reply, api_error, json_reply, text_reply

MEGABYTE = 1_000_000
ENDPOINTS = (
    "any",
    "token",
    "me",
    "top_artists",
    "top_tracks",
    "recently_played",
    "artist",
    "artist_albums",
    "album",
    "other",
)


@dataclass(slots=True)
class Fault:
    kind: str
    endpoint: str = "any"
    person: str | None = None
    times: int | None = 1
    """How often it still strikes; None for ever."""
    after_effect: bool = False
    retry_after: str | None = None
    """Overrides the kind's own Retry-After, as written."""
    seconds: float = 5.0
    """slow: before the answer; drip: between two bytes."""
    megabytes: int = 10
    message: str = ""
    """Of forbidden and invalid_grant."""
    location: str = "https://example.com/elsewhere"
    id: int = 0

    def strikes(self, endpoint: str, person: str | None) -> bool:
        return self.endpoint in ("any", endpoint) and self.person in (None, person)


Natural = Callable[[], Reply]

BAD_GATEWAY_PAGE = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1>"
    "</center>\r\n<hr><center>envoy</center>\r\n</body>\r\n</html>\r\n"
)
PORTAL_PAGE = (
    "<!doctype html><html><head><title>Welcome</title></head><body><h1>Please sign in to the network</h1></body></html>"
)
NOT_REGISTERED = "User not registered in the Developer Dashboard"
MAYBE_NOT_REGISTERED = "Check settings on developer.spotify.com/dashboard, the user may not be registered."
PREMIUM_REQUIRED = "Active premium subscription required for the owner of the app."


def _limited(retry_after: str | None, reason: str | None = None) -> Callable[[Fault], Reply]:
    def reply(fault: Fault) -> Reply:
        wait = fault.retry_after if fault.retry_after is not None else retry_after
        headers = {} if wait is None else {"Retry_After": wait}
        return api_error(429, "API rate limit exceeded", reason, **headers)

    return reply


def _html(status: int, page: str) -> Reply:
    return Reply(status, page.encode(), "text/html; charset=utf-8")


def _oauth(fault: Fault, error: str, description: str) -> Reply:
    return json_reply({"error": error, "error_description": fault.message or description}, 400)


REPLACING: dict[str, Callable[[Fault], Reply]] = {
    "429_short": _limited("5"),
    "429_long": _limited("3600"),
    "429_quota": _limited("86400", "QUOTA_EXCEEDED"),
    "429_no_header": _limited(None),
    "429_junk_header": _limited("soon"),
    "500": lambda _: api_error(500, "Internal server error"),
    "502_html": lambda _: _html(502, BAD_GATEWAY_PAGE),
    "503": lambda _: api_error(503, "Service temporarily unavailable"),
    "html_200": lambda _: _html(200, PORTAL_PAGE),
    "empty_body": lambda _: Reply(200, b""),
    "401": lambda _: api_error(401, "Invalid access token"),
    "403_not_registered": lambda fault: text_reply(403, fault.message or NOT_REGISTERED),
    "403_maybe_not_registered": lambda _: text_reply(403, MAYBE_NOT_REGISTERED),
    "403_premium": lambda _: text_reply(403, PREMIUM_REQUIRED),
    "403_scope": lambda _: api_error(403, "Insufficient client scope"),
    "403_other": lambda fault: api_error(403, fault.message or "Forbidden"),
    "invalid_grant": lambda fault: _oauth(fault, "invalid_grant", "Refresh token revoked"),
    "invalid_client": lambda fault: _oauth(fault, "invalid_client", "Invalid client secret"),
    "hang_up": lambda _: Reply(0, b"", hang_up=True),
    "redirect": lambda fault: Reply(302, b"", "text/plain", {"Location": fault.location}),
}


def _truncated(reply: Reply, _: Fault) -> Reply:
    return replace(reply, body=reply.body[: max(1, len(reply.body) * 2 // 3)])


def _padded(reply: Reply, fault: Fault) -> Reply:
    """Valid JSON behind a lot of white space."""
    return replace(reply, body=b" " * (fault.megabytes * MEGABYTE) + reply.body)


def _gzip_bomb(reply: Reply, fault: Fault) -> Reply:
    """Valid JSON behind white space that weighs a thousandth on the wire."""
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=9, mtime=0) as archive:
        for _ in range(fault.megabytes):
            archive.write(b" " * MEGABYTE)
        archive.write(reply.body)
    return replace(reply, body=packed.getvalue(), headers=reply.headers | {"Content-Encoding": "gzip"})


def _empty_lists(reply: Reply, _: Fault) -> Reply:
    body: dict[str, Any] = json.loads(reply.body)
    if "items" not in body:
        return reply
    emptied = body | {"items": [], "total": 0, "next": None, "previous": None}
    return replace(reply, body=json.dumps(emptied).encode())


SPOILING: dict[str, Callable[[Reply, Fault], Reply]] = {
    "truncated": _truncated,
    "slow": lambda reply, fault: replace(reply, delay_s=fault.seconds),
    "drip": lambda reply, fault: replace(reply, drip_s=fault.seconds),
    "padded": _padded,
    "gzip_bomb": _gzip_bomb,
    "empty_lists": _empty_lists,
}
KINDS = (*REPLACING, *SPOILING)


def answer(fault: Fault | None, natural: Natural) -> Reply:
    """The reply to send: the natural one, or what the fault makes of it."""
    if fault is None:
        return natural()
    outcome = f"fault:{fault.kind}"
    if spoil := SPOILING.get(fault.kind):
        return replace(spoil(natural(), fault), outcome=outcome)
    if fault.after_effect:
        natural()
    return replace(REPLACING[fault.kind](fault), outcome=outcome)


@dataclass(slots=True)
class FaultBox:
    """The faults that wait, oldest first; the first that fits strikes."""

    _waiting: list[Fault] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)
    _last_id: int = 0

    def add(self, fault: Fault) -> Fault:
        with self._lock:
            self._last_id += 1
            fault.id = self._last_id
            self._waiting.append(fault)
            return fault

    def take(self, endpoint: str, person: str | None) -> Fault | None:
        """The fault for this call, counted down."""
        with self._lock:
            fault = next((waiting for waiting in self._waiting if waiting.strikes(endpoint, person)), None)
            if fault is None:
                return None
            if fault.times is not None:
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
            return fault

    def clear(self, fault_id: int | None = None) -> None:
        """Forget one fault, or all."""
        with self._lock:
            self._waiting = [f for f in self._waiting if fault_id is not None and f.id != fault_id]

    def waiting(self) -> list[Fault]:
        with self._lock:
            return [replace(fault) for fault in self._waiting]
