"""The layer before Flask: it answers what is kept, and has Flask make what is not.

A kept answer is good for one published version, one visibility epoch and one bucket of the words that tell its age.
Whether these still stand is looked up in the database every second, beside the readers (`looks`): they get what is kept
until the look is done and what is new is drawn. Only a reader who comes later than that waits for the look. So a change
shows within two seconds in every process, without a message between them.

A commit of this process counts at once. After one that changes who may see a page, the very next reader waits for a
look; one that publishes a newer version has it drawn beside the readers (`show`).

A handle that nobody ever had is answered here too. Whatever else is not a published page goes to Flask as it came, and
no cookie is ever read here.
"""

import re
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from functools import partial
from random import getrandbits
from typing import TYPE_CHECKING

from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from app.db.clock import glance
from app.db.patience import patience
from app.db.shown import Shown
from app.domain import freshness
from app.turns import short_turns
from app.web.page_cache.answer import Answer, answer, keepable, takes_gzip
from app.web.page_cache.flights import Flights
from app.web.page_cache.looks import PATIENCE_S, Looks
from app.web.page_cache.nobody import ask
from app.web.page_cache.not_there import REQUEST_ID, NotThere, NotTherePages
from app.web.page_cache.shelf import Kept, Shelf

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from app.bootstrap import Services

LOOK_AGAIN_S = 1.0
"""The first reader from this age on has it looked up beside them."""

WAIT_FROM_S = 1.5
"""Readers of what was looked up longer ago wait for the look. With what a look and a drawing take, a change shows
within the two seconds of DESIGN.md 11."""

LOOK_S = 5.0
"""What a look may take of the database's time; who is not on the shelf waits for it."""

PAGE_CACHE = "anchor.page_cache"
"""Where the app keeps its cache, among its extensions."""

FOUND = "anchor.found"
"""In the environment of a request: what stands behind its handle, so that a view need not ask again."""

KEPT_PATHS = re.compile(
    r"/(?=.{3,30}(?:[./]|$))(?P<handle>[a-z0-9]+(?:[-_][a-z0-9]+)*)"
    r"(?:|\.json|/icon\.svg|/qr\.svg|/badge\.svg|/embed|/card/[0-9a-f]{1,64}\.jpg)",
    re.ASCII,
)


class PageCache:
    """`admits` counts a request and says whether its address may have it; `seen` learns which page was read, `logged`
    (method, path, status, milliseconds, request id) writes the request down.
    """

    def __init__(
        self,
        app: "WSGIApplication",
        services: "Callable[[], Services]",
        reserved: Collection[str],
        *,
        admits: "Callable[[WSGIEnvironment], bool]",
        seen: "Callable[[int, WSGIEnvironment], None]",
        logged: Callable[[str, str, int, int, str], None],
    ) -> None:
        self.app = app
        self._services = services
        self._reserved = reserved
        self._admits = admits
        self._seen = seen
        self._logged = logged
        self._flights = Flights()
        self._looks = Looks()
        self._not_there_pages = NotTherePages()
        self.shelf = Shelf()
        self.hits = self.drawn = 0

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        began = time.monotonic()
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        part = "HTTP_RANGE" in environ and path.endswith(".jpg")  # Flask sends parts of pictures
        kept = self._find(environ, began) if method in ("GET", "HEAD") and not part else None
        if kept is not None and self._admits(environ):
            return self._send(kept, environ, start_response, began)
        not_there = self._not_there(environ) if kept is None else None
        if not_there is not None and self._admits(environ):
            return self._turn_away(not_there, environ, start_response, began)
        with short_turns():  # Flask counts by itself, and has the page for "too many"
            return self.app(environ, start_response)

    def _find(self, environ: "WSGIEnvironment", began: float) -> Kept | None:
        """What may be sent now; None when this is Flask's."""
        path = environ["PATH_INFO"]
        kept = self.shelf.get(path)
        if kept is not None and self._stands(kept, began):
            return kept
        named = KEPT_PATHS.fullmatch(path)
        if named is None or named["handle"] in self._reserved or environ.get("SCRIPT_NAME"):
            return None
        if kept is not None and kept.shown.readers == self._services().directory.shown.readers:
            look = partial(self._look, path, named["handle"], dict(environ))
            return self.shelf.get(path) if self._looks.done_soon(path, look, self._patience(kept, began)) else kept
        with self._flights.first(path) as first:
            if first:
                return self._renew(path, named["handle"], environ)
            kept = self.shelf.get(path)
            return kept if kept is not None and (kept.looked_at >= began or self._stands(kept, began)) else None

    def _patience(self, kept: Kept, at: float) -> float:
        """Seconds that its reader waits for a look. Nobody gets a page whose words tell the wrong time."""
        return PATIENCE_S if at - kept.looked_at >= WAIT_FROM_S or not self._is_worded_right(kept) else 0.0

    def show(self, handle: str, environ: "WSGIEnvironment") -> None:
        """Wait until all that is kept of this handle, or being drawn, is as new as the database; pictures never change.

        `environ` is that of any request to this site.
        """
        for path in {*self.shelf.paths(), *self._flights.paths()}:
            if path == f"/{handle}" or (path.startswith((f"/{handle}/", f"/{handle}.")) and not path.endswith(".jpg")):
                self._looks.done(path, partial(self._look, path, handle, {**environ, "PATH_INFO": path}))

    def _stands(self, kept: Kept, at: float) -> bool:
        services = self._services()
        return (
            at - kept.looked_at < LOOK_AGAIN_S
            and kept.shown is services.directory.shown
            and self._is_worded_right(kept)
        )

    def _is_worded_right(self, kept: Kept) -> bool:
        return kept.words == freshness.ago(kept.standing.published_at, glance(self._services().now))

    def _look(self, path: str, handle: str, environ: "WSGIEnvironment") -> None:
        """As `_renew`, with nobody there to be told of a fault: the next reader is, by Flask."""
        try:
            self._renew(path, handle, environ)
        except BaseException:
            self.shelf.drop(path)
            raise

    def _renew(self, path: str, handle: str, environ: "WSGIEnvironment") -> Kept | None:
        """Look what stands; keep what is kept when that is the same, else have it drawn."""
        services, before = self._services(), self.shelf.get(path)
        looked_at, shown = time.monotonic(), services.directory.shown
        try:
            with patience(LOOK_S):
                if before is not None:
                    standing = services.directory.standing(handle)
                else:
                    found = environ[FOUND] = services.directory.find(handle)
                    standing = found.standing if found is not None else None
        except (OperationalError, PoolExhausted):
            return self._while_nobody_answers(path, looked_at, shown)
        if standing is None:
            self.shelf.drop(path)
            return None
        words = freshness.ago(standing.published_at, services.now())
        if before is not None and (before.standing, before.words) == (standing, words):
            made: Answer | None = before.answer
        else:
            made = self._draw(environ)
        if made is None:
            self.shelf.drop(path)
            return None
        kept = Kept(made, standing, words, looked_at, shown)
        self.shelf.put(path, kept)
        return kept

    def _while_nobody_answers(self, path: str, looked_at: float, shown: Shown) -> Kept | None:
        """The page as it stood when the database last answered; None when there is none, and Flask has the words.

        Whom this process has taken it from since then does not get it.
        """
        before = self.shelf.get(path)
        if before is None or before.shown.readers != shown.readers:
            return None
        kept = replace(before, looked_at=looked_at)
        self.shelf.put(path, kept)
        return kept

    def _not_there(self, environ: "WSGIEnvironment") -> NotThere | None:
        """The page for a handle that nobody ever had; None where somebody has it, or nobody looked."""
        if environ.get(FOUND, self) is not None:
            return None
        wanted = environ.get("HTTP_ACCEPT_LANGUAGE", "")
        return self._not_there_pages.get(wanted, lambda: ask(self.app, environ, HTTP_ACCEPT_LANGUAGE=wanted))

    def _draw(self, environ: "WSGIEnvironment") -> Answer | None:
        """None when the answer is not for everybody."""
        status, headers, body = ask(self.app, environ)
        self.drawn += 1
        return answer(headers, body) if keepable(status, headers) else None

    def _send(
        self, kept: Kept, environ: "WSGIEnvironment", start_response: "StartResponse", began: float
    ) -> Iterable[bytes]:
        made, method, path = kept.answer, environ["REQUEST_METHOD"], environ["PATH_INFO"]
        condition = environ.get("HTTP_IF_NONE_MATCH")
        if condition and made.is_what_they_have(condition):
            status, headers, body = "304 NOT MODIFIED", made.unchanged_headers, b""
        elif made.zipped and takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")):
            status, headers, body = "200 OK", made.zipped_headers, made.zipped
        else:
            status, headers, body = "200 OK", made.headers, made.body
        self.hits += 1
        if "/" not in path[1:] and not path.endswith(".json"):
            self._seen(kept.standing.profile_id, environ)
        request_id = _request_id()
        self._logged(method, path, int(status[:3]), round((time.monotonic() - began) * 1000), request_id)
        start_response(status, [*headers, (REQUEST_ID, request_id)])
        return [] if method == "HEAD" else [body]

    def _turn_away(
        self, page: NotThere, environ: "WSGIEnvironment", start_response: "StartResponse", began: float
    ) -> Iterable[bytes]:
        method, request_id = environ["REQUEST_METHOD"], _request_id()
        self._logged(method, environ["PATH_INFO"], 404, round((time.monotonic() - began) * 1000), request_id)
        start_response("404 NOT FOUND", [*page.headers, (REQUEST_ID, request_id)])
        return [] if method == "HEAD" else [page.body(request_id)]


def _request_id() -> str:
    """No secret: asking the system for one would cost more than all the rest of an answer."""
    return f"{getrandbits(48):012x}"
