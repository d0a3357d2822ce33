"""Names that nobody guesses or repeats: of sessions, leases, holders and requests."""

import os
import secrets
import socket


def holder() -> str:
    """Names this process among those that may lead: where it runs, and an id that no restart repeats."""
    return f"{socket.gethostname()[:18]}:{os.getpid()}:{secrets.token_hex(4)}"


def new_token() -> str:
    """256 bits from the system's own source."""
    return secrets.token_urlsafe(32)


def new_id() -> str:
    """Names a lease holder."""
    return secrets.token_hex(8)
