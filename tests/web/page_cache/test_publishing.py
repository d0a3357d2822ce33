"""While an artist works, readers are not disturbed: no look for a draft, no reader draws what was published."""

import threading
import time
from collections.abc import Callable
from threading import Event
from typing import Any

import pytest

from app.web.page_cache import PAGE_CACHE, PageCache
from tests.ground.stage import Artist, Stage, Visitor

LIMIT_S = 20.0


@pytest.fixture
def mara(stage: Stage) -> Artist:
    """Her page is kept, and everything but a look of a second's age is ruled out as the reason of a look."""
    artist = stage.artist("mara")
    artist.publish("mara-e")
    stage.visitor().get("/mara-e")
    return artist


@pytest.fixture
def cache(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> PageCache:
    monkeypatch.setattr("app.web.page_cache.layer.LOOK_AGAIN_S", 3600.0)
    monkeypatch.setattr("app.web.page_cache.layer.WAIT_FROM_S", 3600.0)
    kept: PageCache = stage.app.extensions[PAGE_CACHE]
    return kept


@pytest.fixture
def looks(stage: Stage, mara: Artist, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The name of each thread that looks what stands."""
    names: list[str] = []
    standing = stage.services.directory.standing

    def counted(handle: str) -> Any:
        names.append(threading.current_thread().name)
        return standing(handle)

    monkeypatch.setattr(stage.services.directory, "standing", counted)
    return names


def rename(artist: Artist, name: str) -> None:
    assert artist.post("/studio/facts", subject="artist", display_name=name).status_code == 303


def test_saving_a_draft_sends_no_reader_to_the_database(
    stage: Stage, mara: Artist, cache: PageCache, looks: list[str]
) -> None:
    rename(mara, "Not yet")

    assert "Not yet" not in stage.visitor().get("/mara-e").text
    assert looks == []


def test_what_was_published_is_drawn_before_the_artist_has_the_answer(
    stage: Stage, mara: Artist, cache: PageCache, looks: list[str]
) -> None:
    visitor = stage.visitor()
    visitor.get("/mara-e.json")
    looks.clear()
    rename(mara, "The New Name")
    mara.post("/studio/publish")
    assert looks == ["look", "look"]  # one for each kept address, beside the artist's request

    drawn = cache.drawn
    assert "The New Name" in visitor.get("/mara-e").text
    assert "The New Name" in visitor.get("/mara-e.json").text
    assert (cache.drawn, len(looks)) == (drawn, 2)


def soon(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + LIMIT_S
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.01)
    return holds()


def held(stage: Stage, cache: PageCache, monkeypatch: pytest.MonkeyPatch) -> tuple[Event, Event]:
    """From now on a drawing says that it has begun, and waits until it may go on."""
    began, may_go_on = Event(), Event()
    draw: Callable[..., Any] = cache._draw

    def slow(environ: Any) -> Any:
        made = draw(environ)
        began.set()
        assert may_go_on.wait(LIMIT_S)
        return made

    monkeypatch.setattr(cache, "_draw", slow)
    return began, may_go_on


def test_readers_have_the_version_before_while_the_new_one_is_drawn(
    stage: Stage, mara: Artist, cache: PageCache, looks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rename(mara, "The New Name")
    began, may_go_on = held(stage, cache, monkeypatch)
    publishing = threading.Thread(target=lambda: mara.post("/studio/publish"))
    publishing.start()
    try:
        assert began.wait(LIMIT_S)
        assert "The New Name" not in stage.visitor().get("/mara-e").text
        assert looks == ["look"]
    finally:
        may_go_on.set()
        publishing.join(LIMIT_S)

    assert "The New Name" in stage.visitor().get("/mara-e").text


def test_a_page_taken_away_while_it_is_drawn_is_shown_to_nobody(
    stage: Stage, mara: Artist, cache: PageCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename(mara, "The New Name")
    began, may_go_on = held(stage, cache, monkeypatch)
    publishing = threading.Thread(target=lambda: mara.post("/studio/publish"))
    publishing.start()
    try:
        assert began.wait(LIMIT_S)
        stage.services.publishing.unpublish(mara.person_id)
        assert stage.visitor().get("/mara-e").status_code == 404
    finally:
        may_go_on.set()
        publishing.join(LIMIT_S)

    assert stage.visitor().get("/mara-e").status_code == 404


def test_a_first_drawing_that_began_before_a_publish_is_not_kept_after_it(
    stage: Stage, mara: Artist, cache: PageCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename(mara, "The New Name")
    cache.shelf.drop("/mara-e")
    began, may_go_on = held(stage, cache, monkeypatch)
    reading = threading.Thread(target=lambda: Visitor(stage).get("/mara-e"))
    reading.start()
    assert began.wait(LIMIT_S)
    monkeypatch.delattr(cache, "_draw")
    try:
        mara.post("/studio/publish")
    finally:
        may_go_on.set()
        reading.join(LIMIT_S)

    assert "The New Name" in stage.visitor().get("/mara-e").text


def test_what_is_published_past_the_views_is_drawn_beside_the_readers(
    stage: Stage, mara: Artist, cache: PageCache
) -> None:
    rename(mara, "The New Name")
    stage.services.publishing.publish(mara.person_id)

    assert soon(lambda: "The New Name" in stage.visitor().get("/mara-e").text)
