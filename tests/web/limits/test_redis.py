"""Request counters in a real Redis: shared by processes, and replaced by own ones while it is away."""

import subprocess
import time
from collections.abc import Callable

import pytest
import requests

from tests.ground.redis import begin_of_a_minute
from tests.ground.served import Served, Start

pytestmark = pytest.mark.chaos


def ask(site: Served, times: int) -> list[int]:
    with requests.Session() as visitor:
        return [visitor.get(f"{site.url}/login", timeout=10).status_code for _ in range(times)]


def test_two_processes_count_together_and_go_on_alone_while_redis_is_away(
    start_site: Start, start_redis: Callable[[], "subprocess.Popen[bytes]"], redis_port: int, postgres_url: str
) -> None:
    server = start_redis()
    more = {"RATE_LIMITS": "on", "REDIS_URL": f"redis://127.0.0.1:{redis_port}/0", "METRICS_TOKEN": "m" * 20}
    first, second = start_site(postgres_url, **more), start_site(postgres_url, **more)

    begin_of_a_minute()
    answers = ask(first, 60) + ask(second, 61)
    assert answers == [200] * 120 + [429], "together 120 a minute"
    assert ask(first, 1) == [429]

    server.kill()
    server.wait()
    begin_of_a_minute()
    began = time.monotonic()
    alone = ask(first, 121)
    assert alone == [200] * 120 + [429], "nobody is refused or let through because Redis is away"
    assert time.monotonic() - began < 30
    assert "shared_limits_lost" in first.log
    assert lost(first) == 1

    start_redis()
    time.sleep(6)
    ask(first, 1)
    assert "shared_limits_back" in first.log
    assert lost(first) == 0


def lost(site: Served) -> int:
    text = requests.get(f"{site.url}/metrics", headers={"Authorization": "Bearer " + "m" * 20}, timeout=10).text
    return int(next(line.split()[1] for line in text.splitlines() if line.startswith("anchor_shared_limits_lost")))
