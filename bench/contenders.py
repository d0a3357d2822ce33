"""Servers that stand beside each other, each in its own process, and what a measurement of one gives."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import psutil

from tests.ground.served import PROJECT, answers

CONNECTIONS = 8


@dataclass(slots=True)
class Contender:
    """A server at a port. `headers` and `expect` say which request is measured, and which answer is right."""

    name: str
    port: int
    process: subprocess.Popen[bytes]
    path: str = "/mara"
    headers: tuple[str, ...] = ()
    expect: str = "200"
    rates: list[float] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)
    cpu_us: list[float] = field(default_factory=list)
    tails: list[float] = field(default_factory=list)
    answered: int = 0
    seconds: float = 0
    cpu_s: float = 0
    _told: int = 0

    def measure(self, seconds: float, *, pace: float = 0) -> None:
        before = self.spent_s()
        result = load(self.port, self.path, seconds, headers=self.headers, expect=self.expect, pace=pace)
        if result["errors"]:
            raise SystemExit(f"{self.name}: these answers were not {self.expect}: {result['errors']}")
        self.answered += result["requests"]
        self.seconds += result["seconds"]
        self.cpu_s += self.spent_s() - before
        self.latencies += result["latencies_ms"]

    def end_round(self) -> None:
        """What was measured since the last end is one round."""
        self.rates.append(self.answered / self.seconds)
        self.cpu_us.append(self.cpu_s / self.answered * 1e6)
        self.answered, self.seconds, self.cpu_s = 0, 0.0, 0.0

    def end_tail(self) -> None:
        """What was measured since the last such end has this 99th percentile, in ms."""
        last = self.latencies[self._told :]
        self._told = len(self.latencies)
        self.tails.append(sorted(last)[int(len(last) * 0.99)])

    def warm_up(self) -> None:
        self.measure(0.5)
        self.answered, self.seconds, self.cpu_s = 0, 0.0, 0.0
        self.latencies.clear()

    def percentile(self, share: float) -> float:
        ordered = sorted(self.latencies)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)]

    def against(self, other: "Contender") -> float:
        """Median of the rounds' ratios of requests a second."""
        return median(mine / theirs for mine, theirs in zip(self.rates, other.rates, strict=True))

    def resident_mib(self) -> float:
        return sum(process.memory_info().rss for process in self._workers()) / 2**20

    def spent_s(self) -> float:
        """Seconds of the processor so far, by the system's count."""
        return sum(sum(process.cpu_times()[:2]) for process in self._workers())

    def _workers(self) -> list[psutil.Process]:
        """The arbiter's children: what does the work."""
        return list(psutil.Process(self.process.pid).children())


def load(
    port: int,
    path: str,
    seconds: float,
    *,
    headers: tuple[str, ...] = (),
    expect: str = "200",
    pace: float = 0,
    connections: int = CONNECTIONS,
) -> dict[str, object]:
    """Load from another process; what `bench.load` prints."""
    command = [sys.executable, "-m", "bench.load", str(port), path, str(connections), str(seconds)]
    command += ["--expect", expect, "--pace", str(pace)]
    for header in headers:
        command += ["--header", header]
    return json.loads(subprocess.run(command, cwd=PROJECT, check=True, capture_output=True).stdout)


@contextmanager
def running(
    name: str,
    port: int,
    environment: Mapping[str, str],
    *command: str,
    first: Callable[[int], bool] | None = None,
    checkout: Path = PROJECT,
) -> Iterator[Contender]:
    """A server of this environment until the end of the block; at its beginning it is ready, or `first` says so."""
    ready = first or (lambda port: answers(port, "/readyz") or answers(port, "/mara"))
    log = tempfile.TemporaryFile()  # noqa: SIM115 - log lines are written, as in production; closed below
    process = subprocess.Popen(
        command,
        cwd=checkout,
        env={"PATH": os.environ["PATH"], **environment},
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
    )
    try:
        deadline = time.monotonic() + 60
        while not ready(port):
            if process.poll() is not None or time.monotonic() > deadline:
                log.seek(0)
                raise SystemExit(f"{name} did not start:\n{log.read().decode()}")
            time.sleep(0.02)
        yield Contender(name, port, process)
    finally:
        process.terminate()
        process.wait(40)
        log.close()


def gunicorn(configuration: str, app: str) -> list[str]:
    return [sys.executable, "-m", "gunicorn", "-c", configuration, app]


def nginx(folder: Path, port: int) -> list[str]:
    """nginx with one process, one static file, and a line of log for each request."""
    configuration = folder / "nginx.conf"
    configuration.write_text(
        f"""daemon off; worker_processes 1; error_log stderr; pid {folder}/nginx.pid; user root;
events {{ worker_connections 64; }}
http {{
  access_log {folder}/access.log; default_type "text/html; charset=utf-8"; sendfile on; tcp_nopush on;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{ listen 127.0.0.1:{port}; root {folder}/static; }}
}}"""
    )
    return ["nginx", "-c", str(configuration)]


def say(sentence: str) -> None:
    sys.stderr.write(f"bench: {sentence}\n")
