"""What goes into the client and what comes out of it, besides music."""

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from app.domain.snapshot import Artist, Track

PAGE_SCOPES = frozenset({"user-top-read"})
"""What a page needs; the archive will ask for more when it is switched on."""


@dataclass(frozen=True, slots=True)
class SpotifyConfig:
    """Our app at Spotify and where Spotify is. `accounts_url` gets /authorize and /api/token, `api_url` ends in /v1."""

    client_id: str
    client_secret: str = field(repr=False)
    accounts_url: str
    api_url: str
    redirect_uri: str

    def __post_init__(self) -> None:
        for url in (self.accounts_url, self.api_url):
            if not url.startswith("https://") and not is_loopback_http(url):
                raise ValueError(f"{url} is neither https nor this machine")

    @property
    def consent_url(self) -> str:
        """Where people consent."""
        return self.accounts_url.rstrip("/") + "/authorize"

    @property
    def token_url(self) -> str:
        """Where codes and refresh tokens are traded."""
        return self.accounts_url.rstrip("/") + "/api/token"

    def api(self, path: str) -> str:
        """The address of one Web API endpoint."""
        return self.api_url.rstrip("/") + path


@dataclass(frozen=True, slots=True)
class TokenAnswer:
    """A token endpoint's answer. `expires_in` in seconds.

    `refresh_token` is None when none came, or null, or "", or the one that was sent: keep the old one.
    `scope` is None when the answer does not name it, which means "as asked" (RFC 6749, 5.1).
    """

    access_token: str = field(repr=False)
    refresh_token: str | None = field(repr=False)
    expires_in: int
    scope: frozenset[str] | None

    def lacks(self, needed: frozenset[str]) -> frozenset[str]:
        """The needed scopes that were not granted."""
        return frozenset() if self.scope is None else needed - self.scope


@dataclass(frozen=True, slots=True)
class Account:
    """Who consented. People are keyed on `account_id`; `user_id` is the fallback while Spotify does not send it."""

    account_id: str | None
    user_id: str
    display_name: str | None
    image_url: str | None


@dataclass(frozen=True, slots=True)
class TopLists:
    """Both lists as fetched, best first, repetitions included (see `gathering.gather`)."""

    artists: tuple[Artist, ...]
    tracks: tuple[Track, ...]


def is_loopback_http(url: str) -> bool:
    """Whether this is plain http to this very machine, which development allows."""
    parts = urlsplit(url)
    if parts.scheme != "http" or parts.hostname is None:
        return False
    try:
        return ipaddress.ip_address(parts.hostname).is_loopback
    except ValueError:
        return parts.hostname == "localhost"
