"""The only Spotify HTTP in the product: every call passes the gate, has a deadline, and answers with domain values."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from app.domain.snapshot import Artist, Track
from app.spotify.gate import Lane, ProviderGate
from app.spotify.values import Account, SpotifyConfig, TokenAnswer, TopLists


@dataclass(frozen=True, slots=True)
class SpotifyClient:
    """Errors: SpotifyUnavailable and AppRejected from every call; what else, each method says."""

    config: SpotifyConfig
    gate: ProviderGate
    now: Callable[[], datetime]
    rng: Random = field(default_factory=Random)

    def authorize_url(self, state: str, code_challenge: str, scopes: frozenset[str], show_dialog: bool = False) -> str:
        """Where to send the person for consent (no network call)."""
        raise NotImplementedError

    def exchange_code(self, code: str, verifier: str) -> TokenAnswer:
        """One try, lane login. AuthorizationFailed when the code or the verifier is refused."""
        raise NotImplementedError

    def refresh(self, refresh_token: str, lane: Lane = "refresh") -> TokenAnswer:
        """One try. ReauthorizationRequired on `invalid_grant`."""
        raise NotImplementedError

    def me(self, access_token: str, lane: Lane = "login") -> Account:
        """TokenRejected, NotAllowListed."""
        raise NotImplementedError

    def top_artists(self, access_token: str, lane: Lane = "refresh") -> tuple[Artist, ...]:
        """The 50 of medium_term. TokenRejected, NotAllowListed, ScopeTooSmall."""
        raise NotImplementedError

    def top_tracks(self, access_token: str, lane: Lane = "refresh") -> tuple[Track, ...]:
        """The 50 of medium_term. TokenRejected, NotAllowListed, ScopeTooSmall."""
        raise NotImplementedError

    def top_lists(self, access_token: str, lane: Lane = "refresh") -> TopLists:
        """Both lists, fetched in parallel, both or an error. TokenRejected, NotAllowListed, ScopeTooSmall."""
        raise NotImplementedError
