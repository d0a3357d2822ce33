"""A sender killed at any moment sends nothing twice: before the text leaves it is tried again, after that it is not."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import update

from app.db.clock import system_now
from app.db.queries import mails
from app.db.tables.mail import Mail
from app.db.tables.profiles import Profile
from app.domain.mails import LEASE
from app.sandbox.server import RunningSandbox
from app.settings import PROJECT, Settings
from tests.ground.post import Post
from tests.ground.site import environment_for
from tests.ground.stage import Stage, dispose
from tests.services.mail.conftest import ADDRESS, mail_settings
from tests.services.refresh.rooms import database_of, rows


@pytest.fixture
def environment(sqlite_url: str, sandbox: RunningSandbox, post: Post) -> dict[str, str]:
    return environment_for(sqlite_url, sandbox, **mail_settings(post))


@pytest.fixture
def stage(environment: dict[str, str], sandbox: RunningSandbox) -> Iterator[Stage]:
    """At the system's time: the process that is killed has it too."""
    built = Stage(Settings.load(environment), sandbox, system_now)
    yield built
    dispose(built.services)


@pytest.fixture
def queued(stage: Stage) -> Stage:
    """One question for one address is due."""
    mara = stage.artist("mara", imported=False)
    with database_of(stage).transaction() as session:
        session.execute(update(Profile).values(email=ADDRESS, email_opt_in=True))
        now = stage.services.now()
        mails.queue(session, key="k", kind="confirm", person_id=mara.person_id, notice_id=None, step=1, now=now)
    return stage


def send(environment: dict[str, str], started: Callable[[subprocess.Popen[bytes]], None]) -> int:
    command = [sys.executable, "-m", "tests.services.mail.sender"]
    with subprocess.Popen(command, cwd=PROJECT, env={**os.environ, **environment}) as sender:
        started(sender)
        return sender.wait(30)


def kill_at(post: Post, place: str, environment: dict[str, str]) -> int:
    """Let a process send, and kill it when the server has got that far."""
    running: list[subprocess.Popen[bytes]] = []

    def kill() -> None:
        running[0].send_signal(signal.SIGKILL)
        running[0].wait(10)

    setattr(post, place, kill)
    code = send(environment, running.append)
    setattr(post, place, lambda: None)
    return code


def let_leases_run_out(stage: Stage) -> None:
    with database_of(stage).transaction() as session:
        session.execute(update(Mail).where(Mail.due_at.is_not(None)).values(due_at=stage.services.now()))


def test_killed_before_the_text_left_it_is_sent_later(queued: Stage, post: Post, environment: dict[str, str]) -> None:
    assert kill_at(post, "at_rcpt", environment) == -signal.SIGKILL
    assert post.received == []
    assert queued.services.mailing.send_next() is None, "its lease still runs"
    let_leases_run_out(queued)

    assert queued.services.mailing.send_next() == "sent"
    assert len(post.received) == 1


def test_killed_after_the_text_left_it_is_not_sent_again(
    queued: Stage, post: Post, environment: dict[str, str]
) -> None:
    assert kill_at(post, "at_data", environment) == -signal.SIGKILL
    deadline = time.monotonic() + 10
    while not post.received and time.monotonic() < deadline:
        time.sleep(0.01)
    assert len(post.received) == 1, "the server took it while the sender died"
    let_leases_run_out(queued)

    assert queued.services.mailing.send_next() is None
    assert len(post.received) == 1
    assert [mail.outcome for mail in rows(queued, Mail)] == ["unsure"]


def test_a_sender_whose_claim_was_lost_meanwhile_lets_no_text_leave(queued: Stage, post: Post) -> None:
    """Its lease was taken for dead while it talked, as that of a machine that slept."""
    now = queued.services.now

    def another_claims() -> None:
        let_leases_run_out(queued)
        with database_of(queued).transaction() as session:
            assert mails.claim(session, now=now(), owner="another", until=now() + LEASE) is not None

    post.at_rcpt = another_claims
    assert queued.services.mailing.send_next() == "lease_lost"
    assert post.received == []

    post.at_rcpt = lambda: None
    let_leases_run_out(queued)
    assert queued.services.mailing.send_next() == "sent"
    assert len(post.received) == 1
