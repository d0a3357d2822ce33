"""The only Spotify HTTP in the product: every call passes the gate, has a deadline, and answers with domain values.

requests and oauthlib are loaded by the first call: a server shows its pages without them, and starts the sooner.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from random import Random
from time import monotonic, sleep
from typing import Any, TypeVar

import structlog

from app.domain.errors import (
    AnchorError,
    AuthorizationFailed,
    SpotifyUnavailable,
    TokenRejected,
)
from app.domain.snapshot import Artist, Track
from app.spotify import answers, payloads
from app.spotify.deadline import run_all
from app.spotify.gate import Lane, ProviderGate, report
from app.spotify.pkce import is_plausible_code
from app.spotify.values import PAGE_SCOPES, Account, SpotifyConfig, TokenAnswer, TopLists

T = TypeVar("T")

TOTAL_SECONDS = 10.0
RETRY_PAUSE_SECONDS = (0.1, 0.4)
LEAST_SECONDS_FOR_A_TRY = 1.0

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One GET of the Web API: how its answer is read and which scope it takes."""

    path: str
    parse: Callable[[payloads.Json], Any]
    params: dict[str, str] = field(default_factory=dict)
    needs: frozenset[str] = frozenset()


LIST = {"limit": "50", "time_range": "medium_term"}
ME = Endpoint("/me", payloads.account)
TOP_ARTISTS = Endpoint("/me/top/artists", payloads.artists, LIST, PAGE_SCOPES)
TOP_TRACKS = Endpoint("/me/top/tracks", payloads.tracks, LIST, PAGE_SCOPES)


@dataclass(frozen=True, slots=True)
class SpotifyClient:
    """Errors: SpotifyUnavailable and AppRejected from every call; what else, each method says.

    A call ends after 10 seconds, tries included. Only reads are tried twice, and only when Spotify itself failed.
    """

    config: SpotifyConfig
    gate: ProviderGate
    now: Callable[[], datetime]
    rng: Random = field(default_factory=Random)

    def authorize_url(self, state: str, code_challenge: str, scopes: frozenset[str], show_dialog: bool = False) -> str:
        """Where to send the person for consent (no network call); see `pkce.challenge` for the S256."""
        from app.spotify import authorization  # noqa: PLC0415 - see above

        return authorization.consent_url(self.config, state, code_challenge, scopes, show_dialog)

    def exchange_code(self, code: str, verifier: str) -> TokenAnswer:
        """One try, lane login. AuthorizationFailed when the code or the verifier is refused."""
        from app.spotify import authorization  # noqa: PLC0415 - see above

        if not is_plausible_code(code):
            raise AuthorizationFailed("code_refused")
        return self._token("login", "exchange", partial(authorization.exchange, self.config, code, verifier, self.now))

    def refresh(self, refresh_token: str, lane: Lane = "refresh") -> TokenAnswer:
        """One try. ReauthorizationRequired on `invalid_grant`."""
        from app.spotify import authorization  # noqa: PLC0415 - see above

        return self._token(lane, "refresh", partial(authorization.refresh, self.config, refresh_token, self.now))

    def me(self, access_token: str, lane: Lane = "login") -> Account:
        """Who this is. TokenRejected, NotAllowListed."""
        account: Account = self._read(lane, access_token, [ME])[0]
        return account

    def top_artists(self, access_token: str, lane: Lane = "refresh") -> tuple[Artist, ...]:
        """The 50 of medium_term. TokenRejected, NotAllowListed, ScopeTooSmall."""
        return tuple(self._read(lane, access_token, [TOP_ARTISTS])[0])

    def top_tracks(self, access_token: str, lane: Lane = "refresh") -> tuple[Track, ...]:
        """The 50 of medium_term. TokenRejected, NotAllowListed, ScopeTooSmall."""
        return tuple(self._read(lane, access_token, [TOP_TRACKS])[0])

    def top_lists(self, access_token: str, lane: Lane = "refresh") -> TopLists:
        """Both lists, fetched in parallel, both or an error. TokenRejected, NotAllowListed, ScopeTooSmall."""
        artists, tracks = self._read(lane, access_token, [TOP_ARTISTS, TOP_TRACKS])
        return TopLists(artists=artists, tracks=tracks)

    def _token(self, lane: Lane, name: str, call: Callable[[float], TokenAnswer]) -> TokenAnswer:
        self.gate.enter(lane)
        until = monotonic() + TOTAL_SECONDS
        (outcome,) = _outcomes([partial(call, until)], until)
        return self._settle([name], [outcome])[0]

    def _read(self, lane: Lane, access_token: str, endpoints: Sequence[Endpoint]) -> list[Any]:
        if not payloads.is_bearer(access_token):
            raise TokenRejected
        self.gate.enter(lane, calls=len(endpoints))
        until = monotonic() + TOTAL_SECONDS
        outcomes = _outcomes([partial(self._get, endpoint, access_token, until) for endpoint in endpoints], until)
        again = _worth_a_second_try(outcomes)
        if again and self._may_try_again(lane, len(again), until):
            works = [partial(self._get, endpoints[place], access_token, until) for place in again]
            for place, outcome in zip(again, _outcomes(works, until), strict=True):
                outcomes[place] = outcome
        return self._settle([endpoint.path for endpoint in endpoints], outcomes)

    def _get(self, endpoint: Endpoint, access_token: str, until: float) -> Any:
        from app.spotify import transport  # noqa: PLC0415 - see above

        response = transport.get(self.config.api(endpoint.path), endpoint.params, access_token, until)
        return endpoint.parse(answers.api_document(response, self.now(), endpoint.needs))

    def _may_try_again(self, lane: Lane, calls: int, until: float) -> bool:
        pause = self.rng.uniform(*RETRY_PAUSE_SECONDS)
        if until - monotonic() < pause + LEAST_SECONDS_FOR_A_TRY:
            return False
        sleep(pause)
        try:
            self.gate.enter(lane, calls=calls)
        except SpotifyUnavailable:
            return False
        return True

    def _settle(self, names: Sequence[str], outcomes: list[T | AnchorError]) -> list[T]:
        """Tell the gate how it went; the values, or the first error."""
        faults = [
            (name, outcome) for name, outcome in zip(names, outcomes, strict=True) if isinstance(outcome, AnchorError)
        ]
        for name, fault in faults:
            log.warning("spotify_call_failed", call=name, error=type(fault).__name__, detail=str(fault))
        report(self.gate, [fault for _, fault in faults])
        if faults:
            raise faults[0][1]
        return [outcome for outcome in outcomes if not isinstance(outcome, AnchorError)]


def _outcomes(works: Sequence[Callable[[], T]], until: float) -> list[T | AnchorError]:
    """What each work came to: its value or one of our errors; anything else is a bug and is raised."""
    outcomes: list[T | AnchorError] = []
    for future in run_all(works, until):
        try:
            outcomes.append(future.result() if future.done() else SpotifyUnavailable("timeout"))
        except AnchorError as error:
            outcomes.append(error)
    return outcomes


def _worth_a_second_try(outcomes: Sequence[object]) -> list[int]:
    """The places of the failed calls, when all of them failed in a way that may pass; else none."""
    failed = [place for place, outcome in enumerate(outcomes) if isinstance(outcome, AnchorError)]
    passing = [place for place in failed if _may_pass(outcomes[place])]
    return failed if failed == passing else []


def _may_pass(outcome: object) -> bool:
    return isinstance(outcome, SpotifyUnavailable) and outcome.reason in {"server", "network", "timeout"}
