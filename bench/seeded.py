"""A site with one published page, made by a real journey through the sandbox."""

import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from app.sandbox.server import serve
from app.vault import generate_key
from bench.contenders import Contender, gunicorn, running
from tests.ground.journey import Visitor, over_http
from tests.ground.served import PROJECT, free_port
from tests.ground.site import environment_for

HANDLE = "mara"
SITE = gunicorn("gunicorn.conf.py", "wsgi:app")


def secrets_of_a_site() -> dict[str, str]:
    return {"SECRET_KEY": secrets.token_urlsafe(48), "TOKEN_KEYS": generate_key()}


@contextmanager
def workshop(
    database_url: str, keys: Mapping[str, str], processes: int = 1, checkout: Path = PROJECT
) -> Iterator[list[Contender]]:
    """So many processes of a development site on one database, beside the sandbox; `checkout` has their code."""
    with ExitStack() as stack:
        sandbox = stack.enter_context(serve())
        ports = [free_port() for _ in range(processes)]
        url = f"http://127.0.0.1:{ports[0]}"
        started = []
        for port in ports:
            environment = environment_for(database_url, sandbox, PORT=str(port), PUBLIC_URL=url, **keys)
            started.append(stack.enter_context(running("workshop", port, environment, *SITE, checkout=checkout)))
        yield started


def publish_mara(site: Contender) -> Visitor:
    """Connect, write, claim the handle, publish; the artist, still signed in."""
    artist = over_http(f"http://127.0.0.1:{site.port}")
    artist.connect("mara")
    artist.wait_until_idle()
    artist.submit("/studio/handle", {"handle": HANDLE})
    artist.submit("/studio/copy/generate", {"part": "all"})
    artist.wait_until_idle()
    candidates = artist.status()["candidates"]
    if candidates:
        artist.submit("/studio/copy/accept", {"candidate": candidates[0]["id"]})
    artist.submit("/studio/publish")
    return artist


def seed(folder: Path, keys: Mapping[str, str]) -> str:
    """The address of a SQLite database in this folder, with the page published three hours ago.

    In its first hour a page says another minute every minute, and its ETag with it.
    """
    file = folder / "anchor.db"
    with workshop(f"sqlite:///{file}", keys) as (site,):
        publish_mara(site)
    grow_old(file)
    return f"sqlite:///{file}"


def grow_old(file: Path) -> None:
    """Let all pages in this database have been published three hours earlier."""
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE published_versions SET published_at = datetime(published_at, '-3 hours')")


def production(database_url: str, keys: Mapping[str, str], port: int) -> dict[str, str]:
    """Production's environment; only the request rates are off, since all requests come from one address."""
    return {
        **keys,
        "PORT": str(port),
        "PUBLIC_URL": "https://anchor.example",
        "DATABASE_URL": database_url,
        "SPOTIFY_CLIENT_ID": "not-called",
        "SPOTIFY_CLIENT_SECRET": "not-called",
        "RATE_LIMITS": "off",
    }
