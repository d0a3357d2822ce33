"""The published page against a bare Flask route that returns the same bytes: `make bench` prints one table.

Both run under gunicorn with the same worker settings, beside each other, and are measured in turns, so that a noisy
machine hurts both alike. The site runs with production's settings, except that request rates are off; its database is
made by a real journey through the sandbox.
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import psutil

from app.sandbox.server import serve
from app.vault import generate_key
from tests.ground.journey import over_http
from tests.ground.served import PROJECT, answers, free_port
from tests.ground.site import environment_for

HANDLE = "mara"
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "7"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "3"))
CONNECTIONS = 8


@dataclass(slots=True)
class Contender:
    name: str
    port: int
    process: subprocess.Popen[bytes]
    rates: list[float] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)

    def measure(self, seconds: float) -> None:
        command = [sys.executable, "-m", "bench.load", str(self.port), f"/{HANDLE}", str(CONNECTIONS), str(seconds)]
        result = json.loads(subprocess.run(command, cwd=PROJECT, check=True, capture_output=True).stdout)
        if result["errors"]:
            raise SystemExit(f"{self.name}: {result['errors']} answers were not 200")
        self.rates.append(result["requests"] / result["seconds"])
        self.latencies += result["latencies_ms"]

    def forget(self) -> None:
        self.rates.clear()
        self.latencies.clear()

    def percentile(self, share: float) -> float:
        ordered = sorted(self.latencies)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)]

    def resident_mib(self) -> float:
        """Of the worker, which is the arbiter's child."""
        (worker,) = psutil.Process(self.process.pid).children()
        return worker.memory_info().rss / 2**20


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="anchor-bench-") as name:
        folder = Path(name)
        database_url = f"sqlite:///{folder / 'anchor.db'}"
        keys = {"SECRET_KEY": secrets.token_urlsafe(48), "TOKEN_KEYS": generate_key()}
        say("seeding: a person connects, writes, claims a handle and publishes")
        seed(database_url, keys)
        say(f"measuring: {ROUNDS} rounds of {SECONDS:g} s each, {CONNECTIONS} connections, own load generator")
        with site(database_url, keys) as page, bare(page.port, folder) as route:
            for contender in (page, route):
                contender.measure(1)
                contender.forget()
            for _ in range(ROUNDS):
                route.measure(SECONDS)
                page.measure(SECONDS)
            sys.stdout.write(table(route, page))


def seed(database_url: str, keys: Mapping[str, str]) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with serve() as sandbox:
        environment = environment_for(database_url, sandbox, PORT=str(port), PUBLIC_URL=url, **keys)
        with running("the seed", port, environment, "-c", "gunicorn.conf.py", "wsgi:app"):
            artist = over_http(url)
            artist.connect("mara")
            artist.wait_until_idle()
            artist.submit("/studio/handle", {"handle": HANDLE})
            artist.submit("/studio/copy/generate", {"part": "all"})
            artist.wait_until_idle()
            candidates = artist.status()["candidates"]
            if candidates:
                artist.submit("/studio/copy/accept", {"candidate": candidates[0]["id"]})
            artist.submit("/studio/publish")


@contextmanager
def site(database_url: str, keys: Mapping[str, str]) -> Iterator[Contender]:
    port = free_port()
    environment = {
        **keys,
        "PORT": str(port),
        "PUBLIC_URL": "https://anchor.example",
        "DATABASE_URL": database_url,
        "SPOTIFY_CLIENT_ID": "not-called",
        "SPOTIFY_CLIENT_SECRET": "not-called",
        "RATE_LIMITS": "off",
    }
    with running("published page", port, environment, "-c", "gunicorn.conf.py", "wsgi:app") as contender:
        yield contender


@contextmanager
def bare(page_port: int, folder: Path) -> Iterator[Contender]:
    import requests  # noqa: PLC0415 - the only request that is not measured

    page = folder / "page.html"
    page.write_bytes(requests.get(f"http://127.0.0.1:{page_port}/{HANDLE}", timeout=30).content)
    say(f"the page has {page.stat().st_size} bytes")
    port = free_port()
    environment = {"BARE_PAGE": str(page), "PORT": str(port)}
    with running(
        "bare Flask route", port, environment, "-c", "bench/bare_gunicorn.py", "bench.bare_route:app"
    ) as contender:
        yield contender


@contextmanager
def running(name: str, port: int, environment: Mapping[str, str], *arguments: str) -> Iterator[Contender]:
    log = tempfile.TemporaryFile()  # noqa: SIM115 - log lines are written, as in production; closed below
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *arguments],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], **environment},
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
    )
    try:
        deadline = time.monotonic() + 60
        while not (answers(port, "/readyz") or answers(port, f"/{HANDLE}")):
            if process.poll() is not None or time.monotonic() > deadline:
                log.seek(0)
                raise SystemExit(f"{name} did not start:\n{log.read().decode()}")
            time.sleep(0.1)
        yield Contender(name, port, process)
    finally:
        process.terminate()
        process.wait(40)
        log.close()


def table(route: Contender, page: Contender) -> str:
    lines = ["| | req/s (median) | ratio | p50 ms | p99 ms | RSS MiB |", "|---|---:|---:|---:|---:|---:|"]
    for contender in (route, page):
        ratio = median(mine / other for mine, other in zip(contender.rates, route.rates, strict=True))
        lines.append(
            f"| {contender.name} | {median(contender.rates):.0f} | {ratio:.2f} | {contender.percentile(0.5):.1f}"
            f" | {contender.percentile(0.99):.1f} | {contender.resident_mib():.0f} |"
        )
    return "\n".join(lines) + "\n"


def say(sentence: str) -> None:
    sys.stderr.write(f"bench: {sentence}\n")


if __name__ == "__main__":
    main()
