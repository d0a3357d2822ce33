"""SMTP, and the only module that speaks it: one message, one connection, one deadline; what happened in few words.

The text leaves only after `hand_over` said so. All before it can be repeated, because a server that was told who writes
to whom has accepted nothing yet; what breaks after it is never repeated, because the server may have the message.
Addresses and what servers say about them never reach a log: errors carry codes only.
"""

import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime, make_msgid, parseaddr
from threading import Timer
from typing import Literal
from urllib.parse import unquote, urlsplit

TIMEOUT_S = 10.0
TOTAL_S = 20.0
"""Less than the 30 seconds in which a process that was told to stop has to end."""
LOOPBACK = ("127.0.0.1", "::1", "localhost")

Outcome = Literal["sent", "later", "down", "refused", "unsure"]
"""sent: the server has it · later: not now, for this message · down: not now, for any message ·
refused: never, to this address · unsure: handed over, and then no answer."""

PASSING = re.compile(
    rb"quota|limit|throttl|\brate\b|too many|try again|busy|mailbox full|gr[ea]ylist|temporar|defer"
    rb"|\b5\.(?:2\.2|4\.5)\b",
    re.I,
)
"""Words of a "permanent" answer that means later: some providers say 550 when a day's quota is spent."""
OUR_OWN = re.compile(rb"throttl|sending (?:quota|limit|rate)|\b[45]\.4\.5\b|relay|authenticat|\b[45]\.7\.0\b", re.I)
"""Words of an answer that is about this site as a sender, not about the address: it holds for every message."""


@dataclass(frozen=True, slots=True)
class SmtpAddress:
    """Where messages are handed in; `sender` is MAIL_FROM."""

    host: str
    port: int
    tls_at_once: bool
    user: str = field(repr=False)
    password: str = field(repr=False)
    sender: str = field(repr=False)


def parse_url(url: str, sender: str) -> SmtpAddress:
    """`smtp://user:password@host:587` (STARTTLS) or `smtps://...:465`. Raises ValueError, without the value."""
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ValueError("must look like smtp://user:password@mail.example:587 or smtps://...")
    return SmtpAddress(
        host=parts.hostname,
        port=parts.port or (465 if parts.scheme == "smtps" else 587),
        tls_at_once=parts.scheme == "smtps",
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        sender=sender,
    )


class _Stopped(Exception):
    """Ends the conversation with this outcome."""

    def __init__(self, outcome: Outcome, code: int) -> None:
        super().__init__(f"{outcome} ({code})")
        self.outcome = outcome
        self.code = code


class Mailer:
    """No answer may take longer than `timeout_s`, a whole conversation no longer than `total_s`."""

    def __init__(
        self,
        address: SmtpAddress,
        tls: ssl.SSLContext | None = None,
        timeout_s: float = TIMEOUT_S,
        total_s: float = TOTAL_S,
    ) -> None:
        self._address = address
        self._timeout_s = timeout_s
        self._total_s = total_s
        self._tls = tls or ssl.create_default_context()

    @property
    def sender(self) -> str:
        return self._address.sender

    def answers(self) -> bool:
        """Whether the server takes this site's name and password; nothing is sent."""
        try:
            with self._conversation() as server:
                return server.noop()[0] == 250
        except (_Stopped, OSError, smtplib.SMTPException, ValueError):
            return False

    def send(self, message: EmailMessage, hand_over: Callable[[], None]) -> tuple[Outcome, int]:
        """Send to the one address in `To`; the outcome and the server's code (0: none).

        `hand_over` is called once, just before the text leaves; what it raises ends the conversation and is raised.
        """
        handed = False

        def handing() -> None:
            nonlocal handed
            hand_over()
            handed = True

        try:
            with self._conversation() as server:
                return self._say(server, message, handing)
        except _Stopped as stopped:
            return stopped.outcome, stopped.code
        except smtplib.SMTPResponseException as error:
            return "down", error.smtp_code
        except (OSError, smtplib.SMTPException, ValueError):
            return ("unsure" if handed else "down"), 0

    @contextmanager
    def _conversation(self) -> Iterator[smtplib.SMTP]:
        """A greeted, encrypted, authenticated connection that is cut when its time is over, whatever drips in."""
        at = self._address
        server = (
            smtplib.SMTP_SSL(timeout=self._timeout_s, context=self._tls)
            if at.tls_at_once
            else smtplib.SMTP(timeout=self._timeout_s)
        )
        server._host = at.host  # type: ignore[attr-defined] # whose certificate is checked
        cut = Timer(self._total_s, _cut, [server])
        cut.daemon = True
        cut.start()
        try:
            code, _ = server.connect(at.host, at.port)
            if code != 220:
                raise _Stopped("down", code)
            server.ehlo_or_helo_if_needed()
            if not at.tls_at_once and server.has_extn("starttls"):
                server.starttls(context=self._tls)
                server.ehlo()
            elif not at.tls_at_once and at.user and at.host not in LOOPBACK:
                raise _Stopped("down", 0)  # a password goes over no open line
            if at.user:
                server.login(at.user, at.password)
            yield server
        finally:
            cut.cancel()
            server.close()

    def _say(self, server: smtplib.SMTP, message: EmailMessage, hand_over: Callable[[], None]) -> tuple[Outcome, int]:
        to = message["To"].addresses[0].addr_spec
        if not to.isascii() and not server.has_extn("smtputf8"):
            return "refused", 0
        options = [] if to.isascii() else ["SMTPUTF8", "BODY=8BITMIME"]
        text = message.as_bytes(policy=(SMTP if to.isascii() else SMTPUTF8).clone(max_line_length=998))
        _expect(server.mail(parseaddr(self._address.sender)[1], options), about_address=False)
        _expect(server.rcpt(to), about_address=True)
        _expect(server.docmd("DATA"), about_address=False, wanted=354)
        hand_over()
        server.send(_stuffed(text))
        code, answer = server.getreply()
        if code == 250:
            return "sent", code
        return _meaning(code, answer, about_address=True), code


def _expect(reply: tuple[int, bytes], *, about_address: bool, wanted: int = 250) -> None:
    code, answer = reply
    if code != wanted and not (wanted == 250 and code in (251, 252)):
        raise _Stopped(_meaning(code, answer, about_address=about_address), code)


def _meaning(code: int, answer: bytes, *, about_address: bool) -> Outcome:
    """What a refusal means: quotas and passing troubles only delay, whatever number they come with."""
    if code == 421 or not about_address or OUR_OWN.search(answer):
        return "down"
    return "later" if code < 500 or PASSING.search(answer) else "refused"


def _stuffed(text: bytes) -> bytes:
    """The text as DATA wants it: dots that begin a line are doubled, a single one ends it (RFC 5321 4.5.2)."""
    body = re.sub(rb"(?m)^\.", b"..", text)
    return (body if body.endswith(b"\r\n") else body + b"\r\n") + b".\r\n"


def _cut(server: smtplib.SMTP) -> None:
    if server.sock is not None:
        with suppress(OSError):
            server.sock.shutdown(socket.SHUT_RDWR)  # wakes whoever waits for a byte of it


def compose(
    *,
    sender: str,
    to: str,
    subject: str,
    text: str,
    html: str,
    leave: str | None,
    key: str,
    now: datetime,
) -> EmailMessage:
    """A message in plain text and HTML; `leave` is the address of one-click unsubscribing (RFC 8058).

    The same `key` gives the same Message-ID, so that a server which gets it twice can tell. Raises ValueError when the
    address cannot stand in a message.
    """
    name, mailbox = parseaddr(sender)
    domain = mailbox.rpartition("@")[2]
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(name, addr_spec=mailbox)
    local, _, host = to.rpartition("@")
    message["To"] = Address(username=local, domain=host.encode("idna").decode("ascii") if not host.isascii() else host)
    message["Subject"] = subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{key}@{domain}>" if key else make_msgid(domain=domain)
    message["Auto-Submitted"] = "auto-generated"
    if leave is not None:
        message["List-Unsubscribe"] = f"<{leave}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(text)
    message.add_alternative(html, subtype="html")
    return message
