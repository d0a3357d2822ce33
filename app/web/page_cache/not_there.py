"""The page for handles that nobody ever had: in one language the same for all of them, but for the request's id.

Scanners and links with a letter missing ask for such handles by the thousand, and Flask takes ten times as long.
"""

from collections.abc import Callable
from dataclasses import dataclass

from werkzeug.datastructures import Headers

from app.web.page_cache.answer import PER_REQUEST, List

REMEMBERED = 64
"""How many ways to ask for a language are remembered; after that all are forgotten."""

REQUEST_ID = "X-Request-Id"


@dataclass(frozen=True, slots=True)
class NotThere:
    """`headers` are those of every such answer; its body names the request between `before` and `after`."""

    headers: List
    before: bytes
    after: bytes

    def body(self, request_id: str) -> bytes:
        """For an id as long as all others are."""
        return self.before + request_id.encode() + self.after


class NotTherePages:
    """One for each way to ask for a language. Safe to share between threads."""

    def __init__(self) -> None:
        self._pages: dict[str, NotThere] = {}

    def get(self, accept_language: str, draw: Callable[[], tuple[str, List, bytes]]) -> NotThere | None:
        """`draw` asks the app, for status, headers and body; None when it answered something else."""
        page = self._pages.get(accept_language)
        if page is None:
            page = _page(*draw())
            if page is not None:
                if len(self._pages) >= REMEMBERED:
                    self._pages.clear()
                self._pages[accept_language] = page
        return page


def _page(status: str, headers: List, body: bytes) -> NotThere | None:
    request_id = Headers(headers).get(REQUEST_ID, "")
    before, named, after = body.partition(request_id.encode()) if request_id else (body, b"", b"")
    if not status.startswith("404 ") or not named:
        return None
    return NotThere([(name, value) for name, value in headers if name.lower() not in PER_REQUEST], before, after)
