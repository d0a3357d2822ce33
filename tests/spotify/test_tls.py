"""Over TLS, as in production: certificates are checked, and the deadline holds there too."""

import ipaddress
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from app.domain.errors import SpotifyUnavailable
from app.spotify import client as client_module
from app.spotify.client import SpotifyClient
from tests.spotify.conftest import client_of
from tests.spotify.gates import RecordingGate
from tests.spotify.scripted import ScriptedSpotify, as_json, dripping, scripted_spotify, seconds_for

ME = "/v1/me"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of this machine that signs itself, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "certificate.pem"
    path.write_bytes(
        signed.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return path


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
