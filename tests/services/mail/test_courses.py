"""One incident: a message at once, after 48 and 120 hours, then the weekly refresh is off; until somebody acts."""

from datetime import timedelta

import pytest

from app.db.tables.mail import Mail
from app.db.tables.profiles import Profile
from app.db.tables.work import Notice
from app.domain.mails import Letter
from app.media import letter as rendering
from app.sandbox import commands
from app.sandbox.faults import Fault
from tests.ground.post import Post
from tests.ground.stage import Artist, Stage
from tests.services.mail.conftest import ADDRESS, deliver
from tests.services.refresh.rooms import refresh, rows, told


def lose_consent(artist: Artist) -> None:
    """Revoked at Spotify, and found out two hours later."""
    stage = artist.stage
    commands.revoke(stage.sandbox.world, "mara", {})
    stage.clock.advance(hours=2)
    stage.services.refresh.by_handle("mara-e")
    assert stage.work() == ["reauthorization_required"]


def reconnect(artist: Artist) -> None:
    artist.connect("mara")
    artist.stage.work()


def auto_refresh(stage: Stage) -> bool:
    (profile,) = rows(stage, Profile)
    return profile.auto_refresh


def test_three_messages_then_the_weekly_refresh_is_off_and_said_to_be(mara: Artist, post: Post) -> None:
    stage = mara.stage
    lose_consent(mara)
    began, sent = stage.clock(), []
    while stage.clock() - began < timedelta(days=10):
        sent += [stage.clock() - began for outcome in deliver(stage) if outcome == "sent"]
        stage.clock.advance(hours=1)

    assert sent == [timedelta(0), timedelta(hours=48), timedelta(hours=120)]
    assert {message["To"] for message in post.received} == {ADDRESS}
    bodies = [message.get_body(("plain",)).get_content() for message in post.received]
    assert ["the last one" in body for body in bodies] == [False, False, True]
    assert told(stage, mara.person_id) == ["stopped", "reconnect"]
    assert not auto_refresh(stage)
    assert "The weekly refresh is switched off" in mara.get("/studio").text
    assert len(rows(stage, Notice)) == 2, "one notice per incident"


def test_reconnecting_ends_it_and_switches_the_weekly_refresh_on_again(mara: Artist, post: Post) -> None:
    stage = mara.stage
    lose_consent(mara)
    for hours in (0, 48, 72):
        stage.clock.advance(hours=hours)
        deliver(stage)
    assert not auto_refresh(stage)
    reconnect(mara)

    assert auto_refresh(stage)
    assert told(stage, mara.person_id) == []
    stage.clock.advance(days=3)
    assert deliver(stage) == []
    assert len(post.received) == 3


def test_an_off_of_the_artists_own_stays_off(mara: Artist) -> None:
    stage = mara.stage
    mara.post("/studio/settings", email=ADDRESS, email_opt_in="1")
    lose_consent(mara)
    for hours in (0, 48, 72):
        stage.clock.advance(hours=hours)
        deliver(stage)
    reconnect(mara)

    assert not auto_refresh(stage)


def test_a_reconnect_between_queueing_and_sending_drops_the_message(mara: Artist, post: Post) -> None:
    lose_consent(mara)
    mara.stage.services.notice_steps.advance()
    reconnect(mara)

    assert deliver(mara.stage) == ["dropped"]
    assert post.received == []


def test_a_new_incident_begins_anew_and_one_within_hours_does_not(mara: Artist, post: Post) -> None:
    stage = mara.stage
    lose_consent(mara)
    deliver(stage)
    reconnect(mara)
    lose_consent(mara)
    assert deliver(stage) == []
    reconnect(mara)
    stage.clock.advance(days=2)
    lose_consent(mara)

    assert deliver(stage) == ["sent"]
    assert len(post.received) == 2
    assert len(rows(stage, Notice)) == 1


def test_without_a_confirmed_address_the_steps_are_taken_in_the_studio_alone(stage: Stage, post: Post) -> None:
    mara = stage.artist("mara")
    mara.publish("mara-e")
    lose_consent(mara)
    for hours in (0, 48, 72):
        stage.clock.advance(hours=hours)
        assert deliver(stage) == []

    assert not auto_refresh(stage)
    assert post.conversations == 0


@pytest.mark.parametrize("answer", ["450 4.2.1 Later", "550 5.4.5 Daily user sending quota exceeded"])
def test_a_servers_limits_delay_a_message_and_never_drop_it(mara: Artist, post: Post, answer: str) -> None:
    stage = mara.stage
    lose_consent(mara)
    post.at_data = lambda: answer
    began = stage.clock()
    outcomes = []
    while stage.clock() - began < timedelta(days=6):
        outcomes += deliver(stage)
        stage.clock.advance(minutes=5)
    assert set(outcomes) <= {"later", "down"}
    assert 10 < len(outcomes) < 45, "asked now and then, not all the time"
    assert auto_refresh(stage), "the next step waits for the message of the one before"

    post.at_data = lambda: None
    stage.clock.advance(hours=13)
    assert deliver(stage) == ["sent"]
    assert told(stage, None) == []
    stage.clock.advance(hours=47, minutes=59)
    assert deliver(stage) == []
    stage.clock.advance(minutes=2)
    assert deliver(stage) == ["sent"]
    assert [mail.outcome for mail in rows(stage, Mail) if mail.kind == "notice"] == ["sent", "sent"]


def test_a_server_that_is_down_stops_all_mail_for_a_while_and_the_admin_reads_it_once(mara: Artist, post: Post) -> None:
    stage = mara.stage
    lose_consent(mara)
    post.at_rcpt = lambda: "421 4.3.2 Going down"
    assert deliver(stage) == ["down"]
    before = post.conversations
    stage.clock.advance(minutes=4)
    assert deliver(stage) == []
    assert post.conversations == before
    assert told(stage, None) == ["smtp"]
    stage.clock.advance(minutes=2)
    assert deliver(stage) == ["down"]
    assert told(stage, None) == ["smtp"]

    post.at_rcpt = lambda: None
    stage.clock.advance(hours=1)
    assert deliver(stage) == ["sent"]
    assert told(stage, None) == []


def test_the_admin_is_written_to_once_for_each_incident(mara: Artist, post: Post) -> None:
    stage = mara.stage
    stage.sandbox.world.faults.add(Fault("403_premium", endpoint="top_artists", times=None))
    for _ in range(3):
        refresh(mara)
        deliver(stage)

    assert [message["To"] for message in post.received] == ["admin@anchor.example"]
    assert "Spotify refuses this site's app" in post.received[0].get_body(("plain",)).get_content()
    assert post.received[0]["List-Unsubscribe"] is None


def test_a_message_that_cannot_be_written_is_laid_aside_after_three_tries_and_holds_up_no_other(
    mara: Artist, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage, usual = mara.stage, rendering.html
    lose_consent(mara)

    def broken(letter: Letter) -> str:
        return usual(letter) if letter.to == "admin@anchor.example" else 1 / 0  # type: ignore[return-value]

    monkeypatch.setattr(rendering, "html", broken)
    outcomes = []
    for _ in range(24):
        outcomes += deliver(stage)
        stage.clock.advance(minutes=15)
    assert outcomes == ["unwritten", "unwritten", "parked", "sent"]
    assert told(stage, None) == ["unwritten"]
    assert [message["To"] for message in post.received] == ["admin@anchor.example"]
    assert "could not be written" in post.received[0].get_body(("plain",)).get_content()

    monkeypatch.setattr(rendering, "html", usual)
    stage.clock.advance(hours=48)
    assert deliver(stage) == ["sent"], "the next step of the same notice"
    assert told(stage, None) == []


def test_no_line_of_the_log_names_an_address(mara: Artist, post: Post, caplog: pytest.LogCaptureFixture) -> None:
    """Not even before redaction, and not when the server's own words do."""
    caplog.set_level("DEBUG")
    stage = mara.stage
    lose_consent(mara)
    for answer in ("450 4.2.1 <mara@music.example> is busy", "550 5.1.1 <mara@music.example> is unknown"):
        post.at_rcpt = lambda said=answer: said
        deliver(stage)
        stage.clock.advance(hours=1)
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("app.")]

    assert [line for line in ours if "mail_ended" in line]
    assert not [line for line in ours if "music.example" in line]
