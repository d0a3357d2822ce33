"""One answer, ready to be sent: its bytes plain and compressed, and the headers of each form."""

import gzip
from dataclasses import dataclass
from functools import lru_cache

from werkzeug.datastructures import Headers
from werkzeug.http import parse_accept_header, parse_etags, unquote_etag

List = list[tuple[str, str]]

PER_REQUEST = frozenset({"x-request-id", "date"})
OF_A_BODY = frozenset({"content-type", "content-length", "content-encoding", "content-language", "content-range"})
"""What a 304 does not repeat (RFC 9110, 15.4.5)."""

COMPRESSIBLE = ("text/", "application/json", "image/svg+xml")
LEAST_TO_COMPRESS = 1024
LEVEL = 6
OVERHEAD = 4096
"""Bytes that an answer takes besides its bodies: headers and the objects around them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A 200 of a public address. `zipped` is None where compressing gains nothing; `size` is in bytes of memory."""

    etag: str
    body: bytes
    headers: List
    zipped: bytes | None
    zipped_headers: List
    unchanged_headers: List

    @property
    def size(self) -> int:
        return len(self.body) + len(self.zipped or b"") + OVERHEAD

    def is_what_they_have(self, if_none_match: str) -> bool:
        """Whether the reader's If-None-Match names this very answer: compared weakly (RFC 9110, 13.1.2)."""
        return if_none_match == self.etag or parse_etags(if_none_match).contains_weak(unquote_etag(self.etag)[0] or "")


def keepable(status: str, headers: List) -> bool:
    """Whether everybody may get this answer: found, public, and no session was touched."""
    named = Headers(headers)
    return (
        status.startswith("200 ")
        and named.get("Cache-Control", "").startswith("public")
        and "Set-Cookie" not in named
        and "Vary" not in named
        and "ETag" in named
    )


def answer(headers: List, body: bytes) -> Answer:
    """Make a kept answer from what the app said."""
    lasting = [(name, value) for name, value in headers if name.lower() not in PER_REQUEST]
    named = Headers(lasting)
    zipped = None
    if named.get("Content-Type", "").startswith(COMPRESSIBLE) and len(body) >= LEAST_TO_COMPRESS:
        zipped = gzip.compress(body, LEVEL, mtime=0)
        lasting.append(("Vary", "Accept-Encoding"))
    plain = [(name, value) for name, value in lasting if name.lower() != "content-length"]
    return Answer(
        etag=named["ETag"],
        body=body,
        headers=[*plain, ("Content-Length", str(len(body)))],
        zipped=zipped,
        zipped_headers=[*plain, ("Content-Encoding", "gzip"), ("Content-Length", str(len(zipped or b"")))],
        unchanged_headers=[(name, value) for name, value in plain if name.lower() not in OF_A_BODY],
    )


@lru_cache(maxsize=256)
def takes_gzip(accept_encoding: str) -> bool:
    """Whether this Accept-Encoding lets gzip in (RFC 9110, 12.5.3)."""
    accepted = parse_accept_header(accept_encoding)
    return bool(accepted.quality("gzip") > 0)
