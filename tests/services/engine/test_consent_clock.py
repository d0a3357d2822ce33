"""Six calendar months: reminders 30, 7 and 1 days before, once each, and the truth an hour after the end (F24)."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from app.db.queries import notices
from app.db.tables.people import Connection
from app.db.tables.work import Job
from app.domain import consent
from app.sandbox import commands
from tests.ground.stage import Artist, Stage
from tests.services.refresh.rooms import database_of, rows, told


def messages(stage: Stage, artist: Artist) -> list[str]:
    with database_of(stage).reading() as session:
        return [notice.message for notice in notices.open_for(session, artist.person_id)]


@pytest.fixture
def mara(stage: Stage) -> Artist:
    mara = stage.artist("mara")
    mara.publish("mara-e")
    return mara


def given_at(stage: Stage) -> datetime:
    return rows(stage, Connection)[0].authorized_at


def walk(stage: Stage, until: datetime) -> list[tuple[timedelta, str]]:
    """Hour by hour as the leader does, weekly refreshes included; when something new was said."""
    clock, ends, said = stage.services.consent_clock, consent.ends_at(given_at(stage)), []
    while stage.clock() < until:
        if clock.sweep():
            said.append((ends - stage.clock(), ""))
        stage.clock.advance(hours=1)
    return said


def test_each_reminder_is_given_once_at_its_time(stage: Stage, mara: Artist) -> None:
    ends = consent.ends_at(given_at(stage))
    assert ends == datetime(2027, 5, 20, 12, 0, tzinfo=UTC), "calendar months, not days"
    stage.clock.moment = ends - timedelta(days=31)
    said = walk(stage, ends - timedelta(hours=1))

    assert [left for left, _ in said] == [timedelta(days=30), timedelta(days=7), timedelta(days=1)]
    assert told(stage, mara.person_id) == ["consent"], "the newest stands for the older ones"
    assert messages(stage, mara) == [
        "Your Spotify permission ends tomorrow, on 20 May 2027. Reconnect before then to keep your page fresh."
    ]


def test_what_a_downtime_skipped_is_not_told_late(stage: Stage, mara: Artist) -> None:
    stage.clock.moment = consent.ends_at(given_at(stage)) - timedelta(days=5)
    assert stage.services.consent_clock.sweep() == 1
    assert stage.services.consent_clock.sweep() == 0

    assert messages(stage, mara) == [
        "Your Spotify permission ends in 5 days, on 20 May 2027. Reconnect before then to keep your page fresh."
    ]


def test_a_new_consent_starts_the_clock_again(stage: Stage, mara: Artist) -> None:
    stage.clock.moment = consent.ends_at(given_at(stage)) - timedelta(days=5)
    stage.services.consent_clock.sweep()
    mara.connect("mara")
    stage.work()
    assert told(stage, mara.person_id) == []
    assert given_at(stage) == stage.clock()
    assert stage.services.consent_clock.sweep() == 0

    stage.clock.moment = consent.ends_at(given_at(stage)) - timedelta(days=29)
    assert stage.services.consent_clock.sweep() == 1


def test_refreshing_does_not_extend_it(stage: Stage, mara: Artist) -> None:
    before = given_at(stage)
    for _ in range(3):
        stage.clock.advance(days=8)
        stage.work()

    assert given_at(stage) == before


def test_a_reminder_stays_over_a_refresh_until_there_is_a_new_consent(stage: Stage, mara: Artist) -> None:
    stage.clock.moment = consent.ends_at(given_at(stage)) - timedelta(days=29)
    assert stage.services.consent_clock.sweep() == 1
    assert stage.work() == ["done"], "the weekly refresh"
    assert told(stage, mara.person_id) == ["consent"]

    mara.connect("mara")
    assert told(stage, mara.person_id) == []


def test_an_hour_after_its_end_the_page_asks_for_a_new_one(stage: Stage, mara: Artist) -> None:
    ends = consent.ends_at(given_at(stage))
    stage.clock.moment = ends - timedelta(days=2)
    stage.work()
    with database_of(stage).transaction() as session:  # its place in the week is drawn by lot: let it be after the end
        session.execute(update(Job).where(Job.due_at.is_not(None)).values(due_at=ends + timedelta(days=3)))
    commands.revoke(stage.sandbox.world, "mara", {})
    stage.clock.moment = ends + timedelta(minutes=59)
    stage.services.consent_clock.sweep()
    assert stage.work() == []
    stage.clock.advance(minutes=1)
    stage.services.consent_clock.sweep()

    assert stage.work() == ["reauthorization_required"]
    assert "reconnect" in told(stage, mara.person_id)
    assert stage.services.consent_clock.sweep() == 0
    assert stage.visitor().get("/mara-e").status_code == 200
