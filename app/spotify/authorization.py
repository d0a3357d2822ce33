"""OAuth with Spotify by requests-oauthlib: the consent address, the code exchange, the refresh.

Three habits of the library are dealt with here and nowhere else. It logs token bodies at DEBUG: its loggers stay at
INFO. It raises a bare Warning when the granted scope differs: token calls name no scope, so it compares nothing, and
our services compare themselves. It refuses http, also to this machine: `_tame` lets it, for loopback only.
"""

import json
import logging
import os
from collections.abc import Callable
from datetime import datetime
from typing import Any

import requests
from requests.auth import HTTPBasicAuth
from requests_oauthlib import OAuth2Session

from app.domain.errors import AnchorError
from app.spotify import answers, payloads
from app.spotify.transport import Straight, bind, unavailable_on_failure
from app.spotify.values import SpotifyConfig, TokenAnswer, is_loopback_http

Clock = Callable[[], datetime]


def consent_url(
    config: SpotifyConfig, state: str, code_challenge: str, scopes: frozenset[str], show_dialog: bool
) -> str:
    """Where the person consents; `show_dialog` asks again although they consented before."""
    extra = {"show_dialog": "true"} if show_dialog else {}
    with _session(config, until=0) as session:
        session.scope = sorted(scopes)
        url, _ = session.authorization_url(
            config.consent_url,
            state=state,
            code_challenge=code_challenge,
            code_challenge_method="S256",
            **extra,
        )
    return url


def exchange(config: SpotifyConfig, code: str, verifier: str, now: Clock, until: float) -> TokenAnswer:
    """Trade a code for tokens, once. AuthorizationFailed, AppRejected, NotAllowListed, SpotifyUnavailable."""
    with _session(config, until) as session, unavailable_on_failure(until):
        session.register_compliance_hook("access_token_response", _comply(now, answers.refused_code))
        token = session.fetch_token(config.token_url, code=code, code_verifier=verifier, auth=_basic(config))
    return _answer(token, sent=None)


def refresh(config: SpotifyConfig, refresh_token: str, now: Clock, until: float) -> TokenAnswer:
    """Ask for a new access token, once. ReauthorizationRequired, AppRejected, SpotifyUnavailable."""
    with _session(config, until) as session, unavailable_on_failure(until):
        session.register_compliance_hook("refresh_token_response", _comply(now, answers.refused_refresh))
        token = session.refresh_token(config.token_url, refresh_token=refresh_token, auth=_basic(config))
    return _answer(token, sent=refresh_token)


class _Session(Straight, OAuth2Session):
    pass


def _session(config: SpotifyConfig, until: float) -> _Session:
    _tame(config)
    session = _Session(client_id=config.client_id, redirect_uri=config.redirect_uri)
    bind(session, config.accounts_url, until)
    return session


def _tame(config: SpotifyConfig) -> None:
    """Quiet the library's loggers, and allow http when Spotify is imitated on this machine."""
    for name in ("oauthlib", "requests_oauthlib"):
        logging.getLogger(name).setLevel(logging.INFO)
    if is_loopback_http(config.accounts_url):
        os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"


def _basic(config: SpotifyConfig) -> HTTPBasicAuth:
    return HTTPBasicAuth(config.client_id, config.client_secret)


def _comply(now: Clock, refused: Callable[[str, str], AnchorError]) -> Callable[[requests.Response], requests.Response]:
    """A hook that judges the answer before the library does, and hands it on with nothing in it that could trip it."""

    def comply(response: requests.Response) -> requests.Response:
        fields = payloads.token_fields(answers.token_document(response, now(), refused))
        response._content = json.dumps(fields).encode("ascii")
        return response

    return comply


def _answer(token: dict[str, Any], sent: str | None) -> TokenAnswer:
    # The library puts the token that was sent where none came back, and makes a list of the scope.
    received = token.get("refresh_token")
    scope = token.get("scope")
    return TokenAnswer(
        access_token=token["access_token"],
        refresh_token=None if received == sent else received,
        expires_in=token.get("expires_in", 0),
        scope=None if scope is None else frozenset(filter(None, scope)),
    )
