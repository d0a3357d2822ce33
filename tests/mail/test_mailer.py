"""One message to a real SMTP server: what arrives, what each answer means, and what is never said twice."""

import socket
import threading
import time
from datetime import UTC, datetime

import pytest

from app.domain.mailboxes import is_address
from app.domain.mails import Letter
from app.mail import Mailer, compose, parse_url
from app.media import letter as rendering
from tests.ground.post import Post

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SENDER = "Anchor <hello@anchor.example>"
LETTER = Letter(
    to="mara@example.org",
    subject="Reconnect Spotify to keep your page fresh",
    paragraphs=("Spotify <no longer> lets us read & show.", "."),
    links=(("Open the studio", "https://anchor.example/studio"),),
    footer="You asked for it.",
    leave="https://anchor.example/email/leave/abc",
)


def message(to: str = "mara@example.org"):
    return compose(
        sender=SENDER,
        to=to,
        subject=LETTER.subject,
        text=rendering.text(LETTER),
        html=rendering.html(LETTER),
        leave=LETTER.leave,
        key="7.abc",
        now=NOW,
    )


def send(url: str, to: str = "mara@example.org", **more: float) -> tuple[str, int, int]:
    """Outcome, code, and how often it was handed over."""
    handed: list[None] = []
    outcome, code = Mailer(parse_url(url, SENDER), **more).send(message(to), lambda: handed.append(None))
    return outcome, code, len(handed)


def test_a_message_arrives_as_text_and_html_with_a_way_out_of_it(post: Post) -> None:
    assert send(post.url) == ("sent", 250, 1)
    (got,) = post.received
    plain, rich = got.get_body(("plain",)).get_content(), got.get_body(("html",)).get_content()

    assert (got["From"], got["To"], got["Subject"]) == (SENDER, "mara@example.org", LETTER.subject)
    assert got["Message-ID"] == "<7.abc@anchor.example>"
    assert got["Auto-Submitted"] == "auto-generated"
    assert got["List-Unsubscribe"] == "<https://anchor.example/email/leave/abc>"
    assert got["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Spotify <no longer> lets us read & show.\r\n\r\n.\r\n" in plain.replace("\n", "\r\n").replace("\r\r", "\r")
    assert "Spotify &lt;no longer&gt; lets us read &amp; show." in rich
    assert "https://anchor.example/studio" in plain
    assert 'href="https://anchor.example/studio"' in rich
    assert "Stop these messages: https://anchor.example/email/leave/abc" in plain


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("550 5.1.1 No such user", "refused"),
        ("553 5.1.3 Bad address", "refused"),
        ("450 4.2.1 Mailbox busy, try again", "later"),
        ("552 5.2.2 Mailbox full", "later"),
        ("550 5.2.2 User is over quota", "later"),
        ("550 5.4.5 Daily user sending quota exceeded", "down"),
        ("454 4.7.0 Throttling failure: daily message quota exceeded", "down"),
        ("554 5.7.1 Relay access denied", "down"),
        ("421 4.3.2 Going down", "down"),
    ],
)
@pytest.mark.parametrize("place", ["at_rcpt", "at_data"])
def test_what_a_server_answers_says_whether_to_come_back(post: Post, answer: str, outcome: str, place: str) -> None:
    setattr(post, place, lambda: answer)
    got, code, handed = send(post.url)

    assert (got, code, handed) == (outcome, int(answer[:3]), int(place == "at_data"))
    assert post.received == []


def test_addresses_of_other_scripts_arrive(post: Post) -> None:
    assert send(post.url, "jörg@münchen.example")[0] == "sent"
    assert post.recipients == ["jörg@xn--mnchen-3ya.example"]


def test_nobody_there_is_a_server_that_is_down() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    assert send(f"smtp://127.0.0.1:{port}") == ("down", 0, 0)


@pytest.mark.allow_hosts(["127.0.0.2"])
def test_a_password_goes_over_no_open_line() -> None:
    """127.0.0.2 is a machine like any other; it offers no STARTTLS."""
    said: list[bytes] = []
    with socket.create_server(("127.0.0.2", 0)) as server:

        def greet() -> None:
            connection, _ = server.accept()
            with connection:
                connection.sendall(b"220 hi\r\n")
                while line := connection.recv(1000):
                    said.append(line)
                    connection.sendall(b"250-mail\r\n250 AUTH PLAIN LOGIN\r\n")

        threading.Thread(target=greet, daemon=True).start()

        assert send(f"smtp://user:swordfish@127.0.0.2:{server.getsockname()[1]}")[0] == "down"
    assert said
    assert not any(b"AUTH" in line for line in said)


@pytest.mark.parametrize("until", [b"", b"220 hi\r\n"])
def test_a_server_that_drips_is_left_when_the_time_is_over(until: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            connection, _ = server.accept()
            with connection:
                connection.sendall(until)
                try:
                    while True:
                        connection.sendall(b"2")
                        time.sleep(0.05)
                except OSError:
                    return

        threading.Thread(target=drip, daemon=True).start()
        began = time.monotonic()
        outcome, _, handed = send(f"smtp://127.0.0.1:{server.getsockname()[1]}", timeout_s=5, total_s=0.4)

    assert (outcome, handed) == ("down", 0)
    assert time.monotonic() - began < 4


def test_a_server_that_falls_silent_after_the_text_may_have_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def take() -> None:
            connection, _ = server.accept()
            with connection:
                connection.sendall(b"220 hi\r\n")
                while line := connection.recv(100_000):
                    if line.endswith(b"\r\n.\r\n"):
                        return
                    connection.sendall(b"354 go on\r\n" if line.lower().startswith(b"data") else b"250 ok\r\n")

        threading.Thread(target=take, daemon=True).start()

        assert send(f"smtp://127.0.0.1:{server.getsockname()[1]}") == ("unsure", 0, 1)


@pytest.mark.parametrize("url", ["http://mail.example", "smtp:///", "smtps://mail.example/box", "mail.example:25"])
def test_an_address_that_is_none_is_refused_without_being_repeated(url: str) -> None:
    with pytest.raises(ValueError, match="must look like") as refused:
        parse_url(url, SENDER)
    assert url not in str(refused.value)


def test_ports_and_credentials_are_read_from_the_address() -> None:
    plain, closed = parse_url("smtp://mail.example", SENDER), parse_url("smtps://u%40x:p%2Fw@mail.example", SENDER)

    assert (plain.port, plain.tls_at_once, plain.user) == (587, False, "")
    assert (closed.port, closed.tls_at_once, closed.user, closed.password) == (465, True, "u@x", "p/w")
    assert "p/w" not in repr(closed)


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\x85", "\u2028", "\x00"])
def test_no_address_adds_a_line_to_a_message(end: str) -> None:
    typed = f"mara@example.org{end}Bcc: all@evil.example"
    assert not is_address(typed)
    try:
        written = message(typed).as_bytes()
    except (ValueError, IndexError):
        return
    assert b"\nBcc:" not in written.replace(b"\r", b"\n")
