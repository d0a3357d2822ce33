"""A real SMTP server on this machine that keeps what it takes, and can be told to refuse it."""

import email
import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller


class Post:
    """The server's memory. `at_rcpt` and `at_data` answer such as `550 5.1.1 No such user`; None: it is taken."""

    def __init__(self) -> None:
        self.port = 0
        self.reset()

    def reset(self) -> None:
        self.received: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.conversations = 0
        self.at_rcpt: Callable[[], str | None] = lambda: None
        self.at_data: Callable[[], str | None] = lambda: None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_EHLO(self, server: Any, session: Any, envelope: Any, hostname: str, responses: Any) -> Any:
        self.conversations += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if (answer := self.at_rcpt()) is not None:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if (answer := self.at_data()) is not None:
            return answer
        message: Any = email.message_from_bytes(envelope.content, policy=default)
        self.received.append(message)
        self.recipients += envelope.rcpt_tos
        return "250 OK"


@contextmanager
def take_mail() -> Iterator[Post]:
    """A server on a free port."""
    logging.getLogger("mail.log").setLevel(logging.WARNING)  # the server tells addresses; it is not ours
    post = Post()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        post.port = free.getsockname()[1]
    controller = Controller(post, hostname="127.0.0.1", port=post.port, enable_SMTPUTF8=True)
    controller.start()
    yield post
    controller.stop()


@pytest.fixture(scope="session")
def _post_server() -> Iterator[Post]:
    with take_mail() as post:
        yield post


@pytest.fixture
def post(_post_server: Post) -> Post:
    """The server, with nothing in it."""
    _post_server.reset()
    return _post_server
