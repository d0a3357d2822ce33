"""One-time codes: TOTP (RFC 6238) as every authenticator app speaks it, and the recovery codes beside it.

Twenty lines of HMAC instead of a library: the algorithm is fixed for ever, and its test vectors are in the RFC.
"""

import base64
import hashlib
import hmac
import re
import struct
from urllib.parse import quote

PERIOD_S = 30
DIGITS = 6
SECRET_BYTES = 20
"""RFC 4226 section 4 recommends 160 bits."""

CODE = re.compile(rf"[0-9]{{{DIGITS}}}")
RECOVERY = re.compile(r"[a-z2-7]{24}")
"""120 random bits: more than 112, so that a plain hash may store them (ASVS 6.5.2)."""


def step_at(seconds: float) -> int:
    """The number of the 30-second step of a moment in Unix time."""
    return int(seconds // PERIOD_S)


def code_at(secret: bytes, step: int) -> str:
    """The code of one step: HOTP with SHA-1 and six digits, which is what authenticator apps expect."""
    digest = hmac.digest(secret, struct.pack(">Q", step), hashlib.sha1)
    place = digest[-1] & 15
    number = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def matching_step(secret: bytes, typed: str, step: int) -> int | None:
    """The step whose code was typed: this one or a neighbour, for a phone whose clock is off; None when wrong."""
    near = (step, step - 1, step + 1)
    return next((each for each in near if hmac.compare_digest(code_at(secret, each), typed)), None)


def uri(secret: bytes, account: str, issuer: str) -> str:
    """The `otpauth:` address that an authenticator app reads from a QR code."""
    label = f"{quote(issuer, safe='')}:{quote(account, safe='')}"
    shared = base64.b32encode(secret).decode("ascii").rstrip("=")
    return f"otpauth://totp/{label}?secret={shared}&issuer={quote(issuer, safe='')}"


def recovery_code(random: bytes) -> str:
    """15 random bytes as a code that can be read aloud: four groups of six."""
    letters = base64.b32encode(random).decode("ascii").lower()
    return "-".join(letters[place : place + 6] for place in range(0, len(letters), 6))


def bare(typed: str) -> str:
    """What was typed without the spaces and hyphens that help reading."""
    return "".join(typed.split()).replace("-", "").lower()
