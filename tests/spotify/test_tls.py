"""Over TLS, as in production: certificates are checked, and the deadline holds there too."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import SpotifyUnavailable
from app.spotify import client as client_module
from app.spotify.client import SpotifyClient
from tests.spotify.conftest import client_of
from tests.spotify.gates import RecordingGate
from tests.spotify.scripted import ScriptedSpotify, as_json, dripping, scripted_spotify, seconds_for

ME = "/v1/me"


@pytest.fixture
def secure_spotify(certificate: Path) -> Iterator[ScriptedSpotify]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with scripted_spotify(context) as running:
        yield running


@pytest.fixture
def secure_client(secure_spotify: ScriptedSpotify, gate: RecordingGate) -> SpotifyClient:
    return client_of(secure_spotify, gate)


def test_an_unknown_certificate_is_refused_before_anything_is_sent(
    secure_client: SpotifyClient, secure_spotify: ScriptedSpotify, gate: RecordingGate
) -> None:
    secure_spotify.answers(ME, as_json({"id": "user1"}))
    with pytest.raises(SpotifyUnavailable) as caught:
        secure_client.me("access-1")
    assert caught.value.reason == "network"
    assert secure_spotify.seen == []
    assert gate.heard == [("failed", "network")]


def test_the_operators_own_authorities_are_honoured(
    secure_client: SpotifyClient,
    secure_spotify: ScriptedSpotify,
    certificate: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    secure_spotify.answers(ME, as_json({"id": "user1"}))
    assert secure_client.me("access-1").user_id == "user1"


def test_a_dripping_answer_ends_at_the_deadline(
    secure_client: SpotifyClient,
    secure_spotify: ScriptedSpotify,
    certificate: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    monkeypatch.setattr(client_module, "TOTAL_SECONDS", 1.2)
    secure_spotify.answers(ME, dripping(b"HTTP/1.1 200 OK\r\n", b"X-Slow: 1\r\n", 0.05))

    def ask() -> None:
        with pytest.raises(SpotifyUnavailable) as caught:
            secure_client.me("access-1")
        assert caught.value.reason == "timeout"

    assert seconds_for(ask) < 2.0
