"""Nobody waits for Spotify longer than the deadline, and no answer fills the memory."""

import gzip
import threading
import time
import tracemalloc
import zlib
from typing import Any

import pytest

from app.domain.errors import SpotifyUnavailable
from app.spotify import client as client_module
from app.spotify.client import SpotifyClient
from tests.spotify.gates import RecordingGate
from tests.spotify.scripted import Answer, ScriptedSpotify, dripping, raw, seconds_for, silent, whole

ME, TOKEN = "/v1/me", "/api/token"
DEADLINE = 1.2
SLACK = 0.8

slow_answers = pytest.mark.parametrize(
    "answer",
    [
        pytest.param(silent(), id="silence"),
        pytest.param(dripping(b"", b"H", 0.05), id="dripping status line"),
        pytest.param(dripping(b"HTTP/1.1 200 OK\r\n", b"X-Slow: 1\r\n", 0.05), id="dripping headers"),
        pytest.param(dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.05), id="endless interim answers"),
        pytest.param(dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n{", b" ", 0.05), id="dripping body"),
        pytest.param(
            dripping(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n", 0.05),
            id="dripping chunks",
        ),
        pytest.param(silent(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n{"), id="stalled body"),
    ],
)


@pytest.fixture(autouse=True)
def _short_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same code with less patience, so that the suite need not wait ten seconds for each case."""
    monkeypatch.setattr(client_module, "TOTAL_SECONDS", DEADLINE)


def no_call_lingers() -> bool:
    """Whether the sockets gave up too, and not only the caller."""
    calls = [thread for thread in threading.enumerate() if thread.name.startswith("spotify")]
    for thread in calls:
        thread.join(timeout=0.3)
    return not any(thread.is_alive() for thread in calls)


@slow_answers
def test_a_slow_read_ends_at_the_deadline(
    client: SpotifyClient, spotify: ScriptedSpotify, gate: RecordingGate, answer: Answer
) -> None:
    spotify.answers(ME, answer)

    def ask() -> None:
        with pytest.raises(SpotifyUnavailable) as caught:
            client.me("access-1")
        assert caught.value.reason == "timeout"

    assert DEADLINE - 0.1 <= seconds_for(ask) < DEADLINE + SLACK
    assert gate.heard == [("failed", "network")]
    assert len(spotify.seen) == 1
    assert no_call_lingers()


@slow_answers
def test_a_slow_token_call_ends_at_the_deadline(
    client: SpotifyClient, spotify: ScriptedSpotify, gate: RecordingGate, answer: Answer
) -> None:
    spotify.answers(TOKEN, answer)

    def ask() -> None:
        with pytest.raises(SpotifyUnavailable) as caught:
            client.refresh("refresh-1")
        assert caught.value.reason == "timeout"

    assert DEADLINE - 0.1 <= seconds_for(ask) < DEADLINE + SLACK
    assert gate.heard == [("failed", "network")]
    assert no_call_lingers()


def test_the_deadline_is_ten_seconds_in_the_product(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert client_module.TOTAL_SECONDS == 10.0


def test_a_name_that_is_looked_up_for_ever_is_given_up_at_the_deadline(
    client: SpotifyClient, gate: RecordingGate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look_up(*_: Any, **__: Any) -> Any:
        time.sleep(DEADLINE * 2)
        raise OSError("no such name")

    monkeypatch.setattr("socket.getaddrinfo", look_up)

    def ask() -> None:
        with pytest.raises(SpotifyUnavailable) as caught:
            client.me("access-1")
        assert caught.value.reason == "timeout"

    assert seconds_for(ask) < DEADLINE + SLACK
    assert gate.heard == [("failed", "network")]


def a_bomb(megabytes: int) -> bytes:
    """A gzipped document of that size, made without ever holding it."""
    packer = zlib.compressobj(wbits=31)
    packed = packer.compress(b'{"id": "user1", "padding": "')
    packed += b"".join(packer.compress(b" " * 1024 * 1024) for _ in range(megabytes))
    return packed + packer.compress(b'"}') + packer.flush()


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(whole(200, a_bomb(200), Content_Encoding="gzip"), id="gzip bomb"),
        pytest.param(whole(200, gzip.compress(a_bomb(200)), Content_Encoding="gzip, gzip"), id="bomb in a bomb"),
        pytest.param(whole(200, b'{"id": "user1", "padding": "' + b" " * 10_000_000 + b'"}'), id="padding"),
        pytest.param(raw(b"HTTP/1.1 200 OK\r\n\r\n{" + b" " * 10_000_000), id="padding without a length"),
    ],
)
def test_an_oversized_answer_is_refused_without_being_held(
    client: SpotifyClient, spotify: ScriptedSpotify, gate: RecordingGate, answer: Answer
) -> None:
    spotify.answers(ME, answer)
    tracemalloc.start()
    try:
        with pytest.raises(SpotifyUnavailable) as caught:
            client.me("access-1")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert caught.value.reason == "contract"
    assert peak < 20 * 1024 * 1024
    assert gate.heard == [("failed", "contract")]
