"""The weekly plan of a real site, on both databases: who is refreshed by itself, when, and who is not."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from app.db.tables.work import Job
from app.domain import freshness
from app.domain.jobs import REFRESH
from app.domain.schedule import ROUTINE
from app.sandbox import commands
from tests.ground.stage import Artist, Stage
from tests.services.refresh.rooms import calls, database_of, fault

SETTINGS = {"theme": "sleeve", "locale": "en", "email": ""}


def job_of(artist: Artist) -> Job:
    with database_of(artist.stage).reading() as session:
        return session.scalars(select(Job).where(Job.profile_id == artist.profile_id, Job.kind == REFRESH)).one()


def planned(artist: Artist) -> datetime | None:
    job = job_of(artist)
    return job.due_at if job.planned else None


@pytest.fixture
def mara(stage: Stage) -> Artist:
    """A public page."""
    mara = stage.artist("mara")
    mara.publish("mara-e")
    return mara


def test_a_page_is_planned_once_it_is_public_and_refreshed_every_week_from_then_on(stage: Stage) -> None:
    mara = stage.artist("mara")
    assert planned(mara) is None
    mara.publish("mara-e")
    first = planned(mara)
    assert timedelta(0) < first - stage.clock() <= timedelta(days=7, minutes=30)
    assert mara.status()["job"]["state"] == "done", "nobody waits for the plan"

    for _ in range(3):
        due_at = planned(mara)
        stage.clock.moment = due_at - timedelta(seconds=1)
        assert stage.work() == []
        stage.clock.moment = due_at
        assert stage.work() == ["done"]
        after = planned(mara)
        assert abs(after - due_at - timedelta(days=7)) <= timedelta(minutes=30)
        assert job_of(mara).priority == ROUTINE
        assert stage.services.studio.draft(mara.person_id).last_checked_at == due_at


def test_the_studio_says_when_the_page_was_refreshed_and_about_when_it_is_next(mara: Artist) -> None:
    next_time = freshness.about(planned(mara), mara.stage.clock())

    assert f"Live. Last refreshed today, next {next_time}." in mara.get("/studio").text


def test_publishing_twice_keeps_the_time(mara: Artist) -> None:
    before = planned(mara)
    mara.post("/studio/publish")

    assert planned(mara) == before


@pytest.mark.parametrize("way", ["unpublish", "settings", "disconnect"])
def test_whoever_leaves_the_plan_is_not_refreshed_and_comes_back_at_the_same_place(mara: Artist, way: str) -> None:
    stage = mara.stage
    place = job_of(mara).offset_s
    away = {
        "unpublish": lambda: mara.post("/studio/unpublish"),
        "settings": lambda: mara.post("/studio/settings", **SETTINGS),
        "disconnect": lambda: mara.post("/disconnect/spotify"),
    }
    back = {
        "unpublish": lambda: mara.post("/studio/publish"),
        "settings": lambda: mara.post("/studio/settings", auto_refresh="on", **SETTINGS),
        "disconnect": lambda: mara.connect("mara"),
    }
    assert away[way]().status_code == 303
    assert job_of(mara).due_at is None
    before = calls(stage)
    stage.clock.advance(days=10)
    assert stage.work() == []
    assert calls(stage) == before

    back[way]()
    stage.work()
    assert planned(mara) is not None
    assert job_of(mara).offset_s == place


def test_a_page_that_was_away_for_long_is_refreshed_soon_after_it_is_back(mara: Artist) -> None:
    mara.post("/studio/unpublish")
    mara.stage.clock.advance(days=10)
    mara.post("/studio/publish")

    assert planned(mara) - mara.stage.clock() <= timedelta(minutes=30)


def test_a_withdrawn_consent_ends_the_plan_until_the_reconnect(mara: Artist) -> None:
    stage = mara.stage
    commands.revoke(stage.sandbox.world, "mara", {})
    stage.clock.moment = planned(mara)
    assert stage.work() == ["reauthorization_required"]
    assert job_of(mara).due_at is None

    mara.connect("mara")
    assert stage.work() == ["done"]
    assert planned(mara) is not None


def test_a_wish_is_done_now_and_the_plan_goes_on_after_it(mara: Artist) -> None:
    stage = mara.stage
    stage.clock.advance(hours=1)
    stage.services.refresh.by_hand(mara.person_id)
    assert mara.status()["job"]["state"] == "queued"
    assert stage.work() == ["done"]

    assert planned(mara) > stage.clock()


def test_a_failed_round_is_tried_later_and_leaves_the_plan_with_the_page(mara: Artist) -> None:
    stage = mara.stage
    stage.clock.moment = planned(mara)
    fault(stage, "429_long", endpoint="top_artists")
    fault(stage, "429_long", endpoint="token")
    assert stage.work() == ["rate_limited"]
    assert job_of(mara).due_at > stage.clock()
    mara.post("/studio/unpublish")

    assert job_of(mara).due_at is None


def test_what_fell_out_of_the_plan_is_found_and_put_back(mara: Artist) -> None:
    stage = mara.stage
    with database_of(stage).transaction() as session:
        session.execute(update(Job).values(due_at=None, planned=False))

    assert stage.services.planner.sweep() == 1
    assert planned(mara) is not None
    assert stage.services.planner.sweep() == 0


@pytest.mark.parametrize("erase_now", ["", "1"])
def test_a_deleted_account_has_no_place_in_the_plan(mara: Artist, erase_now: str) -> None:
    mara.post("/studio/delete", confirm="mara-e", erase_now=erase_now)
    with database_of(mara.stage).reading() as session:
        left = session.scalars(select(Job)).all()

    assert [job.due_at for job in left] == [None] * len(left)
    assert bool(left) is not bool(erase_now), "what may come back for thirty days is idle until then"
