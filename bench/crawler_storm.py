"""200 requests a second of cold crawlers on all kinds of handles: `python -m bench.crawler_storm`.

Nobody sends a condition, published, unpublished and unknown handles are asked for: the page, its JSON, its icon and its
picture. Printed: answers by status, latencies, drawings for each address, memory before and
after. `STORM_SECONDS` (60) makes it shorter.
"""

import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import psutil
import requests

from bench.contenders import load, running, say
from bench.public_page import judge
from bench.seeded import SITE, grow_old, production, secrets_of_a_site, workshop
from tests.ground.journey import over_http
from tests.ground.served import free_port

SECONDS = float(os.environ.get("STORM_SECONDS", "60"))
RATE, CONNECTIONS = 200, 16
PEOPLE = ("mara", "tomas", "haruka", "layla", "jiwoo", "ananya", "foxglove", "zephine", "q", "long")
METRICS = "a-token-of-this-bench-0123456789"
UNKNOWN = 500


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="anchor-storm-") as name, ExitStack() as stack:
        keys = secrets_of_a_site()
        file = Path(name) / "anchor.db"
        database_url = f"sqlite:///{file}"
        with workshop(database_url, keys) as (site,):
            published, private = seed(f"http://127.0.0.1:{site.port}")
        grow_old(file)
        port = free_port()
        environment = production(database_url, keys, port) | {"METRICS_TOKEN": METRICS}
        site = stack.enter_context(running("the site", port, environment, *SITE))
        drawn_before = drawn(port)
        paths = [f"/nobody-{number}" for number in range(UNKNOWN)]
        for number, handle in enumerate(published * 10):
            paths.append(f"/{handle}" if number % 2 else f"/{handle}.json")
            paths.append(f"/{handle}/icon.svg" if number % 2 else card(port, handle))
        paths += [f"/{handle}" for handle in private] * (len(paths) // 6)
        (worker,) = psutil.Process(site.process.pid).children()
        load(port, "/nobody-here", 3, expect="404")  # what is loaded late is loaded now
        before = worker.memory_info().rss / 2**20
        say(f"{RATE} requests a second for {SECONDS:g} s")
        third = SECONDS / 3
        memory = [before]
        told = []
        for _ in range(3):
            told.append(load(port, shuffled(paths), third, expect="200,404", pace=RATE, connections=CONNECTIONS))
            memory.append(worker.memory_info().rss / 2**20)
        report(told, drawn(port) - drawn_before, len(published), memory)


def seed(url: str) -> tuple[list[str], list[str]]:
    """Handles of published pages, and of claimed ones that nobody published."""
    published, private = [], []
    for number, person in enumerate(PEOPLE):
        artist = over_http(url)
        artist.connect(person)
        artist.wait_until_idle()
        artist.submit("/studio/handle", {"handle": f"artist-{number}"})
        if number % 3 == 2:
            private.append(f"artist-{number}")
        else:
            artist.submit("/studio/publish")
            published.append(f"artist-{number}")
    return published, private


def shuffled(paths: list[str]) -> str:
    """Always the same order, with each kind spread over it."""
    return ",".join(sorted(paths, key=lambda path: hash((path, len(paths))) % 9973))


def card(port: int, handle: str) -> str:
    host = {"Host": "anchor.example"}
    facts = requests.get(f"http://127.0.0.1:{port}/{handle}.json", headers=host, timeout=30).json()
    return facts["card_url"].removeprefix("https://anchor.example")


def drawn(port: int) -> float:
    """How many answers the page cache has had made, as /metrics says."""
    headers = {"Authorization": f"Bearer {METRICS}", "Host": "anchor.example"}
    text = requests.get(f"http://127.0.0.1:{port}/metrics", headers=headers, timeout=30).text
    return float(text.partition("\nanchor_page_cache_drawn ")[2].split()[0])


def report(told: list[dict[str, object]], drawings: float, published: int, memory: list[float]) -> None:
    latencies = sorted(ms for one in told for ms in one["latencies_ms"])
    errors = sum(sum(one["errors"].values()) for one in told)
    answered = sum(one["requests"] for one in told)
    seconds = sum(one["seconds"] for one in told)
    print(f"{answered} answers in {seconds:.0f} s ({answered / seconds:.0f} a second)")
    print(f"p50 {latencies[len(latencies) // 2]:.1f} ms, p99 {latencies[int(len(latencies) * 0.99)]:.1f} ms")
    print(f"memory: {' -> '.join(f'{mib:.0f}' for mib in memory)} MiB")
    judge("answers that were neither 200 nor 404", errors, 0)
    judge(f"drawings for each of {published * 4} addresses", drawings / (published * 4), 1)
    judge("answers a second", answered / seconds, 0.95 * RATE, at_least=True)
    judge("memory grown in the last two thirds, MiB", memory[-1] - memory[1], 8)


if __name__ == "__main__":
    sys.exit(main())
