"""Deleting the account ends no suspension: the keyed hash of who left carries it to the next sign-in."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.db.tables.tombstones import Tombstone
from app.db.tables.work import AuditEntry
from app.domain.retention import rule
from tests.ground.stage import Artist, Stage

REASON = "It claims to be somebody else."


@pytest.fixture
def mara(stage: Stage) -> Artist:
    artist = stage.artist("mara")
    artist.publish("mara-e")
    stage.services.withholding.withhold(0, "person", "mara-e", REASON)
    return artist


def tombstones(stage: Stage) -> list[Tombstone]:
    with stage.services.studio._database.reading() as session:
        return list(session.scalars(select(Tombstone).order_by(Tombstone.id)))


def leave(artist: Artist, **fields: str) -> None:
    told = artist.get("/studio/delete").text
    assert "Your suspension outlasts the account: for 12 months" in told
    assert artist.post("/studio/delete", confirm=artist.status()["handle"] or "delete", **fields).status_code == 303


@pytest.mark.parametrize("erase", [{}, {"erase_now": "1"}])
def test_who_deletes_a_suspended_account_comes_back_suspended_and_reads_why(
    stage: Stage, mara: Artist, erase: dict[str, str]
) -> None:
    for _ in range(2):
        stage.clock.advance(minutes=1)
        leave(mara, **erase)
        mara = stage.artist("mara")
        shown = mara.get("/studio").text
        assert f"it still is: {REASON}" in shown
        assert mara.post("/studio/handle", handle="mara-again").status_code == 403
        assert mara.post("/studio/publish").status_code == 403
        assert mara.post("/studio/former/restore").status_code == 403
        assert stage.visitor().get("/mara-again").status_code == 404


def test_an_admin_lifts_it_by_number_and_for_good(stage: Stage, mara: Artist) -> None:
    leave(mara)
    mara = stage.artist("mara")
    (listed,) = stage.services.withholding.desk().withheld
    assert listed.handle.startswith("#")
    stage.services.withholding.lift(0, listed.handle)
    assert mara.post("/studio/former/restore").status_code == 303
    mara.publish("mara-new")
    assert stage.visitor().get("/mara-new").status_code == 200
    mara.post("/studio/delete", confirm="mara-new", erase_now="1")
    again = stage.artist("mara")
    assert again.post("/studio/handle", handle="mara-third").status_code == 303
    assert stage.services.withholding.desk().withheld == ()


def test_what_was_held_comes_back_withheld_when_it_was_a_page_that_was_taken_down(stage: Stage) -> None:
    artist = stage.artist("q")
    artist.publish("q-page")
    stage.services.withholding.withhold(0, "page", "q-page", REASON)
    artist.post("/studio/delete", confirm="q-page")
    again = stage.artist("q")
    assert f"it stays down: {REASON}" in again.get("/studio").text
    again.post("/studio/former/restore")
    assert again.status()["handle"] == "q-page"
    assert again.post("/studio/publish").status_code == 403


def test_it_is_forgotten_after_twelve_months_and_not_with_the_other_tombstones(stage: Stage, mara: Artist) -> None:
    leave(mara, erase_now="1")
    other = stage.artist("q")
    other.post("/studio/delete", confirm="delete", erase_now="1")
    stage.clock.advance(days=91)
    stage.services.retention.sweep()
    assert [row.withheld for row in tombstones(stage)] == ["person"]
    stage.clock.advance(days=275)
    assert rule("suspensions").kept.days == 365  # type: ignore[union-attr]
    stage.services.retention.sweep()
    assert tombstones(stage) == []


def test_it_survives_a_restore_of_a_backup_from_before(stage: Stage, mara: Artist, tmp_path: Path) -> None:
    file = tmp_path / "before.backup"
    stage.services.backup.create(file)
    stage.clock.advance(minutes=1)
    leave(mara, erase_now="1")
    kept = stage.services.backup.tombstones()
    assert json.loads(kept[0])["withheld"] == "person"
    stage.services.backup.restore(file, kept)
    assert "it still is" in stage.artist("mara").get("/studio").text


def test_the_trail_names_an_erased_person_by_a_keyed_hash(stage: Stage, mara: Artist) -> None:
    person_id, profile_id = mara.person_id, stage.services.studio.draft(mara.person_id).profile_id
    before = entries(stage)
    assert any(row.person_id == person_id for row in before)
    leave(mara)
    assert any(row.person_id == person_id for row in entries(stage)), "what can be undone is still theirs"
    stage.clock.advance(days=31)
    stage.services.retention.sweep()
    after = entries(stage)
    assert len(after) > len(before)
    assert not any(row.person_id == person_id or row.detail.get("profile_id") == profile_id for row in after)
    assert len({row.person_mark for row in after if row.person_mark}) == 1
    assert all(len(mark) == 64 for row in after for mark in (row.person_mark, mark_in(row.detail)) if mark)


def entries(stage: Stage) -> list[AuditEntry]:
    with stage.services.studio._database.reading() as session:
        return list(session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def mark_in(detail: dict[str, Any]) -> str | None:
    return detail.get("of")
