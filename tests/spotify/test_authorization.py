"""OAuth over real HTTP: what is sent, what each answer of the token endpoint means, and what is never logged."""

import base64
import logging
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import structlog

from app.domain.errors import (
    AnchorError,
    AppRejected,
    AuthorizationFailed,
    NotAllowListed,
    ReauthorizationRequired,
    SpotifyUnavailable,
)
from app.spotify.client import SpotifyClient
from app.spotify.pkce import challenge
from app.spotify.values import SpotifyConfig, TokenAnswer
from tests.spotify.conftest import NOW
from tests.spotify.gates import RecordingGate
from tests.spotify.scripted import Answer, ScriptedSpotify, as_json, raw, whole

TOKEN = "/api/token"
VERIFIER = "v" * 64
TOKENS = {
    "access_token": "access-1",
    "token_type": "Bearer",
    "expires_in": 3600,
    "refresh_token": "refresh-1",
    "scope": "user-top-read",
}


def oauth_error(error: str, description: str = "", status: int = 400) -> Answer:
    return as_json({"error": error, "error_description": description}, status)


def without(*names: str, **changes: Any) -> dict[str, Any]:
    return {name: value for name, value in {**TOKENS, **changes}.items() if name not in names}


def refusal_of_code(client: SpotifyClient) -> AnchorError:
    with pytest.raises(AnchorError) as caught:
        client.exchange_code("code-1", VERIFIER)
    return caught.value


def refusal_of_refresh(client: SpotifyClient) -> AnchorError:
    with pytest.raises(AnchorError) as caught:
        client.refresh("refresh-0")
    return caught.value


def test_the_consent_address_carries_state_challenge_and_scope(client: SpotifyClient, spotify: ScriptedSpotify) -> None:
    url = client.authorize_url("state-1", challenge(VERIFIER), frozenset({"user-top-read"}))
    assert url.startswith(f"{spotify.url}/authorize?")
    assert parse_qs(urlsplit(url).query) == {
        "response_type": ["code"],
        "client_id": ["app-id"],
        "redirect_uri": ["http://127.0.0.1:8000/connect/spotify/callback"],
        "scope": ["user-top-read"],
        "state": ["state-1"],
        "code_challenge": [challenge(VERIFIER)],
        "code_challenge_method": ["S256"],
    }
    assert "show_dialog=true" in client.authorize_url("s", "c", frozenset({"user-top-read"}), show_dialog=True)
    assert spotify.seen == []


def test_the_challenge_is_the_one_of_the_standard() -> None:
    """RFC 7636, appendix B."""
    assert challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_a_code_is_traded_with_basic_auth_and_the_verifier(
    client: SpotifyClient, spotify: ScriptedSpotify, gate: RecordingGate
) -> None:
    spotify.answers(TOKEN, as_json(TOKENS))
    answer = client.exchange_code("code-1 &+é%".replace("é", "e"), VERIFIER)
    assert answer == TokenAnswer("access-1", "refresh-1", 3600, frozenset({"user-top-read"}))
    (seen,) = spotify.seen
    assert seen.method == "POST"
    assert seen.headers["authorization"] == "Basic " + base64.b64encode(b"app-id:app-secret").decode()
    assert seen.headers["content-type"] == "application/x-www-form-urlencoded"
    assert seen.form == {
        "grant_type": "authorization_code",
        "code": "code-1 &+e%",
        "redirect_uri": "http://127.0.0.1:8000/connect/spotify/callback",
        "code_verifier": VERIFIER,
    }
    assert gate.entered == [("login", 1)]
    assert gate.heard == [("succeeded",)]


def test_a_refresh_sends_the_refresh_token_only(
    client: SpotifyClient, spotify: ScriptedSpotify, gate: RecordingGate
) -> None:
    spotify.answers(TOKEN, as_json(TOKENS))
    assert client.refresh("refresh-0", lane="person").refresh_token == "refresh-1"
    assert spotify.seen[0].form == {"grant_type": "refresh_token", "refresh_token": "refresh-0"}
    assert gate.entered == [("person", 1)]


@pytest.mark.parametrize(
    "tokens",
    [
        without("refresh_token"),
        without(refresh_token=None),
        without(refresh_token=""),
        without(refresh_token=7),
        without(refresh_token="refresh-0"),
    ],
)
def test_without_a_new_refresh_token_there_is_none(
    client: SpotifyClient, spotify: ScriptedSpotify, tokens: dict[str, Any]
) -> None:
    spotify.answers(TOKEN, as_json(tokens))
    assert client.refresh("refresh-0").refresh_token is None


@pytest.mark.parametrize(
    ("tokens", "granted"),
    [
        (without(scope="user-top-read user-read-recently-played"), {"user-top-read", "user-read-recently-played"}),
        (without(scope="user-read-email"), {"user-read-email"}),
        (without(scope=""), set()),
        (without("scope"), None),
        (without(scope=None), None),
        (without(scope=["x"]), None),
    ],
)
def test_another_scope_than_asked_is_read_and_raises_nothing(
    client: SpotifyClient, spotify: ScriptedSpotify, tokens: dict[str, Any], granted: set[str] | None
) -> None:
    spotify.answers(TOKEN, as_json(tokens))
    assert client.exchange_code("code-1", VERIFIER).scope == granted


def test_what_is_lacking_is_what_was_not_granted() -> None:
    needed = frozenset({"user-top-read"})
    assert TokenAnswer("a", None, 1, frozenset({"other"})).lacks(needed) == needed
    assert TokenAnswer("a", None, 1, frozenset({"other", "user-top-read"})).lacks(needed) == frozenset()
    assert TokenAnswer("a", None, 1, None).lacks(needed) == frozenset()


@pytest.mark.parametrize(
    ("lifetime", "seconds"),
    [
        (3600, 3600),
        ("1800", 1800),
        (59.9, 59),
        (0, 0),
        (-5, 3600),
        ("soon", 3600),
        (None, 3600),
        (True, 3600),
        ([], 3600),
    ],
)
def test_the_lifetime_is_read_or_taken_as_an_hour(
    client: SpotifyClient, spotify: ScriptedSpotify, lifetime: Any, seconds: int
) -> None:
    spotify.answers(TOKEN, as_json(without(expires_in=lifetime)))
    assert client.refresh("refresh-0").expires_in == seconds


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (as_json(without("access_token")), "contract"),
        (as_json(without(access_token=None)), "contract"),
        (as_json(without(access_token="two words")), "contract"),
        (as_json([]), "contract"),
        (whole(302, b"", Location="/elsewhere"), "contract"),
        (whole(307, b"", Location="/elsewhere"), "contract"),
        (whole(200, b"<html>Sign in</html>"), "server"),
        (whole(200, b"access_token=a&token_type=Bearer"), "server"),
        (whole(200, b""), "server"),
        (whole(502, b"<html>502</html>"), "server"),
        (whole(503, b""), "server"),
        (raw(b""), "network"),
    ],
)
def test_a_useless_token_answer_is_no_verdict_about_the_person_and_is_not_tried_again(
    client: SpotifyClient, spotify: ScriptedSpotify, gate: RecordingGate, answer: Answer, reason: str
) -> None:
    spotify.answers(TOKEN, answer)
    error = refusal_of_refresh(client)
    assert isinstance(error, SpotifyUnavailable)
    assert error.reason == reason
    assert len(spotify.seen) == 1
    assert gate.heard == [("failed", "contract" if reason == "contract" else "network")]


def test_a_429_of_the_token_endpoint_blocks_everybody(
    client: SpotifyClient, spotify: ScriptedSpotify, gate: RecordingGate
) -> None:
    spotify.answers(TOKEN, whole(429, b"Too many requests", Retry_After="30"))
    error = refusal_of_refresh(client)
    assert isinstance(error, SpotifyUnavailable)
    assert error.retry_at == NOW + timedelta(seconds=30)
    assert gate.heard == [("blocked", NOW + timedelta(seconds=30), "rate_limited")]


@pytest.mark.parametrize(
    ("description", "reason"),
    [
        ("Refresh token revoked", "revoked"),
        ("Refresh token expired", "expired"),
        ("Invalid refresh token", "invalid"),
        ("", "invalid"),
    ],
)
def test_a_dead_refresh_token_needs_a_new_consent(
    client: SpotifyClient, spotify: ScriptedSpotify, gate: RecordingGate, description: str, reason: str
) -> None:
    spotify.answers(TOKEN, oauth_error("invalid_grant", description))
    error = refusal_of_refresh(client)
    assert isinstance(error, ReauthorizationRequired)
    assert error.reason == reason
    assert gate.heard == [("failed", "grant")]


@pytest.mark.parametrize(
    "answer",
    [
        oauth_error("invalid_client", "Invalid client secret"),
        oauth_error("invalid_client", status=401),
        oauth_error("unauthorized_client"),
        whole(401, b"Unauthorized"),
    ],
)
def test_an_invalid_client_is_our_own_fault(
    client: SpotifyClient, spotify: ScriptedSpotify, gate: RecordingGate, answer: Answer
) -> None:
    spotify.answers(TOKEN, answer)
    for error in (refusal_of_refresh(client), refusal_of_code(client)):
        assert isinstance(error, AppRejected)
        assert error.fault == "invalid_client"
    assert gate.heard == [("failed", "app"), ("failed", "app")]


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (oauth_error("unsupported_grant_type"), "request_refused"),
        (oauth_error("invalid_request", "refresh_token must be supplied"), "request_refused"),
        (as_json({"error": {"status": 400}}, 400), "request_refused"),
        (whole(400, b"Bad Request"), "request_refused"),
        (whole(404, b"<html></html>"), "endpoint_gone"),
        (whole(403, b"Forbidden"), "endpoint_gone"),
        (whole(403, b"Active premium subscription required for the owner of the app"), "premium_missing"),
    ],
)
def test_a_refused_request_is_for_the_admin_and_no_verdict_about_the_token(
    client: SpotifyClient, spotify: ScriptedSpotify, answer: Answer, fault: str
) -> None:
    spotify.answers(TOKEN, answer)
    error = refusal_of_refresh(client)
    assert isinstance(error, AppRejected)
    assert error.fault == fault


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (oauth_error("invalid_grant", "Invalid authorization code"), "code_refused"),
        (oauth_error("invalid_grant", "Authorization code expired"), "code_refused"),
        (oauth_error("invalid_grant"), "code_refused"),
        (oauth_error("invalid_request", "code must be supplied"), "code_refused"),
        (oauth_error("invalid_grant", "code_verifier was incorrect"), "verifier_refused"),
        (oauth_error("invalid_request", "code_verifier required"), "verifier_refused"),
    ],
)
def test_a_refused_code_ends_this_attempt_only(
    client: SpotifyClient, spotify: ScriptedSpotify, gate: RecordingGate, answer: Answer, fault: str
) -> None:
    spotify.answers(TOKEN, answer)
    error = refusal_of_code(client)
    assert isinstance(error, AuthorizationFailed)
    assert error.fault == fault
    assert gate.heard == [("succeeded",)]


def test_a_wrong_redirect_uri_is_our_own_fault(client: SpotifyClient, spotify: ScriptedSpotify) -> None:
    spotify.answers(TOKEN, oauth_error("invalid_grant", "Invalid redirect URI"))
    error = refusal_of_code(client)
    assert isinstance(error, AppRejected)
    assert error.fault == "redirect_uri"


def test_a_person_who_is_not_listed_may_already_be_told_at_the_exchange(
    client: SpotifyClient, spotify: ScriptedSpotify
) -> None:
    spotify.answers(TOKEN, whole(403, b"User not registered in the Developer Dashboard"))
    assert isinstance(refusal_of_code(client), NotAllowListed)


@pytest.mark.parametrize("code", ["", "\x00", "a\r\nb", "é", "x" * 5000, "\ud800"])
def test_what_cannot_be_a_code_is_refused_without_a_call(
    client: SpotifyClient, spotify: ScriptedSpotify, gate: RecordingGate, code: str
) -> None:
    with pytest.raises(AuthorizationFailed):
        client.exchange_code(code, VERIFIER)
    assert spotify.seen == []
    assert gate.entered == []


def test_other_hosts_than_this_machine_need_https() -> None:
    fine = SpotifyConfig("id", "secret", "https://accounts.spotify.com/", "http://127.0.0.1:1/v1/", "https://x/cb")
    assert fine.token_url == "https://accounts.spotify.com/api/token"
    assert fine.api("/me") == "http://127.0.0.1:1/v1/me"
    for url in ("http://accounts.spotify.com", "http://127.0.0.1.evil.example", "ftp://127.0.0.1", "127.0.0.1"):
        with pytest.raises(ValueError, match="https"):
            SpotifyConfig("id", "secret", url, "https://api.spotify.com/v1", "https://x/cb")


def test_no_secret_shows_in_a_repr(client: SpotifyClient) -> None:
    shown = repr(client) + repr(client.config) + repr(TokenAnswer("access-1", "refresh-1", 3600, None))
    assert not any(secret in shown for secret in ("app-secret", "access-1", "refresh-1"))


def test_nothing_secret_is_logged_even_at_debug(
    client: SpotifyClient,
    spotify: ScriptedSpotify,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    spotify.answers(
        TOKEN,
        as_json(without(access_token="access-marker", refresh_token="refresh-marker")),
        oauth_error("invalid_grant", "refresh-sent-marker is dead"),
        whole(502, b"<html>code-marker</html>"),
    )
    spotify.answers("/v1/me", whole(403, b"access-marker is not welcome"))
    with structlog.testing.capture_logs() as events:
        client.exchange_code("code-marker", VERIFIER)
        chains = [failure(lambda: client.refresh("refresh-sent-marker"))]
        chains += [failure(lambda: client.exchange_code("code-marker", VERIFIER))]
        chains += [failure(lambda: client.me("access-marker"))]
    printed = "".join([caplog.text, repr(events), *capsys.readouterr(), *chains])
    assert "spotify_call_failed" in printed
    markers = ("access-marker", "refresh-marker", "refresh-sent-marker", "code-marker", "app-secret", VERIFIER)
    assert [marker for marker in markers if marker in printed] == []


def failure(call: Any) -> str:
    """An expected failure with all its causes, as a log would show it."""
    with pytest.raises(AnchorError) as caught:
        call()
    told, link = "", caught.value.__cause__
    while link is not None:
        told, link = told + repr(link) + str(link), link.__cause__ or link.__context__
    return told + repr(caught.value) + str(caught.value)
