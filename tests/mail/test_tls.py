"""Encrypted conversations with a real SMTP server: STARTTLS and SMTPS, the password inside, certificates checked."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from app.mail import Mailer, parse_url
from tests.ground.post import Post
from tests.mail.test_mailer import SENDER, message

KINDS = ("smtp", "smtps")
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
"""Around the whole conversation there is TLS, which the server's inner part does not know."""


@contextmanager
def secure_post(kind: str, certificate: Path) -> Iterator[tuple[Post, list[LoginPassword]]]:
    """A server that takes mail only inside TLS and after a login; with what it was told at the login."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    post, told = Post(), list[LoginPassword]()

    def let_in(_server: Any, _session: Any, _envelope: Any, _mechanism: str, login: LoginPassword) -> AuthResult:
        told.append(login)
        return AuthResult(success=login.password == b"swordfish")

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        post.port = free.getsockname()[1]
    tls = {"ssl_context": context} if kind == "smtps" else {"tls_context": context, "require_starttls": True}
    controller = Controller(
        post,
        hostname="127.0.0.1",
        port=post.port,
        authenticator=let_in,
        auth_required=True,
        auth_require_tls=kind == "smtp",
        **tls,
    )
    controller.start()
    try:
        yield post, told
    finally:
        controller.stop()


def send(kind: str, post: Post, tls: ssl.SSLContext | None = None, login: str = "anchor:swordfish") -> str:
    url = f"{kind}://{login}@127.0.0.1:{post.port}"
    return Mailer(parse_url(url, SENDER), tls=tls, timeout_s=1.0).send(message(), lambda: None)[0]


@pytest.mark.parametrize("kind", KINDS)
def test_a_message_arrives_over_tls_after_a_login(kind: str, certificate: Path) -> None:
    trusting = ssl.create_default_context(cafile=certificate)
    with secure_post(kind, certificate) as (post, told):
        assert send(kind, post, trusting) == "sent"
    assert [(login.login, login.password) for login in told] == [(b"anchor", b"swordfish")]
    assert post.recipients == ["mara@example.org"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_server_with_an_unknown_certificate_hears_no_password(kind: str, certificate: Path) -> None:
    with secure_post(kind, certificate) as (post, told):
        assert send(kind, post) == "down"
    assert (told, post.received) == ([], [])


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_password_stops_all_mail_and_drops_none(kind: str, certificate: Path) -> None:
    trusting = ssl.create_default_context(cafile=certificate)
    with secure_post(kind, certificate) as (post, _):
        assert send(kind, post, trusting, "anchor:guess") == "down"
    assert post.received == []
