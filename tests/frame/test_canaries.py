"""Twelve planted secrets, a whole journey at DEBUG, and then a search of everything that it left behind."""

import base64
import io
import re
import sqlite3
import subprocess
import sys
import zipfile
from urllib.parse import quote

import pytest
import requests
from flask.sessions import SecureCookieSessionInterface

from app.sandbox import people
from app.sandbox.server import RunningSandbox
from tests.ground.journey import over_http
from tests.ground.served import PROJECT, Served, Start

EMAIL = "canary.person@mail.example"
PLANTED = {
    "client secret": "CANARY-client-secret-Zq81",
    "model key": "CANARY-model-key-Kp27",
    "metrics token": "CANARY-metrics-token-Vw63",
    "session key": "CANARY-session-key-Ny54-Qm93-Lt72",
    "code": "CANARY-code-Hd45",
    "state": "CANARY-state-Jb19",
    "bearer": "CANARY-bearer-Ux38",
    "cookie": "CANARY-cookie-Rf06",
}


@pytest.mark.chaos
def test_twelve_planted_secrets_are_found_nowhere(start_site: Start, sandbox: RunningSandbox, sqlite_url: str) -> None:
    site = start_site(
        sqlite_url,
        LOG_LEVEL="DEBUG",
        SPOTIFY_CLIENT_SECRET=PLANTED["client secret"],
        SECRET_KEY=PLANTED["session key"],
        METRICS_TOKEN=PLANTED["metrics token"],
        OPENAI_API_KEY=PLANTED["model key"],
        OPENAI_BASE_URL=f"{sandbox.url}/openai/v1",
        ADMINS=people.load()["mara"].account_id,
    )
    left, session_tokens = journey(site)
    factor = second_factor(site)
    broken(site, sqlite_url)
    site.stop()

    office = sandbox.world.tokens
    secrets = {
        **PLANTED,
        "token key": site.environment["TOKEN_KEYS"].partition(":")[2],
        **{f"token {number}": token for number, token in enumerate([*office._by_refresh, *office._access])},
        **{f"issued code {number}": code for number, code in enumerate(office._codes)},
        **{f"session {number}": token for number, token in enumerate(session_tokens)},
        **{f"factor {number}": value for number, value in enumerate(factor)},
    }
    places = {"log": site.log.encode(), "database": dump(sqlite_url), **left}

    assert {"token 0", "token 1", "session 0", "factor 0"} <= set(secrets)
    assert "Traceback" in site.log, "no trace was printed, so none was searched"
    assert len(places["database"]) > 10_000
    found = [
        (name, place)
        for place, content in places.items()
        for name, secret in secrets.items()
        if within(secret, content)
    ]
    assert found == []
    for place in ("log", "page", "json", "card", "embed", "one-sheet"):
        assert not within(EMAIL, places[place]), f"the e-mail address stands in the {place}"


def within(secret: str, content: bytes) -> bool:
    """The secret itself, percent-encoded, or in base64 (as far as that is the same wherever it begins)."""
    inner = base64.b64encode(secret.encode()[: len(secret) // 3 * 3])
    return any(form in content for form in (secret.encode(), quote(secret, safe="").encode(), inner))


def journey(site: Served) -> tuple[dict[str, bytes], list[str]]:
    """Sign in, write, publish, export, go wrong; the files that visitors and the artist get, and session tokens."""
    artist = over_http(site.url)
    artist.connect("mara")
    artist.wait_until_idle()
    cookies = artist._get.__closure__  # the requests session of this visitor
    assert cookies
    browser = next(cell.cell_contents for cell in cookies if isinstance(cell.cell_contents, requests.Session))
    token = session_token(browser.cookies["session"])
    artist.submit("/studio/handle", {"handle": "mara"})
    artist.submit("/studio/settings", {"email": EMAIL, "email_opt_in": "1", "locale": "en"})
    artist.submit("/studio/copy/generate", {"part": "all"})
    artist.wait_until_idle()
    artist.submit("/studio/publish")
    artist.submit("/studio/export")
    artist.wait_until_idle()
    artist.get(f"/connect/spotify/callback?code={PLANTED['code']}&state={PLANTED['state']}")
    artist.get(f"/{quote(EMAIL)}")
    artist.get(f"/login?next=/studio%3Faccess_token%3D{PLANTED['bearer']}")
    stolen = {"Authorization": f"Bearer {PLANTED['bearer']}", "Cookie": f"session={PLANTED['cookie']}"}
    requests.get(f"{site.url}/studio", headers=stolen, timeout=10)
    requests.get(f"{site.url}/metrics", headers={"Authorization": f"Bearer {PLANTED['bearer']}"}, timeout=10)
    facts = browser.get(f"{site.url}/mara.json", timeout=10).json()
    left = {
        name: browser.get(site.url + path, timeout=30).content
        for name, path in {
            "page": "/mara",
            "json": "/mara.json",
            "embed": "/mara/embed",
            "one-sheet": "/mara/one-sheet.pdf",
            "card": facts["card_url"].removeprefix(site.url),
            "studio": "/studio",
            "status": "/studio/status.json",
            "admin": "/admin",
        }.items()
    }
    link = re.search(r'href="(/studio/export/[^"]+)"', browser.get(f"{site.url}/studio/export", timeout=10).text)
    assert link, "the export was not made"
    with zipfile.ZipFile(io.BytesIO(browser.get(site.url + link[1], timeout=30).content)) as archive:
        left |= {f"export {name}": archive.read(name) for name in archive.namelist()}
    return left, [token]


def session_token(cookie: str) -> str:
    from flask import Flask  # noqa: PLC0415 - only to read our own cookie

    app = Flask("reader")
    app.secret_key = PLANTED["session key"]
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer
    return str(signer.loads(cookie)["_user_id"])


def second_factor(site: Served) -> list[str]:
    """What the command shows once."""
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "admin", "totp", people.load()["mara"].account_id],
        check=True,
        cwd=PROJECT,
        env=dict(site.environment),
        capture_output=True,
        text=True,
    )
    return [*re.findall(r"secret=([A-Z2-7]{32})", done.stdout), *re.findall(r"^  ([a-z2-7-]{27})$", done.stdout, re.M)]


def broken(site: Served, url: str) -> None:
    """A defect in the middle of a request that carries secrets: its trace is printed."""
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    connection.execute("UPDATE profiles SET hidden = '{not json'")
    connection.commit()
    connection.close()
    artist = over_http(site.url)
    artist.connect("mara")
    answer = artist.get(f"/studio?access_token={PLANTED['bearer']}")
    assert answer.status_code == 500


def dump(url: str) -> bytes:
    """Every row as SQL, and the file itself."""
    path = url.removeprefix("sqlite:///")
    connection = sqlite3.connect(path)
    try:
        text = "\n".join(connection.iterdump()).encode("utf-8", "surrogatepass")
    finally:
        connection.close()
    with open(path, "rb") as file:
        return text + file.read()
