"""An address is written to only after its owner confirmed it, and never again after one click."""

import pytest

from app.db.tables.profiles import Profile
from app.db.tables.work import AuditEntry
from tests.ground.post import Post
from tests.ground.stage import Artist, Stage
from tests.services.mail.conftest import ADDRESS, confirm, deliver, link_in, want_mail
from tests.services.refresh.rooms import rows, told


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is asked here does not depend on the database; the courses are walked on both."""
    return sqlite_url


def profile_of(artist: Artist) -> Profile:
    (profile,) = rows(artist.stage, Profile)
    return profile


def test_the_first_message_asks_whether_the_address_is_theirs_and_only_the_button_says_so(
    stage: Stage, post: Post
) -> None:
    mara = stage.artist("mara")
    want_mail(mara)
    (asked,) = post.received
    link = link_in(asked).removeprefix(stage.public_url)
    assert asked["To"] == ADDRESS
    assert "Not confirmed yet." in mara.get("/studio").text

    stranger = stage.visitor()
    assert "Confirm your address" in stranger.get(link).text
    assert ADDRESS not in stranger.get(link).text + link
    assert profile_of(mara).email_confirmed_at is None, "looking changes nothing"
    for _ in range(2):
        answer = stranger.post(link)
        assert (answer.status_code, answer.location) == (303, "/email/confirmed")
    assert "Your address is confirmed." in stranger.get(answer.location).text
    assert profile_of(mara).email_confirmed_at == stage.clock()
    assert "Confirmed. We write only" in mara.get("/studio").text
    assert [row.action for row in rows(stage, AuditEntry)] == ["email_confirmed"]


def test_without_the_tick_nothing_is_sent(stage: Stage, post: Post) -> None:
    mara = stage.artist("mara")
    mara.post("/studio/settings", email=ADDRESS)

    assert deliver(stage) == []
    assert post.conversations == 0


def test_a_link_lives_three_days_and_for_one_address(stage: Stage, post: Post) -> None:
    mara = stage.artist("mara")
    want_mail(mara)
    link = link_in(post.received[-1]).removeprefix(stage.public_url)
    want_mail(mara, "other@music.example")
    assert stage.visitor().post(link).status_code == 404
    newer = link_in(post.received[-1]).removeprefix(stage.public_url)
    stage.clock.advance(days=3)

    assert stage.visitor().get(newer).status_code == stage.visitor().post(newer).status_code == 404
    assert stage.visitor().post("/email/confirm/x.y").status_code == 404
    assert profile_of(mara).email_confirmed_at is None


def test_another_address_has_to_be_confirmed_anew(mara: Artist, post: Post) -> None:
    want_mail(mara, "other@music.example")
    assert [message["To"] for message in post.received] == ["other@music.example"]
    assert profile_of(mara).email_confirmed_at is None

    mara.post("/studio/settings", email="other@music.example", email_opt_in="1")
    assert deliver(mara.stage) == [], "saving once more asks for nothing"
    confirm(mara, post)
    assert profile_of(mara).email_confirmed_at is not None


def test_the_question_can_be_sent_again_five_times_a_day(stage: Stage, post: Post) -> None:
    mara = stage.artist("mara")
    want_mail(mara)
    for _ in range(6):
        mara.post("/studio/email/ask")
    assert deliver(stage) == ["sent"] * 4
    assert len(post.received) == 5
    assert "five messages" in mara.get("/studio").text
    stage.clock.advance(days=1, minutes=1)
    mara.post("/studio/email/ask")

    assert deliver(stage) == ["sent"]


def test_one_click_ends_all_messages_without_any_cookie(mara: Artist, post: Post) -> None:
    link = mara.stage.services.mailboxes.leave_link(profile_of(mara))
    client = mara.stage.app.test_client()
    looked = client.get(f"/email/leave/{link}")
    assert looked.status_code == 200
    assert profile_of(mara).email_opt_in, "looking changes nothing"

    bare = mara.stage.app.test_client()
    for _ in range(2):
        answer = bare.post(f"/email/leave/{link}", data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert "No more messages." in answer.text
    assert not profile_of(mara).email_opt_in
    assert bare.post("/email/leave/x.y", data={"List-Unsubscribe": "One-Click"}).status_code == 404


def test_a_confirming_link_ends_nothing_and_a_leaving_link_confirms_nothing(mara: Artist) -> None:
    boxes, profile = mara.stage.services.mailboxes, profile_of(mara)

    assert mara.stage.visitor().post(f"/email/leave/{boxes.confirm_link(profile)}").status_code == 404
    assert mara.stage.visitor().post(f"/email/confirm/{boxes.leave_link(profile)}").status_code == 404


def test_an_address_that_takes_no_messages_is_left_alone_and_the_studio_says_so(mara: Artist, post: Post) -> None:
    stage = mara.stage
    mara.post("/studio/settings", email="gone@music.example", email_opt_in="1", auto_refresh="1")
    post.at_rcpt = lambda: "550 5.1.1 No such user here"
    assert deliver(stage) == ["refused"]
    assert told(stage, mara.person_id) == ["mail"]
    assert "Your e-mail address refuses our messages." in mara.get("/studio").text
    stage.clock.advance(days=2)
    assert deliver(stage) == []

    post.at_rcpt = lambda: None
    want_mail(mara)
    assert told(stage, mara.person_id) == []
