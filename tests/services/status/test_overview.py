"""What the admin sees in ten seconds: counts, what is late, what Spotify asked for, what failed."""

import pytest

from app.sandbox import commands
from app.sandbox.faults import Fault
from app.web.pages.admin.page import status_page
from tests.ground.stage import Stage


def tables(stage: Stage) -> dict[str, dict[str, tuple[str, bool]]]:
    with stage.app.test_request_context():
        page = status_page(stage.services)
    return {part.heading: {row.name: (row.value, row.wrong) for row in part.rows} for part in page.sections}


def test_counts_follow_what_people_do(stage: Stage) -> None:
    mara = stage.artist("mara")
    stage.artist("stranger")
    stage.artist("q", imported=False)
    mara.publish("mara-e")
    status = stage.services.status
    members, work = status.members(), status.work()

    assert (members.people, members.public, work.due, work.running) == (3, 1, 1, 0)
    assert status.connections() == {"connected": 2, "waiting": 1}
    assert status.runs()["done"] == 1
    assert work.oldest_due_at == stage.clock()


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


def test_work_that_nobody_does_is_marked_after_ten_minutes(stage: Stage) -> None:
    stage.artist("mara", imported=False)
    assert tables(stage)["Work"]["Oldest due"] == ("just now", False)
    stage.clock.advance(minutes=11)
    assert tables(stage)["Work"]["Oldest due"] == ("11 minutes ago", True)


def test_spotifys_wish_for_patience_is_shown_until_it_is_over(stage: Stage) -> None:
    mara = stage.artist("mara")
    assert tables(stage)["Spotify itself"]["Spotify"] == ("Answers.", False)
    stage.sandbox.world.faults.add(Fault("429_long", endpoint="top_artists"))
    stage.clock.advance(minutes=1)
    stage.services.refresh.by_hand(mara.person_id)
    stage.work()
    said, wrong = tables(stage)["Spotify itself"]["Spotify"]

    assert wrong
    assert "Asked us to wait (rate_limited). We call again at 13:01 UTC" in said
    assert tables(stage)["Runs in 24 hours"]["Rate limited"] == ("1", True)
    stage.clock.advance(hours=2)
    assert tables(stage)["Spotify itself"]["Spotify"] == ("Answers.", False)


def test_a_lost_consent_stands_out(stage: Stage) -> None:
    mara = stage.artist("mara")
    commands.revoke(stage.sandbox.world, "mara", {})
    stage.clock.advance(days=1)
    stage.services.refresh.by_hand(mara.person_id)
    stage.work()

    assert tables(stage)["Spotify connections"]["Needs reauth"] == ("1", True)
