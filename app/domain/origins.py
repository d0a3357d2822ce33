"""An origin as browsers write it (RFC 6454): scheme and host in lower case, and the port where it is not the usual."""

import re
from urllib.parse import urlsplit

USUAL_PORTS = {"http": 80, "https": 443}
HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9-]{1,63}(?<!-))*\.?|[0-9a-f:.]*:[0-9a-f:.]+")


def origin(address: str) -> str:
    """`HTTPS://Bücher.example:443/` -> `https://xn--bcher-kva.example`. Raises ValueError when it is more or less."""
    parts = urlsplit(address.strip())
    host = (parts.hostname or "").encode("idna").decode("ascii")
    more = parts.path.strip("/") or set("?#@\\") & set(address)
    if parts.scheme not in USUAL_PORTS or not HOST.fullmatch(host) or more or parts.port == 0:
        raise ValueError("no origin")
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}" + ("" if parts.port in (None, USUAL_PORTS[parts.scheme]) else f":{parts.port}")
