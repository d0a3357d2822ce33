"""Containers' worth of processes, the people on them, and what the jobs came to."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
from sqlalchemy import func, select

from app.bootstrap import Services
from app.db.tables.work import Job, Run
from app.domain.jobs import REFRESH
from app.sandbox.server import RunningSandbox
from tests.ground.journey import over_http
from tests.ground.served import PROJECT, answers
from tests.ground.site import environment_for

PEOPLE = ("mara", "tomas", "haruka", "layla", "jiwoo", "ananya")


def environment_of(url: str, sandbox: RunningSandbox) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR")}
    return own | environment_for(url, sandbox)


class Container:
    """A site on a port of its own that can be killed, stopped and started again.

    `release` is the folder of its code; it counts as started once `probe` answers.
    """

    def __init__(
        self, environment: dict[str, str], port: int, log: Path, release: Path = PROJECT, probe: str = "/readyz"
    ) -> None:
        self.port = port
        self._environment = {**environment, "PORT": str(port)}
        self._log = log
        self._release = release
        self._probe = probe
        self.start()

    def start(self) -> None:
        with self._log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"],
                cwd=self._release,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        deadline = time.monotonic() + 60
        while not answers(self.port, self._probe):
            assert time.monotonic() < deadline, self._log.read_text()[-3000:]
            time.sleep(0.1)

    def kill(self) -> None:
        """As a machine that loses its power: the whole tree, at once."""
        tree = [*psutil.Process(self.process.pid).children(recursive=True), psutil.Process(self.process.pid)]
        for member in tree:
            member.send_signal(signal.SIGKILL)
        self.process.wait(10)
        psutil.wait_procs(tree, timeout=10)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)

    def end(self) -> None:
        """Whatever state it is in."""
        if self.process.poll() is None:
            self.stop()


def publish_all(url: str, environment: dict[str, str]) -> None:
    for person in PEOPLE:
        artist = over_http(url)
        artist.public_url = environment["PUBLIC_URL"]
        artist.connect(person)
        artist.wait_until_idle()
        assert artist.submit("/studio/handle", {"handle": person})
        assert artist.submit("/studio/publish").status_code == 303


def settle(services: Services) -> None:
    """Until everything that was wished for is done."""
    deadline = time.monotonic() + 180
    while True:
        with services.studio._database.reading() as session:
            left = session.scalar(select(func.count()).select_from(Job).where(Job.due_at.is_not(None), ~Job.planned))
        if not left:
            return
        assert time.monotonic() < deadline, f"{left} jobs are left"
        time.sleep(0.5)


def done_runs(services: Services) -> int:
    with services.studio._database.reading() as session:
        return session.scalar(select(func.count()).select_from(Run).where(Run.outcome == "done")) or 0


def doubled(services: Services) -> list[tuple[int, int]]:
    """Slots that were done more than once, and claims that ended twice."""
    with services.studio._database.reading() as session:
        slots = (
            select(Run.profile_id, func.count())
            .where(Run.outcome == "done", Run.kind == REFRESH)
            .group_by(Run.profile_id, Run.scheduled_for)
            .having(func.count() > 1)
        )
        claims = (
            select(Run.profile_id, func.count())
            .group_by(Run.profile_id, Run.kind, Run.generation)
            .having(func.count() > 1)
        )
        return [(row[0], row[1]) for query in (slots, claims) for row in session.execute(query)]
