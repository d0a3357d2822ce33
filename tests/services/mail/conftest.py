"""A site that sends mail, with an artist who may be written to."""

from collections.abc import Iterator

import pytest
from lxml import html

from app.sandbox.server import RunningSandbox
from app.settings import Settings
from tests.ground.moments import Clock
from tests.ground.post import Post
from tests.ground.site import environment_for
from tests.ground.stage import Artist, Stage, dispose

ADDRESS = "mara@music.example"
SENDER = "Anchor <hello@anchor.example>"


def mail_settings(post: Post, **more: str) -> dict[str, str]:
    return {"SMTP_URL": post.url, "MAIL_FROM": SENDER, **more}


@pytest.fixture
def stage(database_url: str, sandbox: RunningSandbox, clock: Clock, post: Post) -> Iterator[Stage]:
    environment = environment_for(database_url, sandbox, **mail_settings(post, CONTACT="admin@anchor.example"))
    built = Stage(Settings.load(environment), sandbox, clock)
    yield built
    dispose(built.services)


@pytest.fixture
def mara(stage: Stage, post: Post) -> Artist:
    """Connected, public, with a confirmed address, and nothing in the post."""
    mara = stage.artist("mara")
    mara.publish("mara-e")
    want_mail(mara)
    confirm(mara, post)
    post.reset()
    return mara


def want_mail(artist: Artist, address: str = ADDRESS) -> None:
    artist.post("/studio/settings", auto_refresh="1", email=address, email_opt_in="1")
    deliver(artist.stage)


def confirm(artist: Artist, post: Post) -> None:
    link = link_in(post.received[-1]).removeprefix(artist.stage.public_url)
    assert artist.stage.visitor().post(link).status_code == 303


def link_in(message: object) -> str:
    """The first thing that the message asks to do."""
    body = message.get_body(("html",)).get_content()  # type: ignore[attr-defined]
    return str(html.document_fromstring(body).xpath("string(//a/@href)"))


def deliver(stage: Stage) -> list[str]:
    """What the leader does every few seconds: take the steps that are due, send what is queued; the outcomes."""
    stage.services.notice_steps.advance()
    return list(iter(stage.services.mailing.send_next, None))
