"""The doctor tries each outside system for real, and each fault is a sentence that says what to do."""

from collections.abc import Iterator

import pytest

from app.bootstrap import Services, build
from app.sandbox import commands
from app.sandbox.faults import Fault
from app.sandbox.server import RunningSandbox
from app.settings import Settings
from tests.ground.post import Post
from tests.ground.site import environment_for
from tests.ground.stage import dispose


@pytest.fixture
def services(settings: Settings) -> Iterator[Services]:
    built = build(settings)
    yield built
    dispose(built)


def findings(services: Services) -> dict[str, tuple[bool, str]]:
    return {finding.name: (finding.ok, finding.sentence) for finding in services.diagnosis.findings()}


def test_a_healthy_site_has_nothing_wrong(services: Services) -> None:
    found = findings(services)

    assert all(ok for ok, _ in found.values())
    assert {"database", "migrations", "keys", "spotify"} <= set(found)


def test_a_wrong_secret_is_spotifys_word_not_ours(services: Services, sandbox: RunningSandbox) -> None:
    commands.change_settings(sandbox.world, {"clients": {"test-client": "another-secret"}})
    ok, sentence = findings(services)["spotify"]

    assert not ok
    assert "SPOTIFY_CLIENT_SECRET" in sentence


@pytest.mark.parametrize("kind", ["500", "502_html", "hang_up"])
def test_a_spotify_that_does_not_answer_is_named(services: Services, sandbox: RunningSandbox, kind: str) -> None:
    sandbox.world.faults.add(Fault(kind, endpoint="token", times=None))
    ok, sentence = findings(services)["spotify"]

    assert not ok
    assert "does not answer" in sentence


def test_a_database_without_migrations_says_which_command_helps(unmigrated_url: str, sandbox: RunningSandbox) -> None:
    built = build(Settings.load(environment_for(unmigrated_url, sandbox)))
    found = findings(built)
    dispose(built)

    assert found["database"][0]
    assert not found["migrations"][0]
    assert "db upgrade" in found["migrations"][1]
    assert not found["spotify"][0]


def test_a_dead_database_is_named_and_nothing_else_is_blamed(sandbox: RunningSandbox) -> None:
    built = build(Settings.load(environment_for("postgresql://nobody@127.0.0.1:9/none", sandbox)))
    found = findings(built)
    dispose(built)

    assert "DATABASE_URL" in found["database"][1]
    assert "db upgrade" not in found["migrations"][1]


@pytest.mark.parametrize(("port", "ok"), [(None, True), (9, False)])
def test_the_mail_server_is_tried_when_there_is_one(
    sqlite_url: str, sandbox: RunningSandbox, post: Post, port: int | None, ok: bool
) -> None:
    url = post.url if port is None else f"smtp://127.0.0.1:{port}"
    more = {"SMTP_URL": url, "MAIL_FROM": "Anchor <hello@anchor.example>"}
    built = build(Settings.load(environment_for(sqlite_url, sandbox, **more)))
    found = findings(built)
    dispose(built)

    assert found["mail"][0] is ok
    assert "SMTP_URL" in found["mail"][1] or ok
    assert post.received == []
