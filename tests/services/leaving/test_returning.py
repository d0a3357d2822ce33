"""Thirty days to come back with own words; nothing else of a person who left stays, and nothing brings it back."""

import re
from typing import Any

import pytest

from app.db.queries.tombstones import Grave
from app.domain import schedule
from app.domain.refusals import NotThere
from tests.ground.stage import Artist, Stage
from tests.services.leaving.test_leaving import dump, names_of, settled_artist


def left(stage: Stage) -> Artist:
    mara = settled_artist(stage, "mara", "mara-e")
    revision = stage.services.studio.draft(mara.person_id).revision
    mara.post("/studio/copy/edit", bio="By hand, in Bergen.", revision=str(revision))
    assert mara.post("/studio/delete", confirm="mara-e").status_code == 303
    return mara


def rows_of(stage: Stage) -> str:
    return str(dump(stage))


def test_at_once_the_page_is_gone_and_nothing_is_left_but_own_words(stage: Stage) -> None:
    mara = settled_artist(stage, "mara", "mara-e")
    names = names_of(stage, mara)
    mara.post("/studio/settings", email="mara@label.example", email_opt_in="1")
    mara.post("/studio/delete", confirm="mara-e")
    after = dump(stage)

    assert stage.visitor().get("/mara-e").status_code == 410
    assert stage.visitor().get("/mara-e.json").status_code == 410
    assert mara.get("/studio").status_code == 303
    for table in ("sessions", "connections", "token_journal", "snapshots", "notices", "exports", "assets"):
        assert (table, after[table]) == (table, [])
    assert not [name for name in names if name in str(after)]
    assert "mara@label.example" not in str(after)
    assert "My own caption." in str(after["copy_texts"])
    assert "/mara-e" not in stage.visitor().get("/sitemap.xml").text


def test_whoever_comes_back_with_the_same_account_may_have_it_back(stage: Stage) -> None:
    left(stage)
    again = stage.artist("mara")
    assert again.status()["handle"] is None
    assert "/studio/former" in again.get("/studio").text
    refused = again.post("/studio/handle", handle="Mara_E")
    assert (refused.status_code, "Bring both back at /studio/former" in refused.text) == (422, True)
    assert "is taken. Choose another one." in stage.artist("tomas").post("/studio/handle", handle="mara-e").text
    assert "By hand, in Bergen." in again.get("/studio/former").text
    assert again.post("/studio/former/restore").status_code == 303
    stage.work()

    assert again.status()["handle"] == "mara-e"
    assert stage.visitor().get("/mara-e").status_code == 404
    assert "/studio/former" not in again.get("/studio").text
    again.post("/studio/publish")
    shown = stage.visitor().get("/mara-e.json").json
    assert (shown["bio"], shown["city"]) == ("By hand, in Bergen.", "Bergen")
    assert shown["tracks"]
    assert len(dump(stage)["persons"]) == 2
    assert dump(stage)["tombstones"] == []


def test_what_was_begun_since_is_put_aside_and_not_lost(stage: Stage) -> None:
    left(stage)
    again = stage.artist("mara")
    again.post("/studio/copy/edit", bio="A new beginning.", revision="0")
    again.post("/studio/handle", handle="mara-two")
    assert "put aside" in again.get("/studio/former").text
    again.post("/studio/former/restore")

    assert "A new beginning." in again.get("/studio/former").text
    again.post("/studio/former/restore")
    assert again.status()["handle"] == "mara-two"
    assert "A new beginning." in again.get("/studio").text


def test_nobody_else_sees_or_gets_it(stage: Stage) -> None:
    left(stage)
    q = stage.artist("q")
    assert q.get("/studio/former").status_code == 404
    assert q.post("/studio/former/restore").status_code == 404
    q.post("/studio/former/erase")
    assert "By hand, in Bergen." in rows_of(stage)


@pytest.mark.parametrize("how", ["thirty days", "by hand", "at once"])
def test_in_the_end_nothing_is_left(stage: Stage, how: str) -> None:
    if how == "at once":
        mara = settled_artist(stage, "mara", "mara-e")
        mara.post("/studio/delete", confirm="mara-e", erase_now="1")
    else:
        left(stage)
    if how == "thirty days":
        stage.clock.advance(days=30)
        assert stage.services.returning.sweep() == 1
    elif how == "by hand":
        stage.artist("mara", imported=False).post("/studio/former/erase")
    again = stage.artist("mara")

    assert again.get("/studio/former").status_code == 404
    assert not re.search("Own Name|My own caption|By hand|shop.example", rows_of(stage))
    assert stage.visitor().get("/mara-e").status_code == 410


@pytest.mark.parametrize("erase_now", ["", "1"])
def test_work_that_was_under_way_brings_nothing_back(stage: Stage, erase_now: str) -> None:
    """F39: deleted in the middle of a refresh, a generation, an export and a publish."""
    mara = settled_artist(stage, "mara", "mara-e")
    stage.clock.advance(hours=25)
    mara.connect("mara")
    mara.post("/studio/copy/generate", part="all")
    mara.post("/studio/export")
    runner, services = stage.services.runner, stage.services
    claims = runner.claim(5, schedule.PRIORITIES)
    assert {claim.kind for claim in claims} == {"refresh", "generate", "export"}
    answer = mara.post("/studio/delete", confirm="mara-e", erase_now=erase_now)
    assert answer.location == "/"
    before = dump(stage)

    outcomes = {claim.kind: runner.do(claim) for claim in claims}
    with pytest.raises(NotThere):
        services.publishing.publish(mara.person_id)
    assert "done" not in outcomes.values(), outcomes
    assert _still(dump(stage)) == _still(before)
    assert stage.visitor().get("/mara-e").status_code == 410


def test_a_restore_resurrects_nobody(stage: Stage) -> None:
    """F40: what stands in yesterday's rows leaves again; who only held their words still holds them."""
    services = stage.services
    for person, handle in (("mara", "mara-e"), ("q", "qqq")):
        stage.artist(person).publish(handle)
    stage.clock.advance(hours=1)
    graves = _leave_and_rise(stage)
    assert services.returning.bury(graves) == 2
    assert services.returning.replay() == 2
    assert services.returning.replay() == 0

    assert stage.visitor().get("/mara-e").status_code == 410
    assert stage.visitor().get("/qqq").status_code == 410
    assert len(dump(stage)["persons"]) == 1
    assert dump(stage)["connections"] == []
    assert "/studio/former" in stage.artist("q").get("/studio").text


def _leave_and_rise(stage: Stage) -> list[Any]:
    """The tombstones of two people who leave after yesterday's rows were read, which then stand here again."""
    numbers = [stage.services.directory.find(handle) for handle in ("mara-e", "qqq")]
    now = stage.clock()
    marks = [stage.services.returning._vault.marks(name, purpose="tombstone")[0] for name in _accounts(stage)]
    assert numbers[0] is not None
    assert numbers[1] is not None
    return [Grave(marks[0], numbers[0].person_id or 0, now, now), Grave(marks[1], numbers[1].person_id or 0, now, None)]


def _accounts(stage: Stage) -> list[str]:
    with stage.services.studio._database.reading() as session:
        return list(session.connection().exec_driver_sql("SELECT account_id FROM connections ORDER BY id").scalars())


def _still(rows: dict[str, list[Any]]) -> dict[str, list[Any]]:
    return {table: found for table, found in rows.items() if table not in ("audit", "provider_state", "jobs", "runs")}
