"""A whole journey at DEBUG, and then a search of everything that the process printed."""

import sqlite3
from urllib.parse import quote

import requests

from app.sandbox.server import RunningSandbox
from tests.ground.journey import over_http
from tests.ground.served import Start

PLANTED = ("PLANTED-code-4fj29fk2", "PLANTED-state-93jf0s2k", "PLANTED.person@mail.example", "PLANTED-token-0s9d8f7g")


def test_a_full_run_at_debug_prints_no_token_secret_code_or_address(
    start_site: Start, sandbox: RunningSandbox, sqlite_url: str
) -> None:
    site = start_site(sqlite_url, LOG_LEVEL="DEBUG", SPOTIFY_CLIENT_SECRET="PLANTED-client-secret-1x9")
    artist = over_http(site.url)
    artist.connect("mara")
    artist.wait_until_idle()
    artist.submit("/studio/handle", {"handle": "mara"})
    artist.submit("/studio/settings", {"email": PLANTED[2], "email_opt_in": "1", "locale": "en", "theme": "auto"})
    artist.submit("/studio/copy/generate", {"part": "all"})
    artist.wait_until_idle()
    artist.submit("/studio/publish")
    artist.submit("/studio/refresh")
    artist.wait_until_idle()
    artist.get(f"/connect/spotify/callback?code={PLANTED[0]}&state={PLANTED[1]}")
    artist.get(f"/{quote(PLANTED[2])}")
    artist.get(f"/login?next=/studio%3Faccess_token%3D{PLANTED[3]}")
    requests.get(
        f"{site.url}/studio",
        headers={"Authorization": f"Bearer {PLANTED[3]}", "Cookie": f"session={PLANTED[3]}"},
        timeout=10,
    )
    artist.submit("/disconnect/spotify")
    artist.submit("/logout")
    site.stop()

    office = sandbox.world.tokens
    issued = [*office._codes, *office._by_refresh, *office._access]
    configured = [site.environment[name] for name in ("SECRET_KEY", "TOKEN_KEYS", "SPOTIFY_CLIENT_SECRET")]
    configured.append(site.environment["TOKEN_KEYS"].partition(":")[2])

    assert len(issued) >= 3, "the journey did not get as far as tokens"
    assert site.log.count("request ") > 15
    assert [secret for secret in (*issued, *configured, *PLANTED, *stored(sqlite_url)) if secret in site.log] == []


def stored(url: str) -> list[str]:
    """What is secret in the database itself: hashes of sessions, states, envelopes."""
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    try:
        rows = connection.execute("SELECT token_hash FROM sessions").fetchall()
    finally:
        connection.close()
    return [str(value) for row in rows for value in row]
