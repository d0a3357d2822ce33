"""The product as it is served: gunicorn in its own process, configured by gunicorn.conf.py."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.sandbox.server import RunningSandbox
from tests.ground.site import environment_for

PROJECT = Path(__file__).resolve().parent.parent.parent
START_LIMIT_S = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Served:
    """A running site; `log` is everything that it printed so far."""

    url: str
    port: int
    process: subprocess.Popen[bytes]
    log_file: Path
    environment: Mapping[str, str]

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8", errors="replace")

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Send a signal, wait for the end; returns the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(40)


Start = Callable[..., Served]


@pytest.fixture
def start_site(sandbox: RunningSandbox, tmp_path: Path) -> Iterator[Start]:
    """`start_site(database_url, LOG_LEVEL="DEBUG")` starts another process of the site and waits for /readyz."""
    started: list[Served] = []

    def start(database_url: str, **more: str) -> Served:
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        environment = {
            name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR")
        } | environment_for(database_url, sandbox, **({"PORT": str(port), "PUBLIC_URL": url} | more))
        log_file = tmp_path / f"site-{port}.log"
        with log_file.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"],
                cwd=PROJECT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        site = Served(url, port, process, log_file, environment)
        started.append(site)
        wait_until_ready(site)
        return site

    yield start
    for site in started:
        site.stop()


@pytest.fixture
def served(start_site: Start, sqlite_url: str) -> Served:
    """One running site on SQLite, beside the sandbox."""
    return start_site(sqlite_url)


def wait_until_ready(site: Served) -> None:
    deadline = time.monotonic() + START_LIMIT_S
    while not answers(site.port, "/readyz"):
        assert site.process.poll() is None, f"the site ended while it started:\n{site.log}"
        assert time.monotonic() < deadline, f"the site did not get ready:\n{site.log}"
        time.sleep(0.05)


def wait_for_line(site: Served, words: str) -> None:
    deadline = time.monotonic() + START_LIMIT_S
    while words not in site.log:
        assert time.monotonic() < deadline, f"the site did not say {words}:\n{site.log}"
        time.sleep(0.05)


def answers(port: int, path: str) -> bool:
    """Whether a GET of `path` on this machine answers 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
