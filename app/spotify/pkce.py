"""What an authorization code must look like, and what stands behind it (PKCE, RFC 7636)."""

import base64
import hashlib


def challenge(verifier: str) -> str:
    """PKCE's S256 code challenge of a verifier of 43-128 characters (RFC 7636, 4.2)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode("ascii")).digest()).decode("ascii").rstrip("=")


def is_plausible_code(code: str) -> bool:
    """Whether this can be a code at all; anything else is not worth a call."""
    return 0 < len(code) <= 4096 and code.isascii() and code.isprintable()
