"""Every wrong turn of the callback: a plain page with a way on, and nothing stored."""

from dataclasses import dataclass
from datetime import timedelta
from typing import get_args
from urllib.parse import quote

import pytest

from app.domain.sign_in import WrongTurn
from app.sandbox.faults import Fault
from app.sandbox.server import RunningSandbox
from app.web.pages.auth import WRONG_TURNS
from tests.ground.html import lint_html
from tests.ground.moments import Clock
from tests.web.auth.conftest import CALLBACK, Browser, Store, TokenCalls, assert_explained, code_in, state_in

NOTHING = {"persons": 0, "connections": 0, "sessions": 0, "jobs": 0}


def test_every_wrong_turn_has_its_own_words() -> None:
    assert set(WRONG_TURNS) == set(get_args(WrongTurn))
    assert len({words.heading for words in WRONG_TURNS.values()}) == len(WRONG_TURNS)
    assert len({words.sentence for words in WRONG_TURNS.values()}) == len(WRONG_TURNS)


def test_somebody_who_says_no_is_told_that_nothing_happened(browser: Browser, store: Store) -> None:
    state = state_in(browser.depart())
    answer = browser.back(error="access_denied", state=state)
    assert_explained(answer, 400, "You said no to Spotify")
    assert "Nothing was stored." in answer.text
    assert store.counts() == NOTHING


@pytest.mark.parametrize("query", ["", "code=abc", "code=abc&state=", "error=access_denied"])
def test_a_callback_without_its_state_is_refused(
    browser: Browser, store: Store, token_calls: TokenCalls, query: str
) -> None:
    browser.depart()
    assert_explained(browser.visitor.get(f"{CALLBACK}?{query}"), 400, "This link is incomplete")
    assert (store.counts(), token_calls()) == (NOTHING, 0)


def test_a_state_given_twice_is_no_state(browser: Browser, store: Store) -> None:
    path = browser.agree()
    answer = browser.visitor.get(f"{path}&state={state_in(path)}")
    assert_explained(answer, 400, "This link is incomplete")
    assert store.counts() == NOTHING


@pytest.mark.parametrize("state", ["guessed", "x" * 43, "' OR '1'='1", "\x00", "é" * 50, "%"])
def test_a_state_that_we_never_gave_is_refused(
    browser: Browser, store: Store, token_calls: TokenCalls, state: str
) -> None:
    code = code_in(browser.agree())
    assert_explained(browser.back(code=code, state=state), 400, "This sign-in did not begin here")
    assert (store.counts(), token_calls()) == (NOTHING, 0)


def test_a_huge_callback_is_refused_as_calmly(browser: Browser, store: Store) -> None:
    answer = browser.back(code="c" * 60_000, state="s" * 60_000)
    assert_explained(answer, 400, "This sign-in did not begin here")
    assert store.counts() == NOTHING


@pytest.mark.parametrize("signed_in", [False, True])
def test_a_callback_in_another_browser_is_refused(
    browser: Browser, other_browser: Browser, store: Store, token_calls: TokenCalls, signed_in: bool
) -> None:
    if signed_in:
        other_browser.visitor.connect("tomas")
    counts, calls = store.counts(), token_calls()
    path = browser.agree("mara")
    assert_explained(other_browser.visitor.get(path), 400, "This sign-in belongs to another browser")
    assert (store.counts(), token_calls()) == (counts, calls)
    assert browser.visitor.get(path).status_code == 303, "its own browser may still use it"


def test_who_only_looks_at_the_address_uses_nothing_up(browser: Browser, store: Store, token_calls: TokenCalls) -> None:
    path = browser.agree()
    looked = browser.client.head(path)
    assert (looked.status_code, looked.headers["Allow"], looked.data) == (405, "GET", b"")
    assert (store.counts(), token_calls()) == (NOTHING, 0)
    assert browser.visitor.get(path).status_code == 303
    assert browser.is_signed_in()


def test_a_used_sign_in_works_no_second_time(browser: Browser, store: Store, token_calls: TokenCalls) -> None:
    path = browser.agree()
    browser.back(error="access_denied", state=state_in(path))
    assert_explained(browser.visitor.get(path), 400, "This sign-in was used already")
    assert (store.counts(), token_calls()) == (NOTHING, 0)


def test_the_slower_of_two_callbacks_at_once_spoils_nothing(
    browser: Browser, other_browser: Browser, store: Store, token_calls: TokenCalls
) -> None:
    path = browser.agree()
    other_browser.take(browser.cookie)  # the same browser: its second request left before the first was answered
    assert browser.visitor.get(path).status_code == 303
    slower = other_browser.visitor.get(path)
    assert_explained(slower, 400, "This sign-in was used already")
    assert 'href="/studio"' in slower.text
    assert "Set-Cookie" not in slower.headers, "it must not put the former session back"
    assert token_calls() == 1
    assert store.counts()["persons"] == 1
    assert browser.is_signed_in()


@pytest.mark.parametrize("age", [timedelta(minutes=10), timedelta(hours=5)])
def test_a_sign_in_that_took_too_long_has_to_start_again(
    browser: Browser, store: Store, token_calls: TokenCalls, clock: Clock, age: timedelta
) -> None:
    path = browser.agree()
    clock.moment += age
    assert_explained(browser.visitor.get(path), 400, "This sign-in took too long")
    assert (store.counts(), token_calls()) == (NOTHING, 0)


def test_just_before_ten_minutes_it_still_works(browser: Browser, clock: Clock) -> None:
    path = browser.agree()
    clock.advance(minutes=9, seconds=59)
    assert browser.visitor.get(path).headers["Location"] == "/studio"


def test_an_attempt_of_days_ago_is_forgotten(browser: Browser, other_browser: Browser, clock: Clock) -> None:
    path = browser.agree()
    clock.advance(days=1, seconds=1)
    other_browser.depart()
    assert_explained(browser.visitor.get(path), 400, "This sign-in did not begin here")


@pytest.mark.parametrize(
    "code", ["wrong", "AQ" + "x" * 200, "a b", "\x00", "é", "c" * 5000], ids=lambda code: ascii(code)[:12]
)
def test_a_code_that_spotify_does_not_know_is_refused(browser: Browser, store: Store, code: str) -> None:
    answer = browser.back(code=code, state=state_in(browser.depart()))
    assert_explained(answer, 400, "Spotify did not confirm the sign-in")
    assert quote(code) not in answer.text
    assert store.counts() == NOTHING


def test_a_code_that_was_used_before_is_refused(browser: Browser, store: Store) -> None:
    path = browser.agree()
    browser.visitor.get(path)
    browser.visitor.get("/studio")
    counts = store.counts()
    answer = browser.back(code=code_in(path), state=state_in(browser.depart()))
    assert_explained(answer, 400, "Spotify did not confirm the sign-in")
    assert store.counts() == counts
    assert browser.is_signed_in(), "a failed attempt does not end the session"


def test_a_code_stolen_from_another_browser_does_not_pass_pkce(
    browser: Browser, other_browser: Browser, store: Store
) -> None:
    stolen = code_in(browser.agree("mara"))
    answer = other_browser.back(code=stolen, state=state_in(other_browser.depart()))
    assert_explained(answer, 400, "Spotify did not confirm the sign-in")
    assert store.counts() == NOTHING


@pytest.mark.parametrize("query", [{}, {"code": "", "error": ""}, {"code": "abc", "error": "access_denied"}])
def test_neither_yes_nor_no_or_both_at_once_is_refused_without_a_call(
    browser: Browser, store: Store, token_calls: TokenCalls, query: dict[str, str]
) -> None:
    state = state_in(browser.depart())
    assert_explained(browser.back(state=state, **query), 400, "Spotify&#39;s answer makes no sense")
    assert (store.counts(), token_calls()) == (NOTHING, 0)


@pytest.mark.parametrize("error", ["invalid_scope", "server_error", "<script>alert(1)</script>"])
def test_an_error_that_we_do_not_know_is_not_repeated_to_the_person(browser: Browser, store: Store, error: str) -> None:
    answer = browser.back(error=error, state=state_in(browser.depart()))
    assert_explained(answer, 400, "Spotify stopped the sign-in")
    assert error not in answer.text
    assert store.counts() == NOTHING


@pytest.mark.parametrize("granted", ["", "user-read-private"])
def test_too_small_a_permission_stores_nothing_and_says_what_is_missing(
    browser: Browser, store: Store, sandbox: RunningSandbox, granted: str
) -> None:
    sandbox.world.tokens.granted_scope = granted
    answer = browser.visitor.get(browser.agree())
    assert_explained(answer, 400, "One permission is missing")
    assert "top artists and top tracks" in answer.text
    assert store.counts() == NOTHING


@dataclass(frozen=True, slots=True)
class Outage:
    kind: str
    endpoint: str
    times: int | None = None
    after: str = "in a minute"


@pytest.mark.parametrize(
    "outage",
    [
        Outage("500", "token"),
        Outage("502_html", "token"),
        Outage("hang_up", "token"),
        Outage("truncated", "token"),
        Outage("empty_body", "token"),
        Outage("500", "me"),
        Outage("html_200", "me"),
        Outage("429_short", "token", after="in 5 seconds"),
        Outage("429_long", "me", after="in 60 minutes"),
        Outage("429_quota", "token", after="in 24 hours"),
    ],
    ids=lambda outage: f"{outage.kind}-{outage.endpoint}",
)
def test_when_spotify_is_down_the_person_hears_when_to_come_back(
    browser: Browser, store: Store, sandbox: RunningSandbox, outage: Outage
) -> None:
    path = browser.agree()
    sandbox.world.faults.add(Fault(outage.kind, endpoint=outage.endpoint, times=outage.times))
    answer = browser.visitor.get(path)
    assert_explained(answer, 503, "Spotify does not answer")
    assert f"Try again {outage.after}." in answer.text
    assert answer.headers["Retry-After"]
    assert store.counts() == NOTHING


def test_while_spotify_asked_for_patience_nobody_calls_again(
    browser: Browser, other_browser: Browser, sandbox: RunningSandbox, token_calls: TokenCalls
) -> None:
    sandbox.world.faults.add(Fault("429_quota", endpoint="token"))
    assert browser.visitor.get(browser.agree()).status_code == 503
    assert other_browser.visitor.get(other_browser.agree("tomas")).status_code == 503
    assert token_calls() == 1


def test_our_own_wrong_registration_is_not_the_person_s_fault(
    browser: Browser, store: Store, sandbox: RunningSandbox
) -> None:
    path = browser.agree()
    sandbox.world.faults.add(Fault("invalid_client", endpoint="token"))
    assert_explained(browser.visitor.get(path), 503, "Spotify refuses this site")
    assert store.counts() == NOTHING


def test_a_reconnect_with_another_account_changes_nothing(browser: Browser, store: Store) -> None:
    browser.visitor.connect("mara")
    counts = store.counts()
    answer = browser.visitor.get(browser.agree("tomas"))
    assert_explained(answer, 400, "That is another Spotify account")
    assert "than the one this page belongs to" in answer.text
    assert store.counts() == counts
    browser.visitor.get("/studio")
    assert browser.is_signed_in()


def test_a_reconnect_asks_spotify_to_show_its_dialog(browser: Browser) -> None:
    browser.visitor.connect("mara")
    assert "show_dialog=true" in browser.depart()


def test_after_a_wrong_turn_the_page_s_own_button_starts_again(browser: Browser) -> None:
    page = browser.back(error="access_denied", state=state_in(browser.depart()))
    lint_html(page.text)
    assert '<form method="post" action="/connect/spotify">' in page.text
    assert browser.visitor.get(browser.agree()).headers["Location"] == "/studio"


def test_who_signed_in_and_who_failed_to_is_written_down_by_number(
    browser: Browser, other_browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    path = browser.agree()
    other_browser.visitor.get(path)
    browser.visitor.get(path)
    told = [record.msg for record in caplog.records if isinstance(record.msg, dict)]

    assert [line["turn"] for line in told if line["event"] == "sign_in_failed"] == ["foreign"]
    assert [line["person_id"] for line in told if line["event"] == "signed_in"] == [1]
    assert "Mara" not in caplog.text
    assert code_in(path) not in caplog.text
