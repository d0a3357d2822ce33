"""The headers of every answer, and what they let a browser do."""

import gzip

import pytest

from app.sandbox.server import RunningSandbox
from app.settings import Settings
from tests.ground.moments import Clock
from tests.ground.site import environment_for
from tests.ground.stage import Stage, dispose

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "credentialless",
}
SHARED = "public, max-age=0, s-maxage=30, stale-while-revalidate=30, stale-if-error=86400"
OWN_IMAGES = "img-src 'self' https://i.scdn.co https://mosaic.scdn.co https://*.spotifycdn.com"


def directives(policy: str) -> dict[str, list[str]]:
    return {name: sources for name, *sources in (part.split() for part in policy.split(";"))}


def test_every_answer_carries_the_base_headers_whatever_it_is(stage: Stage) -> None:
    mara, visitor = stage.artist("mara"), stage.visitor()
    mara.publish("mara-e")
    card = visitor.get("/mara-e.json").json["card_url"].removeprefix(stage.public_url)
    mara.publish("mara-f")
    etag = visitor.get("/mara-f").headers["ETag"]
    answers = {
        "page": (visitor.get("/mara-f"), 200),
        "unchanged page": (visitor.get("/mara-f", If_None_Match=etag), 304),
        "card": (visitor.get(card.replace("mara-e", "mara-f")), 200),
        "former handle": (visitor.get("/mara-e"), 301),
        "unknown": (visitor.get("/nobody-here"), 404),
        "wrong method": (visitor.client.post("/healthz", data={"csrf_token": visitor.token()}), 405),
        "no token": (visitor.client.post("/logout"), 400),
        "door": (visitor.get("/studio"), 303),
        "studio": (mara.get("/studio"), 200),
        "refused form": (mara.post("/studio/handle", handle="-"), 422),
        "not an admin": (mara.get("/admin"), 403),
        "static file": (visitor.get("/static/css/page.css"), 200),
        "health": (visitor.get("/healthz"), 200),
    }
    for name, (answer, status) in answers.items():
        assert (name, answer.status_code) == (name, status)
        for header, value in ALWAYS.items():
            assert (name, header, answer.headers.get(header)) == (name, header, value)
        policy = directives(answer.headers["Content-Security-Policy"])
        assert (name, policy["default-src"], policy["script-src"]) == (name, ["'none'"], ["'self'"])
        assert (name, "Strict-Transport-Security" in answer.headers) == (name, False)


def test_the_policy_lets_nothing_inline_run_and_nobody_frame_a_page(stage: Stage) -> None:
    header = stage.visitor().get("/terms").headers["Content-Security-Policy"]
    policy = directives(header)

    assert "unsafe" not in header
    assert "nonce" not in header
    assert policy["style-src"] == ["'self'"]
    assert policy["frame-ancestors"] == ["'none'"]
    assert policy["base-uri"] == policy["object-src"] == ["'none'"]
    assert policy["form-action"] == ["'self'", stage.sandbox.accounts_url]
    assert header.count(OWN_IMAGES) == 1


def test_only_the_studio_may_frame_its_own_preview(stage: Stage) -> None:
    mara = stage.artist("mara")

    assert directives(mara.get("/studio/preview").headers["Content-Security-Policy"])["frame-ancestors"] == ["'self'"]
    assert directives(mara.get("/studio").headers["Content-Security-Policy"])["frame-ancestors"] == ["'none'"]


def test_caches_may_keep_what_is_public_and_nothing_that_knows_a_person(stage: Stage) -> None:
    mara, visitor = stage.artist("mara"), stage.visitor()
    mara.publish("mara-e")
    for path in ("/mara-e", "/mara-e.json", "/mara-e/icon.svg", "/privacy", "/terms"):
        assert (path, visitor.get(path).headers["Cache-Control"]) == (path, SHARED)
    for path in ("/studio", "/studio/preview", "/studio/status.json", "/studio/history", "/login", "/"):
        assert (path, mara.get(path).headers["Cache-Control"]) == (path, "private, no-store")
    for path in ("/nobody-here", "/healthz", "/readyz", "/MARA-E"):
        assert (path, visitor.get(path).headers["Cache-Control"]) == (path, "no-store")


def test_a_file_asked_for_by_its_hash_is_kept_for_ever_and_any_other_is_looked_at_again(stage: Stage) -> None:
    visitor = stage.visitor()
    with stage.app.app_context():
        address = stage.app.jinja_env.globals["static"]("css/page.css")  # type: ignore[operator]

    assert visitor.get(address).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    for other in ("/static/css/page.css", "/static/css/page.css?v=000000000000"):
        assert visitor.get(other).headers["Cache-Control"] == "public, no-cache"


def secure_stage(sqlite_url: str, sandbox: RunningSandbox, clock: Clock) -> Stage:
    return Stage(
        Settings.load(environment_for(sqlite_url, sandbox, PUBLIC_URL="https://anchor.example")), sandbox, clock
    )


def test_an_https_site_locks_its_cookie_and_its_scheme(sqlite_url: str, sandbox: RunningSandbox, clock: Clock) -> None:
    stage = secure_stage(sqlite_url, sandbox, clock)
    answer = stage.visitor().get("/login")
    cookie = answer.headers["Set-Cookie"]

    assert cookie.startswith("__Host-session=")
    for word in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"):
        assert word in cookie.split("; ")
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    dispose(stage.services)


def test_an_http_site_has_a_plain_cookie_that_scripts_cannot_read(stage: Stage) -> None:
    cookie = stage.visitor().get("/login").headers["Set-Cookie"]

    assert cookie.startswith("session=")
    assert "HttpOnly" in cookie
    assert "Secure" not in cookie


FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1:8000"},
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": "https://127.0.0.1:8000"},
]
OURS = [{}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {"Origin": "http://127.0.0.1:8000"}]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_a_form_sent_from_elsewhere_is_refused_even_with_its_token(stage: Stage, headers: dict[str, str]) -> None:
    answer = stage.visitor().post("/connect/spotify", headers=headers)

    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize("headers", OURS, ids=str)
def test_a_form_of_ours_needs_its_token_and_no_header(stage: Stage, headers: dict[str, str]) -> None:
    visitor = stage.visitor()

    assert visitor.post("/connect/spotify", headers=headers).status_code == 303
    assert visitor.post("/connect/spotify", headers=headers, csrf_token="").status_code == 400
    assert visitor.post("/connect/spotify", headers=headers, csrf_token="wrong").status_code == 400


def test_on_an_https_site_the_origin_is_the_public_one(sqlite_url: str, sandbox: RunningSandbox, clock: Clock) -> None:
    stage = secure_stage(sqlite_url, sandbox, clock)
    visitor = stage.visitor()

    assert visitor.post("/connect/spotify", headers={"Origin": "https://anchor.example"}).status_code == 303
    assert visitor.post("/connect/spotify", headers={"Origin": "http://anchor.example"}).status_code == 400
    assert visitor.post("/connect/spotify", csrf_token="").status_code == 400
    dispose(stage.services)


def test_the_token_of_one_session_is_worth_nothing_in_another(stage: Stage) -> None:
    mara, other = stage.artist("mara"), stage.artist("q")

    assert mara.post("/studio/facts", city="Oslo", csrf_token=other.token()).status_code == 400
    assert mara.post("/studio/facts", city="Oslo").status_code == 303


@pytest.mark.parametrize("path", ["/static/css/themes/label.css", "/static/js/studio.js", "/example"])
def test_what_is_everybodys_is_compressed_for_who_takes_it(stage: Stage, path: str) -> None:
    plain = stage.visitor().get(path)
    zipped = stage.visitor().client.get(path, headers={"Accept-Encoding": "gzip"}, buffered=True)

    assert "Content-Encoding" not in plain.headers
    assert (zipped.headers["Content-Encoding"], "Accept-Encoding" in zipped.vary) == ("gzip", True)
    assert gzip.decompress(zipped.data) == plain.data
