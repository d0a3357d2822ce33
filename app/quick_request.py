"""gunicorn's request, quicker: what is the same for every request is not worked out for each.

gunicorn parses the other end's address again for each request, and sets the socket's timeout three times to read the
body of one that has none. Each of these calls lets all other threads in between, and has to wait for its turn then.
"""

from typing import ClassVar

from gunicorn import http
from gunicorn.http import message, parser
from gunicorn.http.body import LengthReader

REMEMBERED = 1024


class QuickRequest(message.Request):  # type: ignore[misc] # gunicorn has no types
    _trusted: ClassVar[dict[str, bool]] = {}
    """By address; shared by all threads, emptied when it is full. A process has one set of trusted proxies."""

    bodiless = False

    def set_body_reader(self) -> None:
        super().set_body_reader()
        reader = self.body.reader
        self.bodiless = type(reader) is LengthReader and reader.length == 0

    def _peer_is_trusted_proxy(self) -> bool:
        address = self.peer_addr[0] if isinstance(self.peer_addr, tuple) else ""
        known = self._trusted.get(address)
        if known is None:
            known = bool(super()._peer_is_trusted_proxy())
            if len(self._trusted) >= REMEMBERED:
                self._trusted.clear()
            self._trusted[address] = known
        return known


class QuickParser(parser.RequestParser):  # type: ignore[misc] # as above
    mesg_class = QuickRequest

    def finish_body(self, deadline: float | None = None, max_bytes: int | None = None) -> bool:
        """Whether nothing of the last request is left before the next one."""
        if self.mesg is not None and self.mesg.bodiless:
            return True
        finished: bool = super().finish_body(deadline, max_bytes)
        return finished


def use() -> None:
    """Make gunicorn read with it, in this process and its children."""
    http.RequestParser = QuickParser
