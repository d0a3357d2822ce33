"""Somebody whom Spotify does not let in yet: a state of the studio, not an error."""

import pytest
from sqlalchemy import select

from app.db.database import Database
from app.db.tables.people import Connection, Person
from app.db.tables.work import Job
from app.sandbox.faults import Fault
from app.sandbox.server import RunningSandbox
from tests.ground.moments import Clock
from tests.web.auth.conftest import Browser, Store, assert_explained

CHECK = "/connect/spotify/check"


@pytest.fixture
def allow(sandbox: RunningSandbox) -> "Allow":
    return Allow(sandbox)


class Allow:
    """The admin's list at Spotify."""

    def __init__(self, sandbox: RunningSandbox) -> None:
        self._standing = sandbox.world.standing

    def __call__(self, person: str, allowed: bool = True) -> None:
        self._standing[person].allow_listed = allowed


def test_they_are_signed_in_and_the_studio_says_that_they_wait(browser: Browser, store: Store) -> None:
    answer = browser.visitor.get(browser.agree("stranger"))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/studio")
    assert browser.visitor.status()["connection"] == "waiting"
    assert store.counts() == {"persons": 1, "connections": 1, "sessions": 1, "jobs": 0}


def test_asking_again_too_early_changes_nothing_and_says_so(browser: Browser, store: Store) -> None:
    browser.visitor.connect("stranger")
    counts = store.counts()
    answer = browser.visitor.submit(CHECK)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/studio")
    assert "Spotify does not let this account in yet." in browser.visitor.get("/studio").text
    assert store.counts() == counts


def test_once_allowed_they_are_connected_and_the_import_begins(browser: Browser, store: Store, allow: Allow) -> None:
    browser.visitor.connect("stranger")
    allow("stranger")
    assert browser.visitor.submit(CHECK).headers["Location"] == "/studio"
    assert browser.visitor.status()["connection"] == "connected"
    assert store.counts() == {"persons": 1, "connections": 1, "sessions": 1, "jobs": 1}


def test_signing_in_again_works_as_well_as_asking(browser: Browser, store: Store, allow: Allow) -> None:
    browser.visitor.connect("stranger")
    allow("stranger")
    browser.visitor.connect("stranger")
    assert browser.visitor.status()["connection"] == "connected"
    assert store.counts()["persons"] == 1


def test_waiting_twice_in_one_browser_is_still_one_person(browser: Browser, store: Store) -> None:
    browser.visitor.connect("stranger")
    browser.visitor.connect("stranger")
    assert store.counts() == {"persons": 1, "connections": 1, "sessions": 1, "jobs": 0}


def test_the_waiting_token_is_refreshed_when_it_is_needed_hours_later(
    browser: Browser, allow: Allow, clock: Clock, sandbox: RunningSandbox
) -> None:
    browser.visitor.connect("stranger")
    clock.advance(hours=5)
    sandbox.world.tokens.expire_access("stranger")
    allow("stranger")
    browser.visitor.submit(CHECK)
    assert browser.visitor.status()["connection"] == "connected"


def test_a_token_that_spotify_rejects_early_is_refreshed_once(
    browser: Browser, allow: Allow, sandbox: RunningSandbox
) -> None:
    browser.visitor.connect("stranger")
    allow("stranger")
    sandbox.world.tokens.expire_access("stranger")
    browser.visitor.submit(CHECK)
    assert browser.visitor.status()["connection"] == "connected"


def test_a_consent_that_died_while_waiting_asks_to_connect_again(
    browser: Browser, allow: Allow, clock: Clock, sandbox: RunningSandbox
) -> None:
    browser.visitor.connect("stranger")
    sandbox.world.tokens.revoke("stranger")
    allow("stranger")
    clock.advance(hours=1)
    assert_explained(browser.visitor.submit(CHECK), 400, "Spotify took its yes back")
    browser.visitor.connect("stranger")
    assert browser.visitor.status()["connection"] == "connected"


def test_spotify_being_down_at_the_check_is_a_page_that_says_so(browser: Browser, sandbox: RunningSandbox) -> None:
    browser.visitor.connect("stranger")
    sandbox.world.faults.add(Fault("503", endpoint="me", times=None))
    assert_explained(browser.visitor.submit(CHECK), 503, "Spotify does not answer")
    assert browser.visitor.status()["connection"] == "waiting"


def test_somebody_who_has_a_page_already_gets_it_back(
    browser: Browser, other_browser: Browser, database: Database, allow: Allow
) -> None:
    browser.visitor.connect("mara")
    with database.reading() as session:
        first = session.scalars(select(Person.id)).one()
    allow("mara", False)
    other_browser.visitor.connect("mara")
    assert other_browser.visitor.status()["connection"] == "waiting"
    allow("mara")
    other_browser.visitor.submit(CHECK)
    assert other_browser.is_signed_in()
    with database.reading() as session:
        assert session.scalars(select(Person.id)).all() == [first]
        assert session.scalars(select(Connection.status)).all() == ["connected"]
        assert len(session.scalars(select(Job.id)).all()) == 1
    assert browser.is_signed_in(), "the other browser's session was this person's own"


def test_somebody_known_whom_spotify_shuts_out_keeps_everything(browser: Browser, store: Store, allow: Allow) -> None:
    browser.visitor.connect("mara")
    counts = store.counts()
    allow("mara", False)
    assert_explained(browser.visitor.get(browser.agree("mara")), 400, "Spotify does not let us read this account")
    assert store.counts() == counts
    assert store.statuses() == ["connected"]


def test_asking_without_waiting_or_without_a_session_is_calm(browser: Browser, store: Store) -> None:
    assert browser.visitor.submit(CHECK).headers["Location"].startswith("/login")
    browser.visitor.connect("mara")
    counts = store.counts()
    assert browser.visitor.submit(CHECK).headers["Location"] == "/studio"
    assert store.counts() == counts


def test_people_who_never_got_in_and_logged_out_are_forgotten_a_day_later(
    browser: Browser, other_browser: Browser, store: Store, clock: Clock
) -> None:
    browser.visitor.connect("stranger")
    browser.visitor.submit("/logout")
    assert store.counts()["persons"] == 1
    clock.advance(days=1, seconds=1)
    other_browser.depart()
    assert store.counts()["persons"] == 0


def test_people_who_still_wait_in_some_browser_are_not_forgotten(
    browser: Browser, other_browser: Browser, store: Store, clock: Clock
) -> None:
    browser.visitor.connect("stranger")
    clock.advance(days=3)
    other_browser.depart()
    assert store.counts()["persons"] == 1
    assert browser.is_signed_in()
