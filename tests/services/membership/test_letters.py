"""The letters of the line, sent by SMTP and read from the post: each says one thing, and its link does it."""

import re
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from lxml import html

from app.sandbox.server import RunningSandbox
from app.settings import Settings
from tests.ground.journey import consent
from tests.ground.moments import Clock
from tests.ground.post import Post
from tests.ground.site import environment_for
from tests.ground.stage import Stage, dispose, forms_token

ADDRESS = "haruka@label.example"
SENDER = "Anchor <hello@anchor.example>"


@pytest.fixture
def stage(database_url: str, sandbox: RunningSandbox, clock: Clock, post: Post) -> Iterator[Stage]:
    """A site with one place, which mara has, that sends mail."""
    environment = environment_for(database_url, sandbox, MEMBER_CAP="1", SMTP_URL=post.url, MAIL_FROM=SENDER)
    built = Stage(Settings.load(environment), sandbox, clock)
    built.artist("mara", imported=False)
    yield built
    dispose(built.services)


def deliver(stage: Stage) -> list[str]:
    return list(iter(stage.services.mailing.send_next, None))


def join(stage: Stage) -> None:
    visitor = stage.visitor()
    visitor.post("/waitlist", csrf_token=forms_token(visitor.get("/waitlist").text), email=ADDRESS)


def invite(stage: Stage) -> int:
    return stage.services.membership.invite(1, 5)


def read(stage: Stage, message: EmailMessage) -> tuple[str, str]:
    """What its text says, and the path of its one link, which stands in both bodies."""
    text, marked = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))  # type: ignore[union-attr]
    links = [link for link in html.document_fromstring(marked).xpath("//a/@href") if "/w" in link or "/inv" in link]
    assert len(links) == 1
    assert links[0] in text
    return text, links[0].removeprefix(stage.public_url)


def test_from_the_line_to_the_studio_by_two_letters(stage: Stage, post: Post, caplog: pytest.LogCaptureFixture) -> None:
    join(stage)
    assert deliver(stage) == ["sent"]
    (asked,) = post.received
    assert (asked["From"], asked["To"], asked["Subject"]) == (SENDER, ADDRESS, "Confirm your place in line at Anchor")
    text, link = read(stage, asked)
    assert "within three days" in text
    reader = stage.visitor()
    assert "Confirm my address" in reader.get(link).text
    assert invite(stage) == 0, "to look at a letter confirms nothing"
    assert "You are in line" in reader.post(link).text

    assert invite(stage) == 1
    assert deliver(stage) == ["sent"]
    invitation = post.received[-1]
    assert (invitation["To"], invitation["Subject"]) == (ADDRESS, "Your place at Anchor is free")
    text, link = read(stage, invitation)
    assert "works once, for two weeks" in text
    found = re.search('name="invitation" value="([^"]+)"', reader.get(link).text)
    assert found is not None
    departure = reader.post("/connect/spotify", next="/studio", invitation=found[1])
    assert reader.get(consent(departure.location, "haruka").removeprefix(stage.public_url)).location == "/studio"
    assert reader.get("/studio").status_code == 200
    assert post.recipients == [ADDRESS] * 2
    assert ADDRESS not in caplog.text


def test_a_letter_that_nobody_needs_any_more_is_not_sent(stage: Stage, post: Post) -> None:
    join(stage)
    join(stage)
    post.at_rcpt = lambda: "450 4.2.0 Later"
    assert deliver(stage) == ["later", "later"]
    post.at_rcpt = lambda: None
    stage.clock.advance(hours=2)
    assert stage.services.mailing.send_next() == "sent"
    stage.visitor().post(read(stage, post.received[0])[1])
    assert deliver(stage) == ["dropped"]


def test_an_address_that_takes_nothing_ends_it_and_holds_up_nobody(stage: Stage, post: Post) -> None:
    post.at_rcpt = lambda: "550 5.1.1 No such user"
    join(stage)
    assert deliver(stage) == ["refused"]
    assert post.received == []
    assert deliver(stage) == []
