"""The ground itself: what it promises to every other test."""

import socket
from contextlib import suppress

import pytest
import requests
from playwright.sync_api import Page
from pytest_socket import SocketConnectBlockedError
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from app.db import migrations
from app.db.database import Database
from app.db.tables.people import Person
from app.media import card_drawing
from app.media.card_drawing import Press
from app.media.preview_image import default_card
from app.sandbox.server import RunningSandbox
from tests.ground.databases import opened
from tests.ground.drawings import RememberingPress
from tests.ground.network import NetworkInTransaction


def test_a_test_reaches_nothing_beyond_this_machine() -> None:
    with pytest.warns(UserWarning, match="192.0.2.1"), pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 443), timeout=1)


def test_each_test_gets_a_database_of_its_own_at_the_newest_migration(database: Database) -> None:
    assert migrations.current(database.engine) == migrations.head()
    with database.reading() as session:
        tables = session.connection().exec_driver_sql("SELECT count(*) FROM persons").scalar_one()
    assert tables == 0


def test_databases_of_a_kind_share_what_was_compiled_and_nothing_else(database: Database, database_url: str) -> None:
    database.ping()
    with opened(database_url) as other, opened("sqlite://") as empty:
        assert other.engine.dialect is database.engine.dialect
        assert other.engine.url == database.engine.url
        assert other.engine.pool is not database.engine.pool
        with empty.reading() as session, pytest.raises(OperationalError):
            session.scalar(select(func.count()).select_from(Person))
        with other.reading() as session:
            assert session.scalar(select(func.count()).select_from(Person)) == 0


def test_a_card_that_was_drawn_before_is_the_one_that_the_press_draws() -> None:
    card = default_card("Anchor", "anchor.example")
    pictures = [card_drawing.PRESS.draw(card) for _ in range(2)]

    assert isinstance(card_drawing.PRESS, RememberingPress)
    press = Press()
    assert pictures == [press.draw(card)] * 2
    press.end()
    assert pictures[0] is pictures[1]


def test_an_unmigrated_database_is_really_empty(unmigrated_url: str) -> None:
    with opened(unmigrated_url) as database:
        assert migrations.current(database.engine) is None


@pytest.mark.parametrize("kept_alive", [False, True])
def test_a_network_call_inside_a_transaction_is_refused_even_on_an_open_connection(
    database: Database, sandbox: RunningSandbox, kept_alive: bool, request: pytest.FixtureRequest
) -> None:
    address = f"{sandbox.api_url}/me"
    with requests.Session() as session:
        if kept_alive:
            assert session.get(address, timeout=5).status_code == 401
        with pytest.raises(NetworkInTransaction), database.transaction():
            session.get(address, timeout=5)
        assert session.get(address, timeout=5).status_code == 401
    request.getfixturevalue("network_offences").clear()


def test_a_swallowed_offence_still_fails_the_test(database: Database, network_offences: list[str]) -> None:
    with database.transaction(), suppress(AssertionError):
        requests.get("http://127.0.0.1:9/", timeout=1)

    assert len(network_offences) == 1
    network_offences.clear()


def test_the_browser_is_real_and_stays_on_this_machine(page: Page) -> None:
    page.set_content("<h1>日本</h1>")

    assert page.locator("h1").bounding_box()
    assert page.evaluate("fetch('https://example.com').catch(e => 'refused')") == "refused"
