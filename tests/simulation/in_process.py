"""The sandbox, called in this process: no socket, no HTTP, no threads; faults, limits and the ledger as ever.

What a person's lists look like is built and read once for each of their revisions: the product's own reading of the
same bytes comes to the same value, and a year asks 50 times for what changes eight times.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

import pytest
import requests

from app.db.database import open_transactions
from app.sandbox import token_endpoint, web_api, wire
from app.sandbox.replies import Reply, json_reply
from app.sandbox.tokens import Access
from app.sandbox.web_api import Asked
from app.sandbox.world import World
from app.spotify import answers, authorization, client, payloads
from app.spotify.client import TOP_ARTISTS, TOP_TRACKS, Endpoint, SpotifyClient
from app.spotify.values import SpotifyConfig, TokenAnswer

T = TypeVar("T")

BASE = "http://127.0.0.1:9"
"""Where the sandbox would be, if it were a server."""
NAMES = {TOP_ARTISTS.path: "top_artists", TOP_TRACKS.path: "top_tracks"}


@dataclass(slots=True)
class Remembered:
    """An answer of one revision, and what the product read in it."""

    revision: int
    reply: Reply
    value: Any = None


@dataclass
class Wire:
    """Stands in for `SpotifyClient._get`, `authorization.refresh` and `run_all`."""

    world: World
    _remembered: dict[tuple[str, str], Remembered] = field(default_factory=dict)

    def get(self, endpoint: Endpoint, token: str, _until: float) -> Any:
        """One GET; errors as the client's own."""
        assert not open_transactions()
        name, found = NAMES[endpoint.path], list[Remembered]()

        def build(access: Access) -> Reply:
            found.append(self._of_now(name, access.person or ""))
            return found[0].reply

        asked = Asked(name, "GET", f"/v1{endpoint.path}", token)
        reply = web_api.settle(self.world, asked, web_api.opened(self.world, token), build)
        if not found or reply is not found[0].reply:
            return self._read(reply, endpoint)
        if found[0].value is None:
            found[0].value = self._read(reply, endpoint)
        return found[0].value

    def refresh(
        self, config: SpotifyConfig, refresh_token: str, now: Callable[[], datetime], _until: float
    ) -> TokenAnswer:
        """One refresh; errors as the client's own."""
        assert not open_transactions()
        tokens = self.world.tokens
        reply = token_endpoint.settle(
            self.world, refresh_token, lambda: tokens.refresh(refresh_token, config.client_id)
        )
        document = answers.token_document(_response(reply), now(), answers.refused_refresh)
        fields = payloads.token_fields(document)
        scope = frozenset(fields["scope"].split())
        return TokenAnswer(fields["access_token"], fields.get("refresh_token"), fields["expires_in"], scope)

    def _read(self, reply: Reply, endpoint: Endpoint) -> Any:
        now = datetime.fromtimestamp(self.world.clock(), UTC)
        return endpoint.parse(answers.api_document(_response(reply), now, endpoint.needs))

    def _of_now(self, name: str, person: str) -> Remembered:
        """The 50 of a person, as their revision has them."""
        world, revision = self.world, self.world.standing[person].revision
        kept = self._remembered.get((name, person))
        if kept is None or kept.revision != revision:
            items: Sequence[Any] = getattr(world, name)(BASE, person, "medium_term")
            page = wire.paging(f"{BASE}/v1/me", items, limit=50, offset=0)
            kept = self._remembered[name, person] = Remembered(revision, json_reply(page))
        return kept


@contextmanager
def wired(world: World) -> Iterator[None]:
    """The product's Spotify client reaches this world."""
    wire = Wire(world)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SpotifyClient, "_get", wire.get)
        patch.setattr(authorization, "refresh", wire.refresh)
        patch.setattr(client, "run_all", at_once)
        yield


def at_once(works: Sequence[Callable[[], T]], _until: float) -> list[Future[T]]:
    """`app.spotify.deadline.run_all`, one after the other: nothing here is ever late."""
    futures = []
    for work in works:
        done: Future[T] = Future()
        try:
            done.set_result(work())
        except Exception as error:
            done.set_exception(error)
        futures.append(done)
    return futures


def _response(reply: Reply) -> requests.Response:
    response = requests.Response()
    response.status_code, response._content = reply.status, reply.body
    response.headers.update(reply.headers)
    return response
