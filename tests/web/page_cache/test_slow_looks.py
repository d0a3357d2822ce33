"""A database that answers late (F09): readers of kept pages wait for nothing, and see a change once it is known."""

import threading
import time
from collections.abc import Iterator
from threading import Event

import pytest
from sqlalchemy import event, update
from sqlalchemy.orm import Session

from app.db.queries import visibility
from app.db.tables.profiles import Profile
from app.web.page_cache import layer, looks
from tests.ground.stage import Stage

PATH = "/mara-e"
LIMIT_S = 20.0


class Delay:
    """Each statement of this process waits until it is lifted: what a reader's thread meets far from its database."""

    def __init__(self) -> None:
        self.lifted = Event()
        self.waiting = 0

    def before(self, *_arguments: object) -> None:
        self.waiting += 1
        self.lifted.wait(LIMIT_S)


@pytest.fixture
def slow(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Iterator[Delay]:
    """A page is kept, a second has passed, and from now on the database does not answer."""
    stage.artist("mara").publish("mara-e")
    assert stage.visitor().get(PATH).status_code == 200
    monkeypatch.setattr(layer, "LOOK_AGAIN_S", 0.0)
    monkeypatch.setattr(layer, "WAIT_FROM_S", 0.0)
    monkeypatch.setattr(layer, "PATIENCE_S", 0.05)
    delay, database = Delay(), stage.services.publishing._database
    engines = {database.engine, database.reader}
    for engine in engines:
        event.listen(engine, "before_cursor_execute", delay.before)
    yield delay
    delay.lifted.set()
    while any(thread.name == "look" for thread in threading.enumerate()):
        time.sleep(0.01)
    for engine in engines:
        event.remove(engine, "before_cursor_execute", delay.before)


def status_soon(stage: Stage, wanted: int) -> int:
    deadline = time.monotonic() + LIMIT_S
    while (status := int(stage.visitor().get(PATH).status_code)) != wanted and time.monotonic() < deadline:
        time.sleep(0.01)
    return status


def test_readers_get_what_is_kept_while_one_look_goes_on(stage: Stage, slow: Delay) -> None:
    answers = [stage.visitor().get(PATH).status_code for _ in range(20)]

    assert answers == [200] * 20
    assert slow.waiting == 1
    assert not slow.lifted.is_set()


def test_what_the_late_look_finds_shows_from_then_on(stage: Stage, slow: Delay) -> None:
    assert stage.visitor().get(PATH).status_code == 200
    slow.lifted.set()
    with Session(stage.services.publishing._database.engine) as elsewhere, elsewhere.begin():
        elsewhere.execute(update(Profile).values(is_public=False))
        visibility.changed(elsewhere, elsewhere.query(Profile.id).scalar())

    assert status_soon(stage, 404) == 404


def test_what_this_process_changed_is_never_shown_as_it_was(stage: Stage, slow: Delay) -> None:
    """Its own commit sends the reader to the database, however long that takes."""
    slow.lifted.set()
    with stage.services.publishing._database.transaction() as session:
        session.execute(update(Profile).values(is_public=False))
        visibility.changed(session, session.query(Profile.id).scalar())

    assert stage.visitor().get(PATH).status_code == 404


def test_no_more_looks_go_on_than_there_are_threads() -> None:
    held, one_more, many = Event(), Event(), looks.Looks()
    try:
        assert not any(many.done_soon(f"/{number}", lambda: held.wait(LIMIT_S), 0.01) for number in range(looks.MOST))
        assert many.done_soon("/one-more", one_more.set, 0.01) is False
    finally:
        held.set()
    assert not one_more.is_set()


def test_a_look_that_fails_keeps_nothing_and_the_next_reader_asks_flask(
    stage: Stage, slow: Delay, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow.lifted.set()
    cache = stage.app.extensions["anchor.page_cache"]
    monkeypatch.setattr(cache, "_renew", lambda *_: {}["a defect"])
    with pytest.raises(KeyError):
        cache._look(PATH, "mara-e", {})

    assert cache.shelf.get(PATH) is None
