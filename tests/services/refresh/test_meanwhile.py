"""A refresh during which something else happens, on both databases: nothing that was deleted comes back."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

from app.db.tables.people import Connection, Person
from app.db.tables.profiles import Profile, Snapshot
from app.db.tables.work import Job, Notice
from tests.ground.stage import Artist, Stage
from tests.services.refresh.rooms import fault, rows, snapshot_of, told


def while_spotify_thinks(artist: Artist, act: Callable[[], object]) -> str | None:
    """Run a refresh in another thread and act once its first list call is under way; the job's outcome."""
    stage = artist.stage
    asked, answer = Event(), Event()
    natural = stage.sandbox.world.top_tracks

    def slow(*arguments: Any) -> Any:
        asked.set()
        answer.wait(10)
        return natural(*arguments)

    stage.sandbox.world.top_tracks = slow  # type: ignore[method-assign]
    try:
        with ThreadPoolExecutor(1) as pool:
            running = pool.submit(stage.services.runner.run_next)
            assert asked.wait(10)
            act()
            answer.set()
            return running.result(20)
    finally:
        del stage.sandbox.world.top_tracks


def test_disconnecting_in_the_middle_of_a_refresh_lets_nothing_reappear(stage: Stage) -> None:
    mara = stage.artist("mara", imported=False)
    outcome = while_spotify_thinks(mara, lambda: mara.post("/disconnect/spotify"))

    assert outcome == "lease_lost"
    assert rows(stage, Snapshot) == []
    (connection,) = rows(stage, Connection)
    assert (connection.status, connection.access_token, connection.refresh_token) == ("none", None, None)
    assert rows(stage, Profile)[0].last_checked_at is None
    assert rows(stage, Notice) == []
    assert stage.work() == []


def test_deleting_the_account_in_the_middle_of_a_refresh_lets_nothing_reappear(stage: Stage) -> None:
    mara = stage.artist("mara", imported=False)
    outcome = while_spotify_thinks(mara, lambda: mara.post("/studio/delete", confirm="delete", erase_now="1"))

    assert outcome == "lease_lost"
    for table in (Person, Profile, Connection, Snapshot, Job, Notice):
        assert rows(stage, table) == []


def test_a_consent_that_was_cut_during_the_refresh_leaves_no_notice_behind(stage: Stage) -> None:
    mara = stage.artist("mara")
    fault(stage, "403_scope", endpoint="top_artists")
    stage.clock.advance(days=1)
    stage.services.refresh.by_hand(mara.person_id)

    assert while_spotify_thinks(mara, lambda: mara.post("/disconnect/spotify")) == "lease_lost"
    assert told(stage, mara.person_id) == []
    assert mara.status()["connection"] == "none"


def test_after_disconnecting_and_connecting_again_the_music_comes_back(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.post("/disconnect/spotify")
    stage.clock.advance(minutes=1)
    mara.connect("mara")

    assert stage.work() == ["done"]
    assert len(snapshot_of(mara).music.tracks) == 50
