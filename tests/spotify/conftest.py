"""A scripted Spotify, a client that talks to it, and the gate between them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random

import pytest

from app.spotify.client import SpotifyClient
from app.spotify.values import SpotifyConfig
from tests.spotify.gates import RecordingGate
from tests.spotify.scripted import ScriptedSpotify, scripted_spotify

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def spotify() -> Iterator[ScriptedSpotify]:
    with scripted_spotify() as running:
        yield running


@pytest.fixture
def gate() -> RecordingGate:
    return RecordingGate()


@pytest.fixture
def client(spotify: ScriptedSpotify, gate: RecordingGate) -> SpotifyClient:
    return client_of(spotify, gate)


def client_of(spotify: ScriptedSpotify, gate: RecordingGate) -> SpotifyClient:
    config = SpotifyConfig(
        client_id="app-id",
        client_secret="app-secret",
        accounts_url=spotify.url,
        api_url=f"{spotify.url}/v1",
        redirect_uri="http://127.0.0.1:8000/connect/spotify/callback",
    )
    return SpotifyClient(config, gate, lambda: NOW, Random(7))
