"""Published pages kept in front of Flask: drawn once, for everybody, and gone the moment they should be."""

import gzip
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.db.queries import visibility
from app.db.tables.profiles import Profile
from app.web import readers
from app.web.page_cache import PageCache, layer
from app.web.page_cache.answer import takes_gzip
from app.web.page_cache.shelf import Kept, Shelf
from tests.ground.stage import Stage

ADDRESSES = ("/mara-e", "/mara-e.json", "/mara-e/icon.svg", "/mara-e/qr.svg", "/mara-e/embed")


def cache_of(stage: Stage) -> PageCache:
    cache: PageCache = stage.app.extensions["anchor.page_cache"]
    return cache


@pytest.mark.parametrize("path", ADDRESSES)
def test_an_address_is_drawn_once_and_then_answered_with_the_same_headers_as_flask_gave(
    stage: Stage, path: str
) -> None:
    stage.artist("mara").publish("mara-e")
    by_flask = stage.app.test_client()
    cache, visitor = cache_of(stage), stage.visitor()
    straight = by_flask.open(path, environ_overrides={"SCRIPT_NAME": ""})
    first, second = visitor.get(path), visitor.get(path + "?utm_source=x&unknown=1")

    assert (cache.drawn, cache.hits) == (1, 3)
    assert straight.data == first.data == second.data
    assert dict(first.headers) | {"X-Request-Id": ""} == dict(second.headers) | {"X-Request-Id": ""}
    assert first.headers["X-Request-Id"] != second.headers["X-Request-Id"]
    for name in ("Content-Security-Policy", "X-Content-Type-Options", "Cache-Control", "ETag"):
        assert first.headers[name]


def test_what_is_sent_compressed_is_the_same_page_and_says_that_it_varies(stage: Stage) -> None:
    stage.artist("mara").publish("mara-e")
    visitor = stage.visitor()
    plain, zipped = visitor.get("/mara-e"), stage.visitor().client.get("/mara-e", headers={"Accept-Encoding": "gzip"})

    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.data) == plain.data
    assert zipped.headers["ETag"] == plain.headers["ETag"]
    assert zipped.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    unchanged = visitor.get("/mara-e", If_None_Match=plain.headers["ETag"], Accept_Encoding="gzip")
    assert (unchanged.status_code, unchanged.data) == (304, b"")
    assert unchanged.headers["Vary"] == "Accept-Encoding"
    assert "Content-Encoding" not in unchanged.headers
    assert "Content-Security-Policy" in unchanged.headers


@pytest.mark.parametrize(
    ("said", "taken"),
    [("", False), ("gzip", True), ("gzip, deflate, br", True), ("*", True), ("gzip;q=0", False), ("br", False)],
)
def test_gzip_is_sent_to_those_who_take_it(said: str, taken: bool) -> None:
    assert takes_gzip(said) is taken


def test_every_change_of_who_may_see_it_shows_with_the_next_answer_of_this_process(stage: Stage) -> None:
    mara, visitor = stage.artist("mara"), stage.visitor()
    mara.publish("mara-e")
    assert visitor.get("/mara-e").status_code == 200
    mara.post("/studio/unpublish")
    assert [visitor.get(path).status_code for path in ADDRESSES] == [404] * len(ADDRESSES)
    mara.post("/studio/publish")
    assert visitor.get("/mara-e").status_code == 200
    mara.post("/studio/handle", handle="mara-new")
    assert [visitor.get(path).status_code for path in ("/mara-e", "/mara-new")] == [301, 200]
    mara.post("/studio/delete", confirm="mara-new")
    assert [visitor.get(path).status_code for path in ("/mara-e", "/mara-new")] == [410, 410]


def test_another_process_s_change_shows_within_two_seconds(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another process commits is not counted here: only the clock sends the next reader to the database."""
    mara, visitor, cache = stage.artist("mara"), stage.visitor(), cache_of(stage)
    mara.publish("mara-e")
    visitor.get("/mara-e")
    with Session(stage.services.publishing._database.engine) as elsewhere, elsewhere.begin():
        elsewhere.execute(update(Profile).values(is_public=False))
        visibility.changed(elsewhere, mara.profile_id)
    kept = cache.shelf.get("/mara-e")
    assert kept is not None

    assert cache._stands(kept, kept.looked_at + 0.99)
    assert not cache._stands(kept, kept.looked_at + 1.0)
    assert cache._patience(kept, kept.looked_at + 1.49) == 0
    assert cache._patience(kept, kept.looked_at + 1.5) > 0
    monkeypatch.setattr(layer, "LOOK_AGAIN_S", 0.0)
    monkeypatch.setattr(layer, "WAIT_FROM_S", 0.0)
    assert visitor.get("/mara-e").status_code == 404


def test_a_bumped_epoch_alone_has_the_page_drawn_anew(stage: Stage) -> None:
    mara, visitor, cache = stage.artist("mara"), stage.visitor(), cache_of(stage)
    mara.publish("mara-e")
    visitor.get("/mara-e")
    with stage.services.publishing._database.transaction() as session:
        visibility.changed(session, mara.profile_id)

    assert visitor.get("/mara-e").status_code == 200
    assert cache.drawn == 2


def test_a_commit_that_changes_no_page_costs_no_drawing(stage: Stage) -> None:
    mara, visitor, cache = stage.artist("mara"), stage.visitor(), cache_of(stage)
    mara.publish("mara-e")
    visitor.get("/mara-e")
    mara.post("/studio/facts", subject="artist", display_name="Not yet")

    assert visitor.get("/mara-e").status_code == 200
    assert cache.drawn == 1


def test_many_readers_at_once_cost_one_drawing(stage: Stage) -> None:
    stage.artist("mara").publish("mara-e")
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: stage.visitor().client.get("/mara-e").status_code, range(40)))

    assert set(answers) == {200}
    assert cache_of(stage).drawn == 1


def test_what_is_not_a_published_page_is_not_kept_and_owners_see_their_own_answer(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.post("/studio/handle", handle="mara-e")
    for path in ("/mara-e", "/nobody-here", "/", "/login", "/privacy", "/robots.txt", "/mara-e/one-sheet.pdf"):
        stage.visitor().get(path)
    assert 'href="/studio">Edit your page' in mara.get("/mara-e").text
    assert "Edit your page" not in stage.visitor().get("/mara-e").text

    assert len(cache_of(stage).shelf) == 0


def test_a_post_goes_past_what_is_kept(stage: Stage) -> None:
    stage.artist("mara").publish("mara-e")
    stage.visitor().get("/mara-e")

    assert stage.visitor().client.post("/mara-e").status_code == 405


def test_a_part_of_a_picture_is_sent_as_a_part(stage: Stage) -> None:
    stage.artist("mara").publish("mara-e")
    visitor = stage.visitor()
    path = visitor.get("/mara-e.json").json["card_url"].removeprefix(stage.public_url)
    whole, part = visitor.get(path), visitor.get(path, Range="bytes=0-99")

    assert (part.status_code, part.data) == (206, whole.data[:100])
    assert visitor.get(path).data == whole.data
    assert visitor.get("/mara-e", Range="bytes=0-99").status_code == 200


def test_each_read_page_is_told_once_kept_or_not_also_as_304(stage: Stage) -> None:
    mara, visitor = stage.artist("mara"), stage.visitor()
    mara.publish("mara-e")
    told: list[tuple[int, str]] = []
    readers.tell(stage.app, lambda profile_id, environ: told.append((profile_id, environ["REQUEST_METHOD"])))
    etag = visitor.get("/mara-e").headers["ETag"]
    visitor.get("/mara-e", If_None_Match=etag)
    visitor.client.head("/mara-e")
    for path in ("/mara-e.json", "/mara-e/icon.svg", "/nobody-here", "/"):
        visitor.get(path)

    assert told == [(mara.profile_id, method) for method in ("GET", "GET", "HEAD")]


def test_the_shelf_holds_no_more_bytes_than_it_has_room(stage: Stage) -> None:
    stage.artist("mara").publish("mara-e")
    stage.visitor().get("/mara-e")
    kept = cache_of(stage).shelf.get("/mara-e")
    assert isinstance(kept, Kept)
    shelf = Shelf(room=3 * kept.answer.size, largest=kept.answer.size)
    for number in range(10):
        shelf.put(f"/{number}", kept)
        shelf.get("/0")  # asked for again and again, so it stays

    assert shelf.size == 3 * kept.answer.size
    assert [shelf.get(f"/{number}") is not None for number in range(10)] == [True] + 7 * [False] + 2 * [True]
    too_large = Shelf(room=kept.answer.size, largest=kept.answer.size - 1)
    too_large.put("/0", kept)
    assert (len(too_large), too_large.size) == (0, 0)


def test_while_the_database_is_away_a_page_stays_as_it_was(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.artist("mara").publish("mara-e")
    visitor = stage.visitor()
    before = visitor.get("/mara-e")

    def away(_handle: str) -> None:
        raise OperationalError("SELECT", None, Exception("the server closed the connection"))

    monkeypatch.setattr(layer, "LOOK_AGAIN_S", 0)
    monkeypatch.setattr(stage.services.directory, "standing", away)
    during = visitor.get("/mara-e")

    assert (during.status_code, during.data) == (200, before.data)


def test_a_release_that_draws_the_page_otherwise_has_another_etag(stage: Stage) -> None:
    stage.artist("mara").publish("mara-e")
    visitor = stage.visitor()
    etag = visitor.get("/mara-e").headers["ETag"]
    stage.app.jinja_env.globals["static"] = lambda path: f"/static/{path}?v=of-the-next-release"
    cache_of(stage).shelf.drop("/mara-e")

    assert visitor.get("/mara-e", If_None_Match=etag).status_code == 200
