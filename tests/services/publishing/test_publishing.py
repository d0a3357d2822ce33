"""Publishing: explicit, immutable, the same page only once; on both databases."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from sqlalchemy import select

from app.db.tables.profiles import Asset, PublishedVersion
from app.db.tables.work import AuditEntry, Notice
from tests.ground.stage import Stage


def rows(stage: Stage, table: Any) -> list[Any]:
    with stage.services.studio._database.reading() as session:
        return list(session.scalars(select(table).order_by(*table.__table__.primary_key)).all())


def test_publishing_needs_a_handle_and_nothing_else(stage: Stage) -> None:
    robin = stage.artist("newcomer")
    assert robin.post("/studio/publish").status_code == 422
    assert rows(stage, PublishedVersion) == []
    robin.publish("robin-c")
    page = stage.visitor().get("/robin-c")

    assert page.status_code == 200
    assert "Robin Calloway" in page.text


def test_publishing_twice_makes_no_second_version(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.publish("mara-e")
    etag = stage.visitor().get("/mara-e").headers["ETag"]
    for _ in range(2):
        assert mara.post("/studio/publish").status_code == 303
    assert len(rows(stage, PublishedVersion)) == len(rows(stage, Asset)) == 1
    assert stage.visitor().get("/mara-e").headers["ETag"] == etag


def test_two_clicks_at_once_publish_one_version(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.post("/studio/handle", handle="mara-e")
    start = Barrier(3)

    def publish(_number: int) -> str:
        start.wait()
        return stage.services.publishing.publish(mara.person_id)

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(publish, range(3))) == ["mara-e"] * 3
    assert len(rows(stage, PublishedVersion)) == 1


def test_a_draft_is_seen_by_nobody_until_it_is_published_again(stage: Stage) -> None:
    mara, visitor = stage.artist("mara"), stage.visitor()
    mara.publish("mara-e")
    before = visitor.get("/mara-e").data
    mara.post("/studio/copy/edit", bio="Only a draft.", revision="0")
    assert visitor.get("/mara-e").data == before
    assert "Your changes are not public yet" in mara.get("/studio").text
    stage.clock.advance(hours=1)
    mara.post("/studio/publish")
    assert "Only a draft." in visitor.get("/mara-e").text
    assert "Updated just now" in visitor.get("/mara-e").text


def test_a_version_never_changes_but_for_spotifys_part_that_a_newer_one_replaces(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.post("/studio/copy/edit", bio="Version one.", revision="0")
    mara.publish("mara-e")
    (first,) = rows(stage, PublishedVersion)
    mara.post("/studio/copy/edit", bio="Version two.", revision="1")
    mara.post("/studio/publish")
    kept, second = rows(stage, PublishedVersion)

    assert (kept.own, kept.fingerprint, kept.published_at) == (first.own, first.fingerprint, first.published_at)
    assert (kept.number, second.number) == (1, 2)
    assert kept.music is None
    assert second.music == first.music


def test_unpublishing_takes_the_page_away_and_publishing_brings_it_back_as_it_was(stage: Stage) -> None:
    mara, visitor = stage.artist("mara"), stage.visitor()
    mara.publish("mara-e")
    before = visitor.get("/mara-e.json").json
    for _ in range(2):
        assert mara.post("/studio/unpublish").status_code == 303
    assert visitor.get("/mara-e").status_code == 404
    assert mara.status()["published"] is False
    assert stage.services.directory.pages() == []

    mara.post("/studio/publish")
    assert visitor.get("/mara-e.json").json == before
    assert len(rows(stage, PublishedVersion)) == 1
    assert [entry.action for entry in rows(stage, AuditEntry)] == ["publish", "unpublish", "unpublish", "publish"]


def test_a_publish_during_which_the_draft_changes_publishes_what_it_became(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.post("/studio/handle", handle="mara-e")
    publishing = stage.services.publishing
    store, changed = publishing._store, []

    def changed_while_drawn(*arguments: Any) -> bool:
        if not changed:
            changed.append(mara.post("/studio/copy/edit", bio="Typed meanwhile.", revision="0").status_code)
        return store(*arguments)

    publishing._store = changed_while_drawn  # type: ignore[method-assign]
    publishing.publish(mara.person_id)

    assert changed == [303]
    assert stage.visitor().get("/mara-e.json").json["bio"] == "Typed meanwhile."


def test_the_admin_is_told_which_character_no_font_draws_until_the_page_has_it_no_more(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.post("/studio/facts", display_name="\U00010570 Mara")
    mara.publish("mara-e")
    (told,) = [notice for notice in rows(stage, Notice) if notice.topic == "glyphs"]

    assert (told.person_id, told.resolved_at) == (None, None)
    assert "/mara-e" in told.message
    assert "U+10570 VITHKUQI CAPITAL LETTER A" in told.message
    mara.post("/studio/facts", display_name="Mara")
    mara.post("/studio/publish")
    assert [notice.resolved_at is None for notice in rows(stage, Notice) if notice.topic == "glyphs"] == [False]
