"""A real Redis on this machine, to be killed and started again; `make chaos` installs it."""

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import RedisError

from tests.ground.served import free_port


@pytest.fixture
def redis_port() -> int:
    return free_port()


@pytest.fixture
def start_redis(redis_port: int, tmp_path: Path) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    program = shutil.which("redis-server")
    assert program, "redis-server is missing: make chaos installs it"
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [program, "--port", str(redis_port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)],
            stdout=subprocess.DEVNULL,
        )
        started.append(process)
        deadline = time.monotonic() + 20
        while not _answers(redis_port):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def _answers(port: int) -> bool:
    with Redis(port=port, socket_timeout=1) as client:
        try:
            return bool(client.ping())
        except RedisError:
            return False


def begin_of_a_minute(latest_s: float = 25) -> None:
    """Counters are per clock minute: do not begin at the end of one."""
    if time.time() % 60 > latest_s:
        time.sleep(60 - time.time() % 60 + 0.1)
