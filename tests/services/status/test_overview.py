"""What the admin sees in ten seconds: counts, what is late, what Spotify asked for, what failed and why."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.db.queries import plans
from app.db.tables.work import Job, ProviderState
from app.domain import rate_budget
from app.domain.rate_budget import Spent
from app.sandbox import commands
from app.sandbox.faults import Fault
from app.web.pages.admin.page import StatusPage, status_page
from tests.ground.stage import Artist, Stage
from tests.services.refresh.rooms import database_of

Seen = dict[str, tuple[str, bool]]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def mara(stage: Stage) -> Artist:
    mara = stage.artist("mara")
    mara.publish("mara-e")
    return mara


def page_of(stage: Stage) -> StatusPage:
    with stage.app.test_request_context():
        return status_page(stage.services)


def rows(stage: Stage, heading: str) -> Seen:
    (part,) = (part for part in page_of(stage).sections if part.heading == heading)
    return {row.name: (row.value, row.wrong) for row in part.rows}


def troubles(stage: Stage) -> list[str]:
    return [trouble.text for trouble in page_of(stage).troubles]


def ended(stage: Stage) -> dict[str, tuple[str, str, bool]]:
    (part,) = (part for part in page_of(stage).sections if part.name == "runs")
    return {row.name: (row.day, row.week, row.wrong) for row in part.ended}  # type: ignore[attr-defined]


def refresh(stage: Stage, artist: Artist) -> None:
    stage.clock.advance(minutes=1)
    stage.services.refresh.by_handle("mara-e")
    stage.work()


def test_counts_follow_what_people_do(stage: Stage, mara: Artist) -> None:
    stage.artist("stranger")
    stage.artist("q", imported=False)
    status = stage.services.status
    members, work = status.members(), status.work()

    assert (members.people, members.public, work.due, work.running) == (3, 1, 1, 0)
    assert status.connections() == {"connected": 2, "waiting": 1}
    assert work.oldest_due_at == stage.clock()
    assert ended(stage)["Refresh: done"] == ("1", "1", False)


def test_work_that_nobody_does_is_marked_after_ten_minutes(stage: Stage) -> None:
    stage.artist("mara", imported=False)
    assert rows(stage, "Work")["Oldest due"] == ("just now", False)
    stage.clock.advance(minutes=11)
    assert rows(stage, "Work")["Oldest due"] == ("11 minutes ago", True)
    assert troubles(stage) == ["Work waits longer than it should: the oldest was due 11 minutes ago."]


def test_who_leads_and_when_they_last_looked(stage: Stage) -> None:
    assert rows(stage, "Engine")["Leader"] == ("nobody yet", False)
    stage.services.leadership.elect()
    stage.services.leadership.may_tick()
    assert rows(stage, "Engine")["Last look at the queue"] == ("just now", False)
    assert rows(stage, "Engine")["Term"] == ("1, begun just now", False)
    stage.services.leadership.resign()
    stage.clock.advance(minutes=2)

    assert rows(stage, "Engine")["Last look at the queue"] == ("2 minutes ago", True)
    assert "Nobody looks at the queue." in troubles(stage)[0]


def test_spotifys_wish_for_patience_is_shown_until_it_is_over(stage: Stage, mara: Artist) -> None:
    assert rows(stage, "Spotify")["Spotify"] == ("Answers.", False)
    stage.sandbox.world.faults.add(Fault("429_long", endpoint="top_artists"))
    refresh(stage, mara)

    assert rows(stage, "Spotify")["Spotify"] == (
        "Asked us to wait, because we called too often. We call again at 13:01 UTC.",
        True,
    )
    assert rows(stage, "Spotify")["Refused as too many in 24 hours"] == ("1 of 6 calls (16.7%)", False)
    assert ended(stage)["Refresh: rate limited"] == ("1", "1", False)
    stage.clock.advance(hours=2)
    assert rows(stage, "Spotify")["Spotify"] == ("Answers.", False)
    stage.clock.advance(days=3)
    assert ended(stage)["Refresh: rate limited"] == ("0", "1", False)


def test_more_than_five_percent_of_refused_calls_is_an_alarm(stage: Stage, mara: Artist) -> None:
    def counted(limited: int) -> None:
        many = rate_budget.take(Spent(), limited, stage.clock()).to_json()
        spent = rate_budget.take(Spent(), 100, stage.clock()).to_json()
        with database_of(stage).transaction() as session:
            session.execute(update(ProviderState).values(spent=spent, circuits={"limited": many}))

    counted(5)
    assert troubles(stage) == []
    counted(6)
    assert rows(stage, "Spotify")["Refused as too many in 24 hours"] == ("6 of 100 calls (6.0%)", True)
    assert "Spotify refused 6% of our calls in 24 hours because there were too many." in troubles(stage)[0]


def test_a_circuit_is_open_in_plain_words(stage: Stage, mara: Artist) -> None:
    stage.sandbox.world.faults.add(Fault("403_premium", endpoint="top_artists"))
    refresh(stage, mara)

    said, wrong = rows(stage, "Spotify")["Spotify"]
    assert wrong
    assert said == "It refuses this site's app. We leave it alone and try once at 12:31 UTC."


def test_what_was_put_aside_stands_there_with_its_reason(stage: Stage, mara: Artist) -> None:
    with database_of(stage).transaction() as session:
        session.execute(update(Job).values(due_at=None, outcome="parked", finished_at=stage.clock()))

    assert rows(stage, "Work")["Parked"] == ("1", True)
    assert rows(stage, "Work")["Refresh of mara-e"] == ("its worker died three times, just now", True)
    assert troubles(stage) == ["Put aside after failing again and again: 1. The log says why."]


def test_tokens_stand_there_by_state_and_by_the_month_in_which_their_consent_ends(stage: Stage, mara: Artist) -> None:
    stage.artist("stranger")
    assert rows(stage, "Tokens") == {
        "Connected": ("1", False),
        "Waiting": ("1", False),
        "End in May 2027": ("1", False),
    }
    commands.revoke(stage.sandbox.world, "mara", {})
    stage.clock.advance(days=1)
    refresh(stage, mara)
    assert rows(stage, "Tokens") == {"Sealed, to be tried once more": ("1", False), "Waiting": ("1", False)}
    stage.clock.advance(hours=6)
    stage.services.sealed.sweep()
    assert rows(stage, "Tokens")["Sealed for good"] == ("1", False)
    stage.clock.advance(days=30)
    stage.services.sealed.sweep()
    assert rows(stage, "Tokens")["No token kept"] == ("1", False)


def test_every_page_that_is_not_fresh_has_a_reason(stage: Stage, mara: Artist) -> None:
    assert rows(stage, "Freshness") == {"Read within 8 days": ("1 of 1 connected pages (100.0%)", False)}
    stage.clock.advance(days=8, minutes=1)
    late = rows(stage, "Freshness")
    assert late["Read within 8 days"] == ("0 of 1 connected pages (0.0%)", True)
    assert late["mara-e"][0].startswith("waits for its turn since ")
    assert "1 of 1 pages that Spotify lets us read are older than 8 days." in troubles(stage)[1]

    turn = stage.clock() + timedelta(hours=5)
    with database_of(stage).transaction() as session:
        plans.move(session, dict.fromkeys(session.scalars(select(Job.id)), turn), stage.clock())
    assert (
        rows(stage, "Freshness")["mara-e"][0]
        == "too much was due at once, its new turn comes in 5 hours, last read 8 days ago"
    )

    with database_of(stage).transaction() as session:
        session.execute(update(Job).values(due_at=None, outcome="parked", finished_at=stage.clock()))
    assert rows(stage, "Freshness")["mara-e"][0] == "put aside after three failures, last read 8 days ago"
    with database_of(stage).transaction() as session:
        later = stage.clock() + timedelta(hours=1)
        session.execute(update(Job).values(due_at=later, outcome="quota_exceeded"))
    assert rows(stage, "Freshness")["mara-e"][0] == "Spotify's quota of the day was used up, last read 8 days ago"
    commands.revoke(stage.sandbox.world, "mara", {})
    refresh(stage, mara)
    assert rows(stage, "Freshness")["mara-e"][0] == "its artist has to reconnect, last read 8 days ago"
    assert rows(stage, "Freshness")["Read within 8 days"] == ("0 of 0 connected pages (100.0%)", False)
