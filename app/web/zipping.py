"""Compressing what is the same for everybody and holds nothing that a reader sent: the text files under /static."""

import gzip
from functools import lru_cache

from flask import Response, request

from app.web.page_cache.answer import takes_gzip

TEXT = ("text/css", "text/javascript", "application/javascript", "image/svg+xml")


@lru_cache(maxsize=64)
def zipped(body: bytes) -> bytes:
    return gzip.compress(body, 9, mtime=0)


def zip_for_reader(response: Response) -> None:
    """Compress a static file, if it is one that gets smaller."""
    if response.mimetype in TEXT:
        zip_public(response)


def zip_public(response: Response) -> None:
    """Say that the answer varies; send it compressed to who takes that. One ETag, then weak, names both forms.

    Only for what is everybody's: a page with a token of somebody's session is never compressed.
    """
    response.vary.add("Accept-Encoding")
    if response.status_code != 200 or not takes_gzip(request.headers.get("Accept-Encoding", "")):
        return
    response.direct_passthrough = False
    response.set_data(zipped(response.get_data()))
    response.headers["Content-Encoding"] = "gzip"
    response.set_etag(response.get_etag()[0] or "", weak=True)
