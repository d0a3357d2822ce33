"""A connection that broke for good: its page stays as it is for 30 days, then what came from Spotify goes."""

from datetime import timedelta

import pytest

from app.db.tables.people import Connection
from app.db.tables.profiles import Snapshot
from app.db.tables.work import AuditEntry
from app.sandbox import commands
from tests.ground.stage import Artist, Stage
from tests.services.leaving.test_leaving import dump, names_of, settled_artist
from tests.services.refresh.rooms import rows, told


@pytest.fixture
def mara(stage: Stage) -> Artist:
    """Found out just now that the consent is gone."""
    mara = settled_artist(stage, "mara", "mara-e")
    commands.revoke(stage.sandbox.world, "mara", {})
    stage.clock.advance(days=2)
    stage.services.refresh.by_hand(mara.person_id)
    assert stage.work() == ["reauthorization_required"]
    return mara


def test_the_page_stays_for_thirty_days_and_then_goes_on_with_own_words(stage: Stage, mara: Artist) -> None:
    names, broken_at = names_of(stage, mara), stage.clock()
    stage.clock.moment = broken_at + timedelta(days=30, seconds=-1)
    assert stage.services.forgetting.sweep() == 0
    before = stage.visitor().get("/mara-e.json").json
    assert before["albums"]

    stage.clock.moment = broken_at + timedelta(days=30)
    assert stage.services.forgetting.sweep() == 1
    assert stage.services.forgetting.sweep() == 0
    after = stage.visitor().get("/mara-e.json").json
    assert (after["display_name"], after["albums"], after["artists"]) == ("Own Name", [], [])
    assert rows(stage, Snapshot) == []
    for table, found in dump(stage).items():
        assert not [name for name in names for row in found if name in row], table
    assert told(stage, mara.person_id) == ["forgotten"]
    assert [entry.action for entry in rows(stage, AuditEntry)][-1] == "forgotten"


def test_reconnecting_in_time_keeps_everything(stage: Stage, mara: Artist) -> None:
    stage.clock.advance(days=29)
    mara.connect("mara")
    stage.work()
    stage.clock.advance(days=2)

    assert stage.services.forgetting.sweep() == 0
    (row,) = rows(stage, Connection)
    assert (row.status, row.broken_at, row.sealed_at) == ("connected", None, None)
    assert stage.visitor().get("/mara-e.json").json["albums"]


def test_reconnecting_after_it_brings_the_music_back_to_the_same_person(stage: Stage, mara: Artist) -> None:
    person_id = mara.person_id
    stage.clock.advance(days=30)
    stage.services.forgetting.sweep()
    mara.connect("mara")
    stage.work()

    assert mara.person_id == person_id
    assert told(stage, person_id) == ["changed"]
    assert stage.services.studio.draft(person_id).music.albums
