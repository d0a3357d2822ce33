"""Where a person may be sent after signing in: a path of this site and nothing else (ASVS 3.7.2, RFC 9700 4.11)."""

from urllib.parse import urlsplit

STUDIO = "/studio"
LONGEST = 300


def local_path(value: str | None, default: str = STUDIO) -> str:
    """`value` when it is a path of this site that every URL parser reads alike, else `default`."""
    return value if value is not None and _is_local(value) else default


def _is_local(value: str) -> bool:
    if not value.startswith("/") or value.startswith("//") or len(value) > LONGEST:
        return False
    if "\\" in value or not all("!" <= character <= "~" for character in value):
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc and parts.path.startswith("/")
