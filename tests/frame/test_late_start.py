"""What a worker loads before its first answer, and what it does after that."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.sandbox.server import RunningSandbox
from tests.ground.journey import over_http
from tests.ground.served import PROJECT, Served, Start, free_port
from tests.ground.site import environment_for

LATE = (
    # drawing, models and mail
    "openai",
    "weasyprint",
    "PIL",
    "cairocffi",
    "smtplib",
    # the scheduler and what it does
    "apscheduler",
    "requests",
    "app.scheduler.runner",
    "app.back_bootstrap",
    "app.spotify.client",
    "app.ai.client",
    "app.domain.writer",
    "app.domain.critic",
    # the rooms of those who sign in
    "app.services.studio",
    "app.services.exports",
    "app.web.pages.studio",
    "app.web.pages.admin",
    "app.web.pages.auth",
    # the other database, migrating, and a development tool
    "sqlalchemy.dialects.postgresql",
    "psycopg",
    "alembic",
    "rich.console",
)


@contextmanager
def answering_at_once(environment: dict[str, str], log_file: Path) -> Iterator[int]:
    """The status of the answer for the page of "mara" that a fresh server gives before anything else."""
    port = int(environment["PORT"])
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"]
    with log_file.open("wb") as log:
        process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=log, stderr=log)
    try:
        yield first_answer(port)
    finally:
        process.terminate()
        assert process.wait(40) == 0


def first_answer(port: int) -> int:
    """Once the server listens, the connection waits in its queue until there is a worker."""
    for _ in range(3000):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request("GET", "/mara")
            return connection.getresponse().status
        except ConnectionRefusedError:
            time.sleep(0.02)
        finally:
            connection.close()
    raise AssertionError("the server does not listen")


def loaded(log: str) -> set[str]:
    """Names of modules, of what `-X importtime` printed."""
    return {line.rpartition("|")[2].strip() for line in log.splitlines() if line.startswith("import time:")}


def wait_for(log_file: Path, words: str) -> str:
    deadline = time.monotonic() + 60
    while words not in (log := log_file.read_text(encoding="utf-8", errors="replace")):
        assert time.monotonic() < deadline, log[-2000:]
        time.sleep(0.05)
    return log


@pytest.fixture
def environment(start_site: Start, sqlite_url: str, sandbox: RunningSandbox) -> dict[str, str]:
    """Of a site where "mara" is published."""
    site = start_site(sqlite_url)
    artist = over_http(site.url)
    artist.connect("mara")
    artist.wait_until_idle()
    artist.submit("/studio/handle", {"handle": "mara"})
    artist.submit("/studio/publish")
    site.stop()
    port = free_port()
    more = {"PORT": str(port), "PUBLIC_URL": f"http://127.0.0.1:{port}"}
    return {"PATH": os.environ["PATH"]} | environment_for(sqlite_url, sandbox, **more)


def test_a_first_answer_waits_for_nothing_that_a_page_does_without(environment: dict[str, str], tmp_path: Path) -> None:
    log_file = tmp_path / "late.log"
    with answering_at_once(environment | {"PYTHONPROFILEIMPORTTIME": "1"}, log_file) as status:
        assert status == 200
        before = loaded(wait_for(log_file, "path=/mara").partition("path=/mara")[0])
        after = loaded(wait_for(log_file, "scheduler_started"))

    assert "app.web.public" in before
    assert sorted(before & set(LATE)) == []
    assert {"app.back_bootstrap", "app.web.pages.studio", "apscheduler.schedulers.background"} <= after


def test_a_worker_that_is_told_to_end_before_that_ends_calmly(served: Served) -> None:
    assert served.stop() == 0
    assert "Traceback" not in served.log


FAILS = """
import time
from threading import Event
from app.late_start import LateStart

class Services:
    stopping = Event()

    def open(self):
        raise ModuleNotFoundError("a broken installation")

LateStart(Services()).begin()
time.sleep(30)
"""


def test_what_fails_then_ends_the_server_as_if_it_could_not_boot() -> None:
    done = subprocess.run([sys.executable, "-c", FAILS], cwd=PROJECT, check=False, capture_output=True, text=True)

    assert done.returncode == 3
    assert "a broken installation" in done.stdout + done.stderr
