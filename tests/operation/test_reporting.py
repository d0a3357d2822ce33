"""Faults reach Sentry's address, over real HTTP, and carry nothing that a log line may not carry."""

import gzip
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import brotli
import pytest
import sentry_sdk
import structlog
from flask.testing import FlaskClient

from app import logs, reporting
from app.sandbox.server import RunningSandbox
from app.settings import Settings
from app.web.site import create_site
from tests.ground.site import environment_for
from tests.ground.stage import dispose

COOKIE = "a-session-cookie-value"
TOKEN = "BQDmarkerTOKENmarker0123456789abcdefXYZ"


class Sentry(ThreadingHTTPServer):
    """Takes envelopes on a free port."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.envelopes: list[str] = []
        self.dsn = f"http://public@127.0.0.1:{self.server_port}/1"


class _Handler(BaseHTTPRequestHandler):
    server: Sentry

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        unpack = {"gzip": gzip.decompress, "br": brotli.decompress}.get(self.headers.get("Content-Encoding", ""), bytes)
        self.server.envelopes.append(unpack(body).decode())
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def sentry() -> Iterator[Sentry]:
    server = Sentry()
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    sentry_sdk.get_client().close()
    sentry_sdk.init()
    logs.configure("INFO", json=True)
    server.shutdown()
    server.server_close()


def test_a_fault_in_a_view_is_reported_without_anything_of_the_visitor(
    sentry: Sentry, sqlite_url: str, sandbox: RunningSandbox
) -> None:
    settings = Settings.load(environment_for(sqlite_url, sandbox, SENTRY_DSN=sentry.dsn))
    logs.follow(settings)
    assert reporting.start(settings)
    app = create_site(settings)

    def broken() -> str:
        secret = TOKEN
        raise RuntimeError(f"refresh_token={secret} for mara@label.example")

    app.add_url_rule("/broken/view", "broken", broken)
    client: FlaskClient = app.test_client()
    client.set_cookie("session", COOKIE)
    answer = client.get(
        f"/broken/view?code={TOKEN}",
        headers={"Host": settings.public_url.split("//")[1], "Authorization": f"Bearer {TOKEN}"},
    )
    sentry_sdk.flush(10)
    dispose(app.extensions["anchor"])

    assert answer.status_code == 500
    (envelope,) = sentry.envelopes
    assert "RuntimeError" in envelope
    assert "request_failed" in envelope
    for secret in (TOKEN, "mara@label.example", COOKIE, settings.secret_key.get_secret_value()):
        assert secret not in envelope


def test_an_error_without_an_exception_is_reported_by_its_event(
    sentry: Sentry, sqlite_url: str, sandbox: RunningSandbox
) -> None:
    settings = Settings.load(environment_for(sqlite_url, sandbox, SENTRY_DSN=sentry.dsn))
    logs.follow(settings)
    reporting.start(settings)
    structlog.get_logger("app.somewhere").error("app_rejected", fault="invalid_client", token=TOKEN)
    structlog.get_logger("app.somewhere").warning("only_a_warning")
    sentry_sdk.flush(10)

    (envelope,) = sentry.envelopes
    assert "app_rejected" in envelope
    assert "invalid_client" in envelope
    assert TOKEN not in envelope


def test_without_an_address_nothing_is_started(sqlite_url: str, sandbox: RunningSandbox) -> None:
    assert not reporting.start(Settings.load(environment_for(sqlite_url, sandbox)))
