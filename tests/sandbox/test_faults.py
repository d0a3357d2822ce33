import gzip
import json
import socket
import threading
import time
import tracemalloc
from urllib.parse import urlsplit

import pytest
import requests

from app.sandbox.faults import ENDPOINTS, KINDS, PREMIUM_REQUIRED
from app.sandbox.server import serve
from tests.sandbox.visitor import Visitor

EXPECTED: dict[str, tuple[int, str, str | None]] = {
    "429_short": (429, "API rate limit exceeded", "5"),
    "429_long": (429, "API rate limit exceeded", "3600"),
    "429_quota": (429, '"reason":"QUOTA_EXCEEDED"', "86400"),
    "429_no_header": (429, "API rate limit exceeded", None),
    "429_junk_header": (429, "API rate limit exceeded", "soon"),
    "500": (500, "Internal server error", None),
    "502_html": (502, "<h1>502 Bad Gateway</h1>", None),
    "503": (503, "Service temporarily unavailable", None),
    "html_200": (200, "<!doctype html>", None),
    "401": (401, "Invalid access token", None),
    "403_not_registered": (403, "not registered", None),
    "403_maybe_not_registered": (403, "may not be registered", None),
    "403_premium": (403, PREMIUM_REQUIRED, None),
    "403_scope": (403, "Insufficient client scope", None),
    "403_other": (403, "Forbidden", None),
    "invalid_grant": (400, '"error":"invalid_grant"', None),
    "invalid_client": (400, '"error":"invalid_client"', None),
    "redirect": (302, "", None),
}
TESTED_ALONE = {"empty_body", "hang_up", "truncated", "slow", "drip", "padded", "gzip_bomb", "empty_lists"}


def test_every_kind_of_fault_has_a_test() -> None:
    assert EXPECTED.keys() | TESTED_ALONE == set(KINDS)


@pytest.mark.parametrize("kind", EXPECTED)
def test_a_fault_strikes_once_and_then_all_is_well(visitor: Visitor, kind: str) -> None:
    status, text, retry_after = EXPECTED[kind]
    tokens = visitor.connect("mara")
    visitor.fault(kind)
    struck = visitor.get("/me", tokens)
    assert (struck.status_code, struck.headers.get("Retry-After")) == (status, retry_after)
    assert text in struck.text
    assert visitor.get("/me", tokens).status_code == 200


@pytest.mark.parametrize("kind", EXPECTED)
def test_the_token_endpoint_can_fail_in_every_way(visitor: Visitor, kind: str) -> None:
    tokens = visitor.connect("mara")
    visitor.fault(kind, endpoint="token")
    assert visitor.get("/me", tokens).status_code == 200
    form = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    url = f"{visitor.sandbox.url}/api/token"
    struck = requests.post(url, data=form, auth=("c", "s"), timeout=10, allow_redirects=False)
    assert struck.status_code == EXPECTED[kind][0]
    assert visitor.refresh(tokens["refresh_token"]).status_code == 200


def test_a_fault_strikes_its_endpoint_and_its_person_as_often_as_asked(visitor: Visitor) -> None:
    mara, tomas = visitor.connect("mara"), visitor.connect("tomas")
    visitor.fault("500", endpoint="top_tracks", person="mara", times=2)
    assert visitor.get("/me/top/tracks", tomas).status_code == 200
    assert visitor.get("/me/top/artists", mara).status_code == 200
    statuses = [visitor.get("/me/top/tracks", mara).status_code for _ in range(3)]
    assert statuses == [500, 500, 200]


def test_a_fault_of_a_person_strikes_their_refresh_too(visitor: Visitor) -> None:
    mara, tomas = visitor.connect("mara"), visitor.connect("tomas")
    visitor.fault("invalid_grant", endpoint="token", person="mara", message="Refresh token expired")
    assert visitor.refresh(tomas["refresh_token"]).status_code == 200
    assert visitor.refresh(mara["refresh_token"]).json()["error_description"] == "Refresh token expired"


def test_a_fault_for_ever_lasts_until_it_is_cleared(visitor: Visitor) -> None:
    tokens = visitor.connect("mara")
    visitor.fault("503", times=None)
    assert {visitor.get("/me", tokens).status_code for _ in range(5)} == {503}
    requests.delete(f"{visitor.sandbox.url}/control/faults", timeout=10)
    assert visitor.get("/me", tokens).status_code == 200


def test_faults_strike_in_the_order_in_which_they_were_added(visitor: Visitor) -> None:
    tokens = visitor.connect("mara")
    for kind in ("500", "503", "429_short"):
        visitor.fault(kind)
    assert [visitor.get("/me", tokens).status_code for _ in range(4)] == [500, 503, 429, 200]


@pytest.mark.parametrize("value", ["1", "30", "-5", "0", "99999999999", "Wed, 21 Oct 2026 07:28:00 GMT", "1.5"])
def test_any_retry_after_can_be_sent(visitor: Visitor, value: str) -> None:
    visitor.fault("429_short", retry_after=value)
    assert visitor.get("/me").headers["Retry-After"] == value


def test_a_lost_answer_leaves_a_rotated_token_that_nobody_received(visitor: Visitor) -> None:
    tokens = visitor.connect("mara")
    visitor.control("/settings", rotation="rotate_strict")
    visitor.fault("hang_up", endpoint="token", after_effect=True)
    with pytest.raises(requests.ConnectionError):
        visitor.refresh(tokens["refresh_token"])
    [grant] = visitor.ledger()["grants"]
    assert len(grant["refresh_tokens_issued"]) == 2
    assert visitor.refresh(tokens["refresh_token"]).json()["error"] == "invalid_grant"


def test_a_replaced_answer_did_nothing_behind_it(visitor: Visitor) -> None:
    tokens = visitor.connect("mara")
    visitor.control("/settings", rotation="rotate_strict")
    visitor.fault("500", endpoint="token")
    assert visitor.refresh(tokens["refresh_token"]).status_code == 500
    assert visitor.refresh(tokens["refresh_token"]).status_code == 200


def test_a_hang_up_closes_the_connection_without_a_byte(visitor: Visitor) -> None:
    visitor.fault("hang_up")
    address = urlsplit(visitor.sandbox.url)
    with socket.create_connection((str(address.hostname), address.port or 0), timeout=10) as connection:
        connection.sendall(b"GET /v1/me HTTP/1.1\r\nHost: sandbox\r\n\r\n")
        assert connection.recv(100) == b""
    assert visitor.ledger()["calls"][-1]["status"] == 0


def test_an_empty_body_is_a_200_without_content(visitor: Visitor) -> None:
    tokens = visitor.connect("mara")
    visitor.fault("empty_body")
    answer = visitor.get("/me", tokens)
    assert (answer.status_code, answer.content) == (200, b"")


def test_a_truncated_answer_is_whole_http_and_broken_json(visitor: Visitor) -> None:
    tokens = visitor.connect("mara")
    visitor.fault("truncated")
    answer = visitor.get("/me/top/tracks", tokens)
    assert answer.status_code == 200
    assert answer.content.startswith(b'{"href"')
    with pytest.raises(json.JSONDecodeError):
        json.loads(answer.content)


def test_a_slow_answer_comes_late_and_whole(visitor: Visitor) -> None:
    tokens = visitor.connect("mara")
    visitor.fault("slow", seconds=0.4)
    started = time.monotonic()
    assert visitor.get("/me", tokens).json()["type"] == "user"
    assert time.monotonic() - started >= 0.4


def test_a_dripping_answer_comes_byte_by_byte(visitor: Visitor) -> None:
    tokens = visitor.connect("mara")
    visitor.fault("drip", seconds=0.05)
    headers = {"Authorization": f"Bearer {tokens['access_token']}"}
    started = time.monotonic()
    with requests.get(f"{visitor.sandbox.api_url}/me", headers=headers, stream=True, timeout=10) as answer:
        first = answer.raw.read(10)
    assert len(first) == 10
    assert time.monotonic() - started >= 0.4


def test_padding_makes_a_good_answer_ten_megabytes_long(visitor: Visitor) -> None:
    tokens = visitor.connect("mara")
    visitor.fault("padded")
    answer = visitor.get("/me", tokens)
    assert len(answer.content) > 10_000_000
    assert answer.json()["type"] == "user"


def test_a_gzip_bomb_is_small_on_the_wire_and_large_when_opened(visitor: Visitor) -> None:
    tokens = visitor.connect("mara")
    visitor.fault("gzip_bomb", megabytes=40)
    headers = {"Authorization": f"Bearer {tokens['access_token']}"}
    with requests.get(f"{visitor.sandbox.api_url}/me", headers=headers, stream=True, timeout=10) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        packed = answer.raw.read(decode_content=False)
    assert len(packed) < 100_000
    assert len(gzip.decompress(packed)) > 40_000_000


def test_a_bomb_does_not_hurt_the_sandbox_itself(visitor: Visitor) -> None:
    tokens = visitor.connect("mara")
    visitor.fault("gzip_bomb", megabytes=100)
    tracemalloc.start()
    headers = {"Authorization": f"Bearer {tokens['access_token']}"}
    with requests.get(f"{visitor.sandbox.api_url}/me", headers=headers, stream=True, timeout=20) as answer:
        answer.raw.read(decode_content=False)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000


def test_empty_lists_are_a_good_answer_with_nothing_in_it(visitor: Visitor) -> None:
    tokens = visitor.connect("mara")
    visitor.fault("empty_lists", times=2)
    for what in ("artists", "tracks"):
        body = visitor.get(f"/me/top/{what}", tokens).json()
        assert (body["items"], body["total"], body["next"]) == ([], 0, None)
    assert visitor.get("/me/top/tracks", tokens).json()["total"] == 50


def test_a_redirect_leads_elsewhere(visitor: Visitor) -> None:
    visitor.fault("redirect", location="http://127.0.0.1:9/elsewhere")
    assert visitor.get("/me").headers["Location"] == "http://127.0.0.1:9/elsewhere"


def test_the_rate_limiter_refuses_the_call_above_the_limit_and_says_how_long(visitor: Visitor) -> None:
    tokens = visitor.connect("mara")
    visitor.control("/settings", rate_limit=4)
    answers = [visitor.get("/me", tokens) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 4 + [429] * 2
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 31
    visitor.control("/settings", advance_s=25)
    assert visitor.get("/me", tokens).status_code == 429
    visitor.control("/settings", advance_s=6)
    assert visitor.get("/me", tokens).status_code == 200
    assert visitor.refresh(tokens["refresh_token"]).status_code == 200


def test_a_server_that_stops_does_not_wait_for_its_slow_answers() -> None:
    with serve() as sandbox:
        visitor = Visitor(sandbox)
        visitor.fault("slow", seconds=60)
        caller = threading.Thread(target=visitor.get, args=("/me",))
        caller.start()
        while not sandbox.world.ledger.calls:
            time.sleep(0.01)
        started = time.monotonic()
    caller.join(5)
    assert not caller.is_alive()
    assert time.monotonic() - started < 5


def test_faults_of_every_endpoint_are_known_to_the_ledger(visitor: Visitor) -> None:
    calls = {
        "me": "/me",
        "top_artists": "/me/top/artists",
        "top_tracks": "/me/top/tracks",
        "recently_played": "/me/player/recently-played",
        "artist": "/artists/x",
        "artist_albums": "/artists/x/albums",
        "album": "/albums/x",
        "other": "/audio-features/x",
    }
    assert calls.keys() | {"any", "token"} == set(ENDPOINTS)
    for endpoint, path in calls.items():
        visitor.fault("503", endpoint=endpoint)
        assert visitor.get(path).status_code == 503
        last = visitor.ledger()["calls"][-1]
        assert (last["endpoint"], last["outcome"]) == (endpoint, "fault:503")
