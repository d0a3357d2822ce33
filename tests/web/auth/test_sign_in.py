"""The way in and out when nothing goes wrong, and when somebody tries to bend it."""

import pytest

from app.db.database import Database
from app.db.tables.work import Job
from app.sandbox.server import RunningSandbox
from tests.ground.html import lint_html
from tests.ground.journey import over_http
from tests.ground.moments import Clock
from tests.ground.served import Start
from tests.ground.site import SECRET_KEY, TOKEN_KEYS
from tests.web.auth.conftest import CALLBACK, Browser, Store, TokenCalls, state_in

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/studio",
    "/\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/%0d%0aSet-Cookie:a=b\r\n",
    "javascript:alert(1)",
    "studio",
    "",
    "///evil.example",
    "/studio\x00",
    "http:/evil.example",
    "/" + "a" * 300,
    "/ü",
]


def test_after_consent_the_person_is_in_the_studio_and_the_import_is_queued(
    browser: Browser, store: Store, database: Database
) -> None:
    answer = browser.visitor.get(browser.agree("mara"))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/studio")
    assert browser.is_signed_in()
    assert store.counts() == {"persons": 1, "connections": 1, "sessions": 1, "jobs": 1}
    with database.reading() as session:
        job = session.query(Job).one()
        assert (job.kind, job.lease_owner, job.due_at is not None) == ("refresh", None, True)


def test_the_cookie_is_http_only_lax_and_outlives_the_browser(browser: Browser) -> None:
    header = browser.visitor.get(browser.agree()).headers["Set-Cookie"]
    assert header.startswith("session=")
    for attribute in ("HttpOnly", "SameSite=Lax", "Path=/", "Expires="):
        assert attribute in header
    assert "Domain" not in header


def test_the_login_page_names_the_way_in_and_carries_next(browser: Browser) -> None:
    answer = browser.visitor.get("/login?next=/studio/history")
    assert answer.status_code == 200
    lint_html(answer.text)
    assert '<input type="hidden" name="next" value="/studio/history">' in answer.text


@pytest.mark.parametrize("name", ["localhost:8000", "LOCALHOST:8000", "[::1]:8000"])
def test_a_browser_that_calls_this_machine_otherwise_signs_in_where_spotify_sends_it_back(
    browser: Browser, name: str
) -> None:
    answer = browser.client.get("/login?next=/studio/history&again=1", headers={"Host": name})

    own = browser.client.application.extensions["anchor"].settings.public_url
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"{own}/login?next=/studio/history&again=1"
    assert "Set-Cookie" not in answer.headers


def test_whoever_is_signed_in_needs_no_login_page(browser: Browser) -> None:
    browser.visitor.get(browser.agree())
    answer = browser.visitor.get("/login?next=/studio/history")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/studio/history")


@pytest.mark.parametrize("action", ["/studio/publish", "/studio/facts?x=1"])
def test_the_address_of_a_forms_action_is_no_page_to_come_back_to(browser: Browser, action: str) -> None:
    answer = browser.visitor.connect("mara", action)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/studio")


def test_next_is_followed_when_it_is_a_path_of_this_site(browser: Browser) -> None:
    answer = browser.visitor.connect("mara", "/studio/history?page=2")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/studio/history?page=2")


@pytest.mark.parametrize("address", ELSEWHERE)
def test_next_never_leads_elsewhere(browser: Browser, address: str) -> None:
    assert browser.visitor.connect("mara", address).headers["Location"] == "/studio"
    answer = browser.client.get("/login", query_string={"next": address})
    assert answer.headers["Location"] == "/studio"


def test_the_request_asks_for_top_lists_only_with_state_and_pkce(browser: Browser) -> None:
    departure = browser.depart()
    assert "scope=user-top-read&" in departure + "&"
    assert "code_challenge_method=S256" in departure
    assert "show_dialog" not in departure
    assert len(state_in(departure)) >= 43
    assert state_in(browser.depart()) != state_in(departure)


def test_a_form_without_our_token_starts_nothing(browser: Browser) -> None:
    assert browser.client.post("/connect/spotify", data={"next": "/studio"}).status_code == 400


def test_the_callback_twice_in_a_browser_that_is_signed_in_is_calm(
    browser: Browser, store: Store, token_calls: TokenCalls
) -> None:
    path = browser.agree()
    browser.visitor.get(path)
    counts, calls = store.counts(), token_calls()
    again = browser.visitor.get(path)
    assert (again.status_code, again.headers["Location"]) == (303, "/studio")
    assert "Set-Cookie" not in again.headers
    assert (store.counts(), token_calls()) == (counts, calls)
    assert browser.is_signed_in()


def test_signing_in_gives_a_new_session_and_ends_the_former(browser: Browser, other_browser: Browser) -> None:
    browser.visitor.connect()
    former = browser.cookie
    browser.visitor.connect()
    assert browser.is_signed_in()
    other_browser.take(former)
    assert not other_browser.is_signed_in()


def test_a_cookie_from_before_the_sign_in_never_becomes_a_session(browser: Browser, other_browser: Browser) -> None:
    path = browser.agree()
    other_browser.take(browser.cookie)
    browser.visitor.get(path)
    assert browser.is_signed_in()
    assert not other_browser.is_signed_in()


def test_logging_out_ends_the_session_on_the_server(browser: Browser, other_browser: Browser, store: Store) -> None:
    browser.visitor.connect()
    kept = browser.cookie
    answer = browser.visitor.submit("/logout")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert store.counts()["sessions"] == 0
    other_browser.take(kept)
    replayed = other_browser.visitor.get("/studio")
    assert (replayed.status_code, replayed.headers["Location"]) == (303, "/login?next=/studio")


def test_logging_out_without_a_session_is_calm_and_a_link_cannot_log_out(browser: Browser) -> None:
    assert browser.visitor.submit("/logout").status_code == 303
    browser.visitor.connect()
    assert browser.visitor.get("/logout").status_code in (404, 405)
    assert browser.is_signed_in()


def test_sessions_end_after_fourteen_idle_days(browser: Browser, clock: Clock) -> None:
    browser.visitor.connect()
    clock.advance(days=14)
    assert not browser.is_signed_in()


@pytest.mark.parametrize("cookie", ["{[0]}", "x{}", "", "{}x", "....", ".eJwNw4ENADAIw7B_2Wbq.aXYZ.aaaa"])
def test_a_tampered_cookie_is_nobody_s(browser: Browser, cookie: str) -> None:
    browser.visitor.connect()
    browser.take(cookie.format(browser.cookie))
    assert browser.visitor.get("/studio").status_code == 303


def test_deleting_the_person_ends_every_session(browser: Browser, other_browser: Browser) -> None:
    browser.visitor.connect()
    other_browser.visitor.connect()
    assert other_browser.is_signed_in()
    assert browser.visitor.submit("/studio/delete", {"confirm": "delete"}).status_code == 303
    assert not browser.is_signed_in()
    assert not other_browser.is_signed_in()


def test_a_served_site_prints_no_token_code_or_state_at_debug(
    start_site: Start, sqlite_url: str, sandbox: RunningSandbox
) -> None:
    site = start_site(sqlite_url, LOG_LEVEL="DEBUG")
    visitor = over_http(site.url)
    sandbox.world.tokens.expires_in = 5  # so that the import refreshes them
    visitor.connect("mara")
    visitor.wait_until_idle()
    visitor.get(f"{CALLBACK}?code=A-planted-Code-0123456789&state=A-planted-State-0123456789")
    visitor.get(f"{CALLBACK}?error=A-planted-Error@example.org&state=x")
    site.stop()
    assert "signed_in" in site.log
    assert "sign_in_failed" in site.log
    offices = sandbox.world.tokens
    issued = [*offices._codes, *offices._access, *offices._by_refresh]
    assert len(issued) >= 3
    for secret in (*issued, "planted", TOKEN_KEYS, SECRET_KEY, "test-client-secret"):
        assert secret not in site.log
