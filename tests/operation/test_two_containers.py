"""Two containers' worth of processes on one PostgreSQL, under load: each killed in turn, then both restarted calmly."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest
import requests

from app.bootstrap import build
from app.sandbox.server import RunningSandbox
from app.settings import Settings
from tests.ground.redis import begin_of_a_minute
from tests.ground.served import free_port
from tests.ground.stage import dispose
from tests.operation.balancer import Load
from tests.operation.containers import PEOPLE, Container, done_runs, doubled, environment_of, publish_all, settle


@pytest.fixture
def environment(postgres_url: str, sandbox: RunningSandbox) -> dict[str, str]:
    return environment_of(postgres_url, sandbox)


@pytest.mark.chaos
def test_no_visitor_and_no_job_notices_that_containers_die_and_are_replaced(
    environment: dict[str, str], tmp_path: Path
) -> None:
    first, second = (Container(environment, free_port(), tmp_path / f"{name}.log") for name in ("first", "second"))
    services = build(Settings.load(environment))
    publish_all(f"http://127.0.0.1:{first.port}", environment)
    before = done_runs(services)
    over, asked = Event(), 0

    def wish() -> None:
        nonlocal asked
        while not over.is_set():
            for handle, _ in services.directory.pages():
                services.refresh.by_handle(handle)
                asked += 1
            over.wait(1)

    wishes = Thread(target=wish)
    paths = [f"/{person}{end}" for person in PEOPLE for end in ("", ".json")] + ["/"]
    try:
        with Load((first.port, second.port), paths) as load:
            wishes.start()
            load.wait(3)
            for container in (first, second):
                container.kill()
                load.wait(2)
                container.start()
                load.wait(2)
            killed = sum(load.answers.values())
            codes = [rolled(container, load.wait) for container in (first, second)]
        over.set()
        wishes.join(20)
        settle(services)
        runs = done_runs(services) - before
        print(  # noqa: T201 - the figures that this run showed
            f"{sum(load.answers.values())} answers ({killed} until the second kill), retried {dict(load.retried)},"
            f" lost {len(load.lost)}, wishes {asked}, runs {runs}"
        )

        assert load.lost == []
        assert set(load.answers) == {200}
        assert codes == [0, 0]
        assert runs > 0
        assert doubled(services) == []
    finally:
        over.set()
        first.stop()
        second.stop()
        dispose(services)


def rolled(container: Container, wait: Callable[[float], None]) -> int:
    """Stop one calmly, start it again; the exit code."""
    code = container.stop()
    wait(1)
    container.start()
    wait(2)
    return code


@pytest.mark.chaos
def test_limits_are_counted_together_and_neither_a_dead_redis_nor_a_dead_container_costs_an_answer(
    environment: dict[str, str],
    start_redis: Callable[[], "subprocess.Popen[bytes]"],
    redis_port: int,
    tmp_path: Path,
) -> None:
    redis = start_redis()
    shared = {"RATE_LIMITS": "on", "REDIS_URL": f"redis://127.0.0.1:{redis_port}/0", "PROXY_HOPS": "1"}
    logs = [tmp_path / f"{name}.log" for name in ("first", "second")]
    first, second = (Container(environment | shared, free_port(), log) for log in logs)
    try:
        publish_all(f"http://127.0.0.1:{first.port}", environment)
        with Load((first.port, second.port), [f"/{person}" for person in PEOPLE], visitors=2) as load:
            begin_of_a_minute(latest_s=20)
            together = logins(first, "203.0.113.7", 60) + logins(second, "203.0.113.7", 61)
            others = logins(second, "203.0.113.8", 1)
            first.kill()
            first.start()
            still = logins(first, "203.0.113.7", 1)

            redis.kill()
            redis.wait()
            begin_of_a_minute(latest_s=20)
            alone = logins(first, "203.0.113.9", 121)
            second.kill()
            second.start()
            load.wait(2)

            start_redis()
            load.wait(7)  # an absent Redis is left alone for 5 seconds
            begin_of_a_minute(latest_s=20)
            again = logins(first, "203.0.113.10", 60) + logins(second, "203.0.113.10", 61)
        print(f"{sum(load.answers.values())} answers, retried {dict(load.retried)}, lost {len(load.lost)}")  # noqa: T201

        assert load.lost == []
        assert set(load.answers) == {200}
        assert together == again == [200] * 120 + [429]
        assert (others, still) == ([200], [429]), "one visitor's limit is nobody else's, and a restart forgets none"
        assert alone == [200] * 120 + [429]
        assert "shared_limits_lost" in logs[0].read_text()
        assert "shared_limits_back" in logs[0].read_text()
    finally:
        first.stop()
        second.stop()


def logins(container: Container, visitor: str, times: int) -> list[int]:
    """What the sign-in page answers to this address, so often."""
    url, headers = f"http://127.0.0.1:{container.port}/login", {"X-Forwarded-For": visitor}
    with requests.Session() as browser:
        return [browser.get(url, headers=headers, timeout=10).status_code for _ in range(times)]
