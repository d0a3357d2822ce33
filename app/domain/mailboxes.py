"""E-mail addresses as people type them."""

import re

ADDRESS = re.compile(r"[^\s@<>(),;:\\\"\[\]]{1,64}@(?:[^\W_](?:[\w-]{0,62})\.)+[^\W\d_][\w-]{0,62}")
"""A local part without quotes, and a domain with a dot; letters of any script (RFC 6531)."""
LENGTH = 254


def is_address(text: str) -> bool:
    return len(text) <= LENGTH and ADDRESS.fullmatch(text) is not None and ".." not in text
