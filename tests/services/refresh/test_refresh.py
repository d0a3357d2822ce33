"""One refresh, from the queue to the rows, against the sandbox over HTTP."""

from datetime import timedelta

import pytest

from app.db.tables.profiles import PublishedVersion, Snapshot
from app.db.tables.work import Job
from app.domain.refusals import NotThere, TooSoon
from app.sandbox import commands
from tests.ground.stage import Stage
from tests.services.refresh.rooms import calls, fault, refresh, rows, snapshot_of, told

ALWAYS = None


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What happens to rows while others write is asked of both databases in test_meanwhile.py."""
    return sqlite_url


def test_the_first_import_keeps_all_fifty_of_each_and_derives_the_albums(stage: Stage) -> None:
    mara = stage.artist("mara", imported=False)
    assert mara.status()["job"]["state"] == "queued"
    assert stage.work() == ["done"]
    music = snapshot_of(mara).music

    world = stage.sandbox.world
    assert len(music.artists) == len(world.top_artists(stage.sandbox.url, "mara", "medium_term"))
    assert len(music.tracks) == 50
    assert 5 <= len(music.albums) < 50
    scores = [album.score for album in music.albums]
    assert scores == sorted(scores, reverse=True)
    draft = stage.services.studio.draft(mara.person_id)
    assert (draft.connection, draft.last_checked_at) == ("connected", stage.clock())
    assert calls(stage) == 4  # token, me, and one call for each list


def test_unchanged_lists_move_only_the_time_of_the_look(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.publish("mara-e")
    before = snapshot_of(mara)
    etag = stage.visitor().get("/mara-e").headers["ETag"]
    assert refresh(mara) == "done"
    after = snapshot_of(mara)

    assert (after.fetched_at, after.fingerprint) == (before.fetched_at, before.fingerprint)
    assert stage.services.studio.draft(mara.person_id).last_checked_at == stage.clock()
    assert len(rows(stage, PublishedVersion)) == 1
    stage.clock.advance(days=-1)
    assert stage.visitor().get("/mara-e").headers["ETag"] == etag


def test_changed_music_is_a_draft_until_the_artist_publishes(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.publish("mara-e")
    before = snapshot_of(mara)
    public = stage.visitor().get("/mara-e.json").json
    commands.change_music(stage.sandbox.world, "mara", {"change": "new"})
    assert refresh(mara) == "done"
    after = snapshot_of(mara)

    assert after.fingerprint != before.fingerprint
    assert after.fetched_at == stage.clock()
    assert len(rows(stage, Snapshot)) == 1
    assert stage.visitor().get("/mara-e.json").json == public
    assert "not public yet" in mara.get("/studio").text
    mara.post("/studio/publish")
    assert stage.visitor().get("/mara-e.json").json["tracks"] != public["tracks"]


def test_what_was_written_by_hand_survives_a_refresh_that_changes_everything(stage: Stage) -> None:
    mara = stage.artist("mara")
    album = snapshot_of(mara).music.albums[0].id
    mara.post("/studio/copy/edit", **{"bio": "My own words.", f"caption.{album}": "Mine too.", "revision": "0"})
    commands.change_music(stage.sandbox.world, "mara", {"change": "new"})
    refresh(mara)
    words = stage.services.studio.draft(mara.person_id).words

    assert (words.bio.text, words.bio.source) == ("My own words.", "edited")
    assert words.captions[album].text == "Mine too."


def test_empty_lists_after_full_ones_are_not_believed_and_told_the_second_time(stage: Stage) -> None:
    mara = stage.artist("mara")
    before = snapshot_of(mara)
    for notices_open in ([], ["emptied"], ["emptied"]):
        commands.change_music(stage.sandbox.world, "mara", {"change": "empty"})
        assert refresh(mara) == "done"
        assert snapshot_of(mara) == before
        assert told(stage, mara.person_id) == notices_open
    assert "empty lists" in mara.get("/studio").text

    commands.change_music(stage.sandbox.world, "mara", {"change": "original"})
    refresh(mara)
    assert told(stage, mara.person_id) == []
    commands.change_music(stage.sandbox.world, "mara", {"change": "empty"})
    refresh(mara)
    assert told(stage, mara.person_id) == []


def test_a_new_account_with_nothing_in_it_is_believed(stage: Stage) -> None:
    robin = stage.artist("newcomer")

    assert snapshot_of(robin).fetched_at == stage.clock()
    assert told(stage, robin.person_id) == []
    robin.publish("robin-c")
    assert stage.visitor().get("/robin-c").status_code == 200


def test_a_rejected_access_token_is_refreshed_once_and_the_lists_are_fetched(stage: Stage) -> None:
    mara = stage.artist("mara")
    commands.expire(stage.sandbox.world, "mara", {})
    before = calls(stage)
    stage.clock.advance(minutes=1)
    stage.services.refresh.by_hand(mara.person_id)
    assert stage.work() == ["done"]
    endpoints = [call["endpoint"] for call in stage.sandbox.world.ledger.as_json()["calls"][before:]]

    assert endpoints.count("token") == 1
    assert stage.services.studio.draft(mara.person_id).connection == "connected"


def test_a_token_that_is_rejected_twice_asks_for_a_new_consent_and_never_loops(stage: Stage) -> None:
    mara = stage.artist("mara")
    fault(stage, "401", endpoint="top_artists", times=ALWAYS)
    fault(stage, "401", endpoint="top_tracks", times=ALWAYS)

    assert refresh(mara) == "reauthorization_required"
    assert told(stage, mara.person_id) == ["reconnect"]
    before = calls(stage)
    stage.clock.advance(days=3)
    assert stage.work() == []
    assert calls(stage) == before


def test_a_withdrawn_consent_keeps_the_page_and_asks_to_reconnect(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.publish("mara-e")
    before = snapshot_of(mara)
    commands.revoke(stage.sandbox.world, "mara", {})
    assert refresh(mara) == "reauthorization_required"

    assert mara.status()["connection"] == "needs_reauth"
    assert told(stage, mara.person_id) == ["reconnect"]
    assert snapshot_of(mara) == before
    assert stage.visitor().get("/mara-e").status_code == 200
    studio = mara.get("/studio").text
    assert "Reconnect" in studio
    assert "invalid_grant" not in studio
    with pytest.raises(NotThere):
        stage.services.refresh.by_hand(mara.person_id)

    mara.connect("mara")
    stage.clock.advance(minutes=1)
    assert stage.work() == ["done"]
    assert mara.status()["connection"] == "connected"
    assert told(stage, mara.person_id) == []


def test_somebody_who_lost_their_place_on_the_list_waits(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.publish("mara-e")
    commands.change_standing(stage.sandbox.world, "mara", {"allow_listed": False})

    assert refresh(mara) == "not_allow_listed"
    assert mara.status()["connection"] == "waiting"
    assert told(stage, mara.person_id) == ["waiting"]
    assert stage.visitor().get("/mara-e").status_code == 200


def test_a_long_retry_after_is_written_down_and_nobody_calls_before(stage: Stage) -> None:
    mara, q = stage.artist("mara"), stage.artist("q")
    fault(stage, "429_long", endpoint="top_artists")
    assert refresh(mara) == "rate_limited"
    before = calls(stage)
    due_at = next(job.due_at for job in rows(stage, Job) if job.profile_id == mara.profile_id)
    assert timedelta(hours=1) <= due_at - stage.clock() <= timedelta(hours=1, seconds=60)

    stage.services.refresh.by_hand(q.person_id)
    assert stage.work() == ["rate_limited"]
    stage.clock.advance(minutes=59)
    assert stage.work() == []
    assert calls(stage) == before

    stage.clock.advance(minutes=3)
    assert sorted(stage.work()) == ["done", "done"]


def test_a_studio_that_waits_for_spotify_says_until_when_and_stays_usable(stage: Stage) -> None:
    mara = stage.artist("mara")
    fault(stage, "429_long", endpoint="top_artists")
    refresh(mara)
    studio = mara.get("/studio").text

    assert "Spotify asked us to wait. We try again at 13:00 UTC" in studio
    assert 'http-equiv="refresh"' not in studio
    assert "data-job" not in studio
    assert mara.status()["job"] == {"kind": "refresh", "state": "queued", "eta_s": mara.status()["job"]["eta_s"]}
    mara.publish("mara-e")


@pytest.mark.parametrize("kind", ["500", "502_html", "html_200", "truncated", "empty_body", "hang_up", "503"])
def test_an_answer_that_makes_no_sense_keeps_what_there_was_and_is_asked_again_later(stage: Stage, kind: str) -> None:
    mara = stage.artist("mara")
    before = snapshot_of(mara)
    fault(stage, kind, endpoint="top_tracks", times=ALWAYS)
    outcome = refresh(mara)

    assert outcome not in ("done", "error", "parked")
    assert snapshot_of(mara) == before
    assert all(job.due_at > stage.clock() for job in rows(stage, Job))
    assert mara.status()["connection"] == "connected"


@pytest.mark.parametrize(("kind", "endpoint"), [("403_premium", "top_artists"), ("invalid_client", "token")])
def test_an_app_that_spotify_refuses_is_the_admins_matter_and_nobody_elses(
    stage: Stage, kind: str, endpoint: str
) -> None:
    mara = stage.artist("mara")
    fault(stage, kind, endpoint=endpoint, times=ALWAYS)

    assert refresh(mara) == "circuit_open"
    assert told(stage, None) == ["app"]
    assert told(stage, mara.person_id) == []
    assert mara.status()["connection"] == "connected"
    (job,) = rows(stage, Job)
    assert job.due_at - stage.clock() >= timedelta(minutes=30)


def test_refresh_now_has_a_cooldown_that_is_said_in_words(stage: Stage) -> None:
    mara = stage.artist("mara")
    assert "Refresh now" in mara.get("/studio").text
    stage.clock.advance(minutes=1)
    assert mara.post("/studio/refresh").status_code == 303
    stage.work()
    stage.clock.advance(hours=3)
    studio = mara.get("/studio").text
    assert "You can refresh again in 21 hours" in studio
    assert 'action="/studio/refresh"' not in studio
    assert mara.status()["next_refresh_allowed_at"] == "2026-11-21T12:01:00+00:00"
    with pytest.raises(TooSoon):
        stage.services.refresh.by_hand(mara.person_id)

    stage.clock.advance(hours=21)
    assert 'action="/studio/refresh"' in mara.get("/studio").text
    assert mara.post("/studio/refresh").status_code == 303
    assert stage.work() == ["done"]


def test_asking_again_while_a_refresh_is_queued_is_calm(stage: Stage) -> None:
    mara = stage.artist("mara")
    stage.clock.advance(minutes=1)
    for _ in range(2):
        stage.services.refresh.by_hand(mara.person_id)
    assert "A run is under way" in mara.get("/studio").text

    assert stage.work() == ["done"]


def test_the_first_import_does_not_count_as_a_refresh_by_hand(stage: Stage) -> None:
    mara = stage.artist("mara")

    assert stage.services.studio.room(mara.person_id).refresh_allowed_at is None


def test_a_handle_can_be_queued_whatever_its_cooldown(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.post("/studio/handle", handle="mara-e")
    for _ in range(2):
        stage.clock.advance(minutes=1)
        assert stage.services.refresh.by_handle("mara-e") == mara.profile_id
        assert stage.work() == ["done"]
    with pytest.raises(NotThere):
        stage.services.refresh.by_handle("nobody-here")
