"""Reads over real HTTP: what each answer of the Web API means, and what the gate hears of it."""

import gzip
from datetime import timedelta
from threading import Barrier, Event
from typing import Any

import pytest

from app.domain.errors import (
    AnchorError,
    AppRejected,
    NotAllowListed,
    ScopeTooSmall,
    SpotifyUnavailable,
    TokenRejected,
)
from app.spotify.client import SpotifyClient
from tests.spotify import items
from tests.spotify.conftest import NOW
from tests.spotify.gates import RecordingGate
from tests.spotify.scripted import Answer, ScriptedSpotify, Send, as_json, raw, whole

ME, ARTISTS, TRACKS = "/v1/me", "/v1/me/top/artists", "/v1/me/top/tracks"
ACCOUNT = {"id": "user1", "account_id": "acc1", "display_name": "Zoë", "images": []}
BAD_GATEWAY = whole(502, b"<html><h1>502 Bad Gateway</h1></html>", Content_Type="text/html")


def api_error(status: int, message: str, **more: Any) -> Answer:
    return as_json({"error": {"status": status, "message": message, **more}}, status)


def failure_of(client: SpotifyClient) -> AnchorError:
    with pytest.raises(AnchorError) as caught:
        client.me("access-1")
    return caught.value


def unavailable(client: SpotifyClient) -> SpotifyUnavailable:
    error = failure_of(client)
    assert isinstance(error, SpotifyUnavailable)
    return error


def test_me_is_asked_with_the_bearer_token_and_nothing_else(client: SpotifyClient, spotify: ScriptedSpotify) -> None:
    spotify.answers(ME, as_json(ACCOUNT))
    assert client.me("access-1").account_id == "acc1"
    (seen,) = spotify.seen
    assert seen.method == "GET"
    assert seen.headers["authorization"] == "Bearer access-1"
    assert seen.headers["accept-encoding"] == "gzip"
    assert "cookie" not in seen.headers


def test_a_netrc_entry_does_not_replace_the_token(
    client: SpotifyClient, spotify: ScriptedSpotify, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login a password b\n")
    monkeypatch.setenv("NETRC", str(netrc))
    spotify.answers(ME, as_json(ACCOUNT))
    client.me("access-1")
    assert spotify.seen[0].headers["authorization"] == "Bearer access-1"


def test_a_proxy_of_the_environment_is_not_asked_for_this_machine(
    client: SpotifyClient, spotify: ScriptedSpotify, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    spotify.answers(ME, as_json(ACCOUNT))
    assert client.me("access-1").user_id == "user1"


def test_the_top_lists_are_one_call_each_of_fifty_in_medium_term(
    client: SpotifyClient, spotify: ScriptedSpotify, gate: RecordingGate
) -> None:
    spotify.answers(ARTISTS, as_json(items.page(items.artist("a1"), items.artist("a2"))))
    spotify.answers(TRACKS, as_json(items.page(items.track("t1"))))
    lists = client.top_lists("access-1", lane="person")
    assert [artist.id for artist in lists.artists] == ["a1", "a2"]
    assert [track.id for track in lists.tracks] == ["t1"]
    assert sorted(seen.path for seen in spotify.seen) == [ARTISTS, TRACKS]
    assert all(seen.query == {"limit": ["50"], "time_range": ["medium_term"]} for seen in spotify.seen)
    assert gate.entered == [("person", 2)]
    assert gate.heard == [("succeeded",)]


def test_both_lists_are_asked_at_the_same_time(client: SpotifyClient, spotify: ScriptedSpotify) -> None:
    """Each answer waits until the other question has arrived."""
    both_are_here = Barrier(2, timeout=5)

    def after_both(answer: Answer) -> Answer:
        def wait_then(send: Send, stopping: Event) -> None:
            both_are_here.wait()
            answer(send, stopping)

        return wait_then

    spotify.answers(ARTISTS, after_both(as_json(items.page(items.artist("a1")))))
    spotify.answers(TRACKS, after_both(as_json(items.page(items.track("t1")))))
    lists = client.top_lists("access-1")
    assert (len(lists.artists), len(lists.tracks)) == (1, 1)


def test_each_list_can_be_asked_alone(client: SpotifyClient, spotify: ScriptedSpotify, gate: RecordingGate) -> None:
    spotify.answers(ARTISTS, as_json(items.page(items.artist("a1"))))
    spotify.answers(TRACKS, as_json(items.page(items.track("t1"))))
    assert [artist.id for artist in client.top_artists("access-1")] == ["a1"]
    assert [track.id for track in client.top_tracks("access-1")] == ["t1"]
    assert gate.entered == [("refresh", 1), ("refresh", 1)]


def test_a_closed_gate_lets_nothing_through(
    client: SpotifyClient, spotify: ScriptedSpotify, gate: RecordingGate
) -> None:
    gate.allowance = 1
    with pytest.raises(SpotifyUnavailable):
        client.top_lists("access-1")
    assert spotify.seen == []
    assert gate.heard == []


def test_a_refused_token_is_said_and_is_no_failure_of_spotify(
    client: SpotifyClient, spotify: ScriptedSpotify, gate: RecordingGate
) -> None:
    spotify.answers(ME, api_error(401, "The access token expired"))
    assert isinstance(failure_of(client), TokenRejected)
    assert gate.heard == [("succeeded",)]
    assert len(spotify.seen) == 1


@pytest.mark.parametrize("token", ["", "a b", "a\nb", "é", "x" * 10_000])
def test_a_token_that_cannot_stand_in_a_header_is_not_sent(
    client: SpotifyClient, spotify: ScriptedSpotify, token: str
) -> None:
    with pytest.raises(TokenRejected):
        client.me(token)
    assert spotify.seen == []


def test_a_malformed_token_is_a_refused_token(client: SpotifyClient, spotify: ScriptedSpotify) -> None:
    spotify.answers(ME, api_error(400, "Only valid bearer authentication supported"))
    assert isinstance(failure_of(client), TokenRejected)


@pytest.mark.parametrize(
    "answer",
    [
        whole(403, b"User not registered in the Developer Dashboard"),
        whole(403, b"Check settings on developer.spotify.com/dashboard, the user may not be registered."),
        api_error(403, "User not approved for app"),
    ],
)
def test_a_person_who_is_not_listed_waits(
    client: SpotifyClient, spotify: ScriptedSpotify, gate: RecordingGate, answer: Answer
) -> None:
    spotify.answers(ME, answer)
    assert isinstance(failure_of(client), NotAllowListed)
    assert gate.heard == [("succeeded",)]


def test_a_missing_premium_of_the_owner_is_the_apps_fault(
    client: SpotifyClient, spotify: ScriptedSpotify, gate: RecordingGate
) -> None:
    spotify.answers(ME, api_error(403, "Active premium subscription required for the owner of the app."))
    error = failure_of(client)
    assert isinstance(error, AppRejected)
    assert error.fault == "premium_missing"
    assert gate.heard == [("failed", "app")]


def test_a_small_scope_names_what_is_missing(client: SpotifyClient, spotify: ScriptedSpotify) -> None:
    spotify.answers(ARTISTS, api_error(403, "Insufficient client scope"))
    with pytest.raises(ScopeTooSmall) as caught:
        client.top_artists("access-1")
    assert caught.value.missing == {"user-top-read"}


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (whole(403, b"Forbidden"), "endpoint_gone"),
        (whole(403, b""), "endpoint_gone"),
        (api_error(404, "Service not found"), "endpoint_gone"),
        (whole(410, b"<html>gone</html>"), "endpoint_gone"),
        (api_error(400, "Invalid limit"), "request_refused"),
    ],
)
def test_a_refused_endpoint_is_for_the_admin(
    client: SpotifyClient, spotify: ScriptedSpotify, gate: RecordingGate, answer: Answer, fault: str
) -> None:
    spotify.answers(ME, answer)
    error = failure_of(client)
    assert isinstance(error, AppRejected)
    assert error.fault == fault
    assert gate.heard == [("failed", "contract")]


def test_a_short_429_blocks_everybody_until_then_and_is_not_tried_again(
    client: SpotifyClient, spotify: ScriptedSpotify, gate: RecordingGate
) -> None:
    spotify.answers(ME, as_json({"error": {"status": 429, "message": "API rate limit exceeded"}}, 429, Retry_After="5"))
    error = unavailable(client)
    assert (error.reason, error.retry_at) == ("rate_limited", NOW + timedelta(seconds=5))
    assert gate.heard == [("blocked", NOW + timedelta(seconds=5), "rate_limited")]
    assert len(spotify.seen) == 1


@pytest.mark.parametrize("body", [{"error": {"reason": "QUOTA_EXCEEDED"}}, {"reason": "QUOTA_EXCEEDED"}])
def test_a_spent_quota_is_told_apart(
    client: SpotifyClient, spotify: ScriptedSpotify, gate: RecordingGate, body: dict[str, Any]
) -> None:
    spotify.answers(ME, as_json(body, 429, Retry_After="86400"))
    error = unavailable(client)
    assert (error.reason, error.retry_at) == ("quota_exceeded", NOW + timedelta(days=1))
    assert gate.heard == [("blocked", NOW + timedelta(days=1), "quota_exceeded")]


def test_a_429_on_one_list_stops_the_second_try_of_the_other(
    client: SpotifyClient, spotify: ScriptedSpotify, gate: RecordingGate
) -> None:
    spotify.answers(ARTISTS, BAD_GATEWAY)
    spotify.answers(TRACKS, whole(429, b"", Retry_After="7"))
    with pytest.raises(SpotifyUnavailable):
        client.top_lists("access-1")
    assert len(spotify.seen) == 2
    assert ("blocked", NOW + timedelta(seconds=7), "rate_limited") in gate.heard
    assert ("failed", "network") in gate.heard
    assert ("succeeded",) not in gate.heard


def test_a_503_that_names_a_time_is_obeyed(
    client: SpotifyClient, spotify: ScriptedSpotify, gate: RecordingGate
) -> None:
    spotify.answers(ME, whole(503, b"busy", Retry_After="120"))
    assert unavailable(client).retry_at == NOW + timedelta(seconds=120)
    assert gate.heard == [("blocked", NOW + timedelta(seconds=120), "overloaded")]
    assert len(spotify.seen) == 1


@pytest.mark.parametrize(
    "passing",
    [
        BAD_GATEWAY,
        whole(500, b""),
        whole(200, b"<!doctype html><title>Sign in</title>", Content_Type="text/html"),
        whole(200, b""),
        whole(204, b""),
        whole(200, b'{"id": "user1", "displ'),
        raw(b""),
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"),
        raw(b"\x16\x03\x01 not http at all\r\n\r\n"),
        raw(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope"),
        raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
        raw(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000 + b"\r\n\r\n"),
        whole(200, b"[" * 200_000),
        whole(200, b"9" * 10_000),
        whole(200, b'\xff\xfe{"id"'),
    ],
)
def test_a_failing_server_is_tried_a_second_time(
    client: SpotifyClient, spotify: ScriptedSpotify, gate: RecordingGate, passing: Answer
) -> None:
    spotify.answers(ME, passing, as_json(ACCOUNT))
    assert client.me("access-1").user_id == "user1"
    assert gate.entered == [("login", 1), ("login", 1)]
    assert gate.heard == [("succeeded",)]


def test_after_two_tries_spotify_counts_as_failing(
    client: SpotifyClient, spotify: ScriptedSpotify, gate: RecordingGate
) -> None:
    spotify.answers(ME, BAD_GATEWAY)
    error = unavailable(client)
    assert (error.reason, error.retry_at) == ("server", None)
    assert len(spotify.seen) == 2
    assert gate.heard == [("failed", "network")]


def test_only_the_list_that_failed_is_asked_again(
    client: SpotifyClient, spotify: ScriptedSpotify, gate: RecordingGate
) -> None:
    spotify.answers(ARTISTS, as_json(items.page(items.artist("a1"))))
    spotify.answers(TRACKS, BAD_GATEWAY, as_json(items.page(items.track("t1"))))
    assert len(client.top_lists("access-1").tracks) == 1
    assert len(spotify.asked(ARTISTS)) == 1
    assert gate.entered == [("refresh", 2), ("refresh", 1)]


def test_without_budget_there_is_no_second_try_and_the_failure_is_told(
    client: SpotifyClient, spotify: ScriptedSpotify, gate: RecordingGate
) -> None:
    gate.allowance = 1
    spotify.answers(ME, BAD_GATEWAY)
    assert unavailable(client).reason == "server"
    assert len(spotify.seen) == 1
    assert gate.heard == [("failed", "network")]


@pytest.mark.parametrize("body", [b"[]", b'"text"', b"null", b"{}", b'{"items": 3}'])
def test_json_of_another_shape_breaks_the_contract_and_is_not_tried_again(
    client: SpotifyClient, spotify: ScriptedSpotify, gate: RecordingGate, body: bytes
) -> None:
    spotify.answers(TRACKS, whole(200, body))
    with pytest.raises(SpotifyUnavailable) as caught:
        client.top_tracks("access-1")
    assert caught.value.reason == "contract"
    assert gate.heard == [("failed", "contract")]
    assert len(spotify.seen) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(
    client: SpotifyClient, spotify: ScriptedSpotify, gate: RecordingGate, status: int
) -> None:
    spotify.answers(ME, whole(status, b"", Location=f"{spotify.url}/v1/elsewhere"))
    assert unavailable(client).reason == "contract"
    assert [seen.path for seen in spotify.seen] == [ME]


def test_a_cookie_is_never_sent_back(client: SpotifyClient, spotify: ScriptedSpotify) -> None:
    spotify.answers(ME, as_json(ACCOUNT, Set_Cookie="spy=1; Path=/"))
    client.me("access-1")
    client.me("access-1")
    assert all("cookie" not in seen.headers for seen in spotify.seen)


def test_a_gzipped_answer_is_unpacked(client: SpotifyClient, spotify: ScriptedSpotify) -> None:
    body = gzip.compress(b'{"id": "user1", "display_name": "Bj\xc3\xb6rk"}')
    spotify.answers(ME, whole(200, body, Content_Encoding="gzip"))
    assert client.me("access-1").display_name == "Björk"
    assert spotify.seen[0].headers["accept-encoding"] == "gzip"


def test_an_unreachable_spotify_is_unavailable(gate: RecordingGate, client: SpotifyClient) -> None:
    closed = type(client)(
        type(client.config)("id", "secret", "http://127.0.0.1:9", "http://127.0.0.1:9/v1", "http://127.0.0.1/cb"),
        gate,
        client.now,
    )
    with pytest.raises(SpotifyUnavailable) as caught:
        closed.me("access-1")
    assert caught.value.reason == "network"
    assert gate.heard == [("failed", "network")]
