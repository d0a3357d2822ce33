"""What must never be printed, and its removal: by the name of a field, by the look of a text, by known secrets.

Used for every log line, whoever wrote it, tracebacks included. It is the net below the rope: callers log ids,
never tokens. A number or a truth value is never a secret, so `code=403` and `input_tokens=512` stay readable.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import quote

HIDDEN: Final = "[hidden]"

_EXACT_NAMES = frozenset({"code", "state", "key", "keys", "nonce", "args", "kwargs", "params"})
_NAME_PARTS = re.compile(
    r"token|secret|verifier|challenge|authori[sz]ation|cookie|e_?mail|passw|passphrase|credential|api_?key"
    r"|bearer|csrf|session_id|dsn",
    re.IGNORECASE,
)
_TELLING_NAME = (
    r"[\w-]*(?:token|secret|verifier|challenge|passw(?:or)?d|api[_-]?key|cookie|csrf)[\w-]*"
    r"|authorization|session|code|state"
)
_SHORTEST_KNOWN = 6

_RULES: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    # The value after Authorization's scheme.
    (re.compile(r"\b(Bearer|Basic)\s+(?!\[)[\w.~+/-]{6,}=*", re.IGNORECASE), rf"\1 {HIDDEN}"),
    # A whole header of cookies, to the end of its line
    (re.compile(r"\b((?:set-)?cookie:\s*)(?!\[)[^\r\n]+", re.IGNORECASE), rf"\1{HIDDEN}"),
    # A password inside an address: postgresql://anchor:swordfish@db/anchor
    (re.compile(r"(://)[^/\s:@'\"]*:[^/\s@'\"]+@"), rf"\1{HIDDEN}@"),
    # name=value and "name": "value", in addresses, form bodies, JSON, reprs; not a bare number (code=403)
    (
        re.compile(
            rf"((?:(?<![\w-])|(?<=%3F)|(?<=%26))(?:{_TELLING_NAME})(?:['\"]?\s*:\s*b?['\"]|['\"]?\s*=\s*b?['\"]?|%3D))"
            r"(?!\[hidden|\d{1,4}(?![\w.~%+/-]))[^\s'\"&;,)}\]]+",
            re.IGNORECASE,
        ),
        rf"\1{HIDDEN}",
    ),
    # A key of TOKEN_KEYS: an id, a colon, 32 bytes in base64
    (re.compile(r"\b[\w-]{1,32}:[\w+/-]{43}=?(?![\w+/-])"), HIDDEN),
    (re.compile(r"[\w.+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
)
_LONG_RUN = re.compile(r"[A-Za-z0-9_+-]{28,}={0,2}")

_known: re.Pattern[str] | None = None
_known_values: frozenset[str] = frozenset()


def hide(value: str) -> None:
    """From now on print this secret nowhere in this process, nor its percent-encoded form."""
    global _known, _known_values  # noqa: PLW0603 - the process's own secrets, one set for all loggers
    if len(value) < _SHORTEST_KNOWN:
        return  # removing a two-letter "secret" would only make every line unreadable
    _known_values |= {value, quote(value, safe="")}
    _known = re.compile("|".join(re.escape(known) for known in sorted(_known_values, key=len, reverse=True)))


def text(value: str) -> str:
    """The text without anything that looks like a token, a password, a key, a code or an e-mail address."""
    if _known is not None:
        value = _known.sub(HIDDEN, value)
    for pattern, replacement in _RULES:
        value = pattern.sub(replacement, value)
    return _LONG_RUN.sub(_hide_random, value)


def fields(values: Mapping[str, object]) -> dict[str, object]:
    """The same fields, safe to print: only text, numbers, truth values, None, and lists and dicts of these."""
    return {str(name): _value(str(name), value) for name, value in values.items()}


def _value(name: str, value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    if name.lower() in _EXACT_NAMES or _NAME_PARTS.search(name):
        return HIDDEN
    if isinstance(value, str):
        return text(value)
    if isinstance(value, Mapping):
        return fields(value)
    if isinstance(value, Iterable) and not isinstance(value, bytes | bytearray):
        return [_value(name, item) for item in value]
    return text(str(value))


def _hide_random(run: re.Match[str]) -> str:
    """Hide what looks random; leave names (no digit or one case only) and hexadecimal fingerprints."""
    found = run.group()
    random = any(c.isdigit() for c in found) and any(c.isupper() for c in found) and any(c.islower() for c in found)
    return HIDDEN if random else found
