"""How bytes travel to and from Spotify: bounded in time and size, without redirects, without cookies."""

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import DefaultCookiePolicy
from time import monotonic
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import Timeout
from urllib3.exceptions import HTTPError

from app.domain.errors import SpotifyUnavailable
from app.spotify.timed_sockets import TIMED_POOLS
from app.spotify.values import is_loopback_http

CONNECT_SECONDS = 3.05
MAX_BODY_BYTES = 2 * 1024 * 1024
CHUNK_BYTES = 16 * 1024


class BodyTooLarge(requests.RequestException):
    """The answer, once unpacked, is longer than any that Spotify documents."""


class Straight(requests.Session):
    """A session that follows no redirect: Spotify's API has none, and a foreign one must not see our secrets."""

    def get_redirect_target(self, _resp: requests.Response) -> str | None:
        """Never anywhere."""
        return None


class BoundedAdapter(HTTPAdapter):
    """Ends every answer at `until` (monotonic seconds) and at `MAX_BODY_BYTES` unpacked bytes."""

    def __init__(self, until: float) -> None:
        self._until = until
        super().__init__(pool_connections=1, pool_maxsize=1)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """As the base, with connections that keep to the deadline."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = TIMED_POOLS

    def proxy_manager_for(self, proxy: str, **proxy_kwargs: Any) -> Any:
        """As the base, with connections that keep to the deadline."""
        manager = super().proxy_manager_for(proxy, **proxy_kwargs)
        manager.pool_classes_by_scheme = TIMED_POOLS
        return manager

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """As the base, with our own timeouts, and with the body read here."""
        left = self._until - monotonic()
        if left <= 0:
            raise requests.Timeout("no time left for the call", request=request)
        timeout = Timeout(connect=min(CONNECT_SECONDS, left), total=left)
        response = super().send(request, *args, **{**kwargs, "stream": True, "timeout": timeout})
        with response:
            response._content = _read(response)
        # Said here, so that nothing guesses the charset of a strange body (which takes seconds on a large one).
        response.encoding = "utf-8"
        return response


def bind(session: requests.Session, url: str, until: float) -> None:
    """Make a new session fit for one call to `url` that ends at `until` (monotonic seconds)."""
    adapter = BoundedAdapter(until)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    # A proxy from the environment is honoured as usual, but never for a server on this machine.
    session.trust_env = not is_loopback_http(url)
    # gzip only: one decoder to bound instead of four.
    session.headers.update({"User-Agent": "Anchor", "Accept": "application/json", "Accept-Encoding": "gzip"})


def get(url: str, params: dict[str, str], access_token: str, until: float) -> requests.Response:
    """One GET with a bearer token; SpotifyUnavailable when no whole answer came in time."""
    with Straight() as session, unavailable_on_failure(until):
        bind(session, url, until)
        # As an auth object and not as a header, because a .netrc entry would replace the header.
        return session.get(url, params=params, auth=functools.partial(_bear, access_token))


@contextmanager
def unavailable_on_failure(until: float) -> Iterator[None]:
    """Turn whatever goes wrong below HTTP into SpotifyUnavailable."""
    try:
        yield
    except BodyTooLarge as error:
        raise SpotifyUnavailable("contract") from error
    except (requests.RequestException, HTTPError) as error:
        late = isinstance(error, requests.Timeout) or monotonic() >= until
        raise SpotifyUnavailable("timeout" if late else "network") from error


def _read(response: requests.Response) -> bytes:
    body = bytearray()
    for chunk in response.iter_content(CHUNK_BYTES):
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise BodyTooLarge("the answer is too large", response=response)
    return bytes(body)


def _bear(access_token: str, request: requests.PreparedRequest) -> requests.PreparedRequest:
    request.headers["Authorization"] = f"Bearer {access_token}"
    return request
