"""A rolling deploy as it happens: the release before the newest migration runs on while the new one migrates.

Its code is what git holds of it, started with this virtualenv.
"""

import io
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
import requests

from app.bootstrap import build
from app.db import migrations
from app.sandbox.server import RunningSandbox
from app.settings import Settings
from tests.ground.databases import PostgreSQL
from tests.ground.journey import Visitor, over_http
from tests.ground.served import PROJECT, free_port
from tests.ground.stage import dispose
from tests.operation.balancer import Load
from tests.operation.containers import PEOPLE, Container, doubled, environment_of, publish_all, settle


@pytest.fixture
def old_release(tmp_path: Path) -> Path:
    """The tree as it was just before the newest migration came."""
    if shutil.which("git") is None or not (PROJECT / ".git").exists():
        pytest.skip("an archive without its history holds no older release")
    (newest,) = (PROJECT / "migrations" / "versions").glob(f"{migrations.head()}_*.py")
    added = git("log", "--diff-filter=A", "--format=%H", "-1", "--", str(newest)).decode().strip()
    folder = tmp_path / "old"
    with tarfile.open(fileobj=io.BytesIO(git("archive", f"{added}~1"))) as tree:
        tree.extractall(folder, filter="data")
    return folder


def git(*arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=PROJECT, capture_output=True, check=True).stdout


def migrate(release: Path, environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "db", "upgrade"]
    subprocess.run(command, cwd=release, env=environment, capture_output=True, check=True, timeout=120)


def signed_in(
    container: Container, environment: dict[str, str], person: str, jar: requests.Session | None = None
) -> Visitor:
    artist = over_http(f"http://127.0.0.1:{container.port}", jar)
    artist.public_url = environment["PUBLIC_URL"]
    artist.connect(person)
    artist.wait_until_idle()
    return artist


def go_on(artist: Visitor, person: str, city: str) -> None:
    """What somebody does in the studio, to the end."""
    for path, fields in (
        ("/studio/facts", {"subject": "artist", "city": city}),
        ("/studio/copy/generate", {"part": "all"}),
        ("/studio/refresh", {}),
        ("/studio/publish", {}),
    ):
        assert artist.submit(path, fields).status_code == 303, (person, path)
        artist.wait_until_idle()
    assert artist.get("/studio").status_code == 200


@pytest.mark.chaos
def test_the_old_release_goes_on_while_the_new_one_migrates_and_takes_over(
    old_release: Path, postgresql: PostgreSQL, sandbox: RunningSandbox, tmp_path: Path
) -> None:
    name = postgresql.create()
    environment = environment_of(postgresql.url(name), sandbox) | {"REFRESH_COOLDOWN_HOURS": "0"}
    migrate(old_release, environment)
    logs = [tmp_path / f"{each}.log" for each in ("old", "new")]
    old = Container(environment, free_port(), logs[0], old_release, probe="/healthz")
    new: Container | None = None
    services = None
    try:
        publish_all(f"http://127.0.0.1:{old.port}", environment)
        jar = requests.Session()
        stays = signed_in(old, environment, "mara", jar)
        ports = [old.port, old.port]
        with Load(ports, [f"/{person}{end}" for person in PEOPLE for end in ("", ".json")]) as load:
            migrate(PROJECT, environment)
            go_on(stays, "mara", "Bergen")
            new = Container(environment, free_port(), logs[1])
            ports[1] = new.port
            go_on(signed_in(new, environment, "tomas"), "tomas", "Kyoto")
            go_on(stays, "mara", "Oslo")
            go_on(signed_in(old, environment, "haruka"), "haruka", "Lyon")
            old.kill()
            old.start()  # a machine of the old release that comes back finds the new schema
            go_on(signed_in(old, environment, "layla"), "layla", "Tunis")
            load.wait(2)
            assert old.stop() == 0
            ports[0] = new.port
            moved = over_http(f"http://127.0.0.1:{new.port}", jar)
            assert moved.get("/studio").status_code == 200, "a session outlives the release that opened it"
            load.wait(2)
        services = build(Settings.load(environment))
        settle(services)
        print(f"{sum(load.answers.values())} answers, retried {dict(load.retried)}, lost {len(load.lost)}")  # noqa: T201

        assert load.lost == []
        assert set(load.answers) == {200}
        assert doubled(services) == []
        for log in logs:
            assert "Traceback" not in log.read_text(), log.read_text()[-3000:]
        for person, city in (("mara", "Oslo"), ("tomas", "Kyoto"), ("haruka", "Lyon"), ("layla", "Tunis")):
            assert over_http(f"http://127.0.0.1:{new.port}").get(f"/{person}.json").json()["city"] == city  # type: ignore[attr-defined]
    finally:
        old.end()
        if new is not None:
            new.end()
        if services is not None:
            dispose(services)
        postgresql.drop(name)
