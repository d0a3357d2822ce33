"""`make run`, without make: one line on stdout, and nothing left behind, however it ends."""

import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from tests.ground.served import PROJECT, answers, free_port

MARK = "ANCHOR_TEST_MARK"


@dataclass(frozen=True, slots=True)
class Demo:
    process: subprocess.Popen[str]
    port: int
    sandbox_port: int
    mark: str
    log_file: Path

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8")

    def relatives(self) -> list[psutil.Process]:
        """Every living process that inherited the demo's environment."""
        found = []
        for process in psutil.process_iter():
            try:
                if process.environ().get(MARK) == self.mark and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(process)
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
        return found

    def all_gone(self) -> bool:
        deadline = time.monotonic() + 15
        while self.relatives() and time.monotonic() < deadline:
            time.sleep(0.05)
        return not self.relatives()


Start = Callable[..., Demo]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[Demo] = []

    def begin(**more: str) -> Demo:
        port, sandbox_port, mark = free_port(), free_port(), uuid.uuid4().hex
        environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ} | {
            "PORT": str(port),
            "SANDBOX_PORT": str(sandbox_port),
            "DATABASE_URL": f"sqlite:///{tmp_path / 'demo.db'}",
            MARK: mark,
            **more,
        }
        log_file = tmp_path / f"{mark}.log"
        with log_file.open("w") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "app.demo"],
                cwd=PROJECT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                start_new_session=True,
            )
        started.append(Demo(process, port, sandbox_port, mark, log_file))
        return started[-1]

    yield begin
    for demo in started:
        for process in demo.relatives():
            process.kill()
        demo.process.communicate()


def ready(demo: Demo) -> str:
    """Wait for the line."""
    assert demo.process.stdout is not None
    line = demo.process.stdout.readline()
    assert line, demo.log
    return line


def printed(demo: Demo) -> str:
    """What stdout held beyond the lines read so far."""
    assert demo.process.stdout is not None
    return demo.process.stdout.read()


def test_one_line_is_printed_once_the_site_answers_and_ctrl_c_ends_everything(start: Start) -> None:
    demo = start()

    assert ready(demo) == f"Anchor is running at http://127.0.0.1:{demo.port}\n"
    assert answers(demo.port, "/readyz")
    with socket.create_connection(("127.0.0.1", demo.sandbox_port), timeout=5):
        pass
    assert len(demo.relatives()) >= 4

    os.killpg(demo.process.pid, signal.SIGINT)

    assert demo.process.wait(20) == 0, demo.log
    assert printed(demo) == ""
    assert demo.all_gone()
    assert "Traceback" not in demo.log


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_ending_the_supervisor_alone_ends_its_children_too(start: Start, number: signal.Signals) -> None:
    demo = start()
    ready(demo)

    demo.process.send_signal(number)
    demo.process.wait(20)

    assert demo.all_gone(), demo.log


def test_a_child_that_dies_is_named_and_takes_the_rest_along(start: Start) -> None:
    demo = start()
    ready(demo)
    (sandbox,) = [process for process in demo.relatives() if "app.sandbox" in process.cmdline()]

    sandbox.kill()

    assert demo.process.wait(20) == 1
    assert "The sandbox stopped by itself" in demo.log
    assert demo.all_gone()


@pytest.mark.parametrize(("variable", "whose"), [("PORT", "the site"), ("SANDBOX_PORT", "the sandbox")])
def test_an_occupied_port_is_a_sentence(start: Start, variable: str, whose: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as occupied:
        port = occupied.getsockname()[1]
        demo = start(**{variable: str(port)})

        assert demo.process.wait(20) == 1

    assert f"Port {port}, for {whose}, cannot be used" in demo.log
    assert f"make run {variable}=" in demo.log
    assert "Traceback" not in demo.log
    assert printed(demo) == ""


@pytest.mark.parametrize(("variable", "value"), [("PORT", "eighty"), ("SANDBOX_PORT", "99999")])
def test_a_port_that_is_no_port_is_a_sentence(start: Start, variable: str, value: str) -> None:
    demo = start(**{variable: value})

    assert demo.process.wait(20) == 1
    assert variable in demo.log
    assert "Traceback" not in demo.log


def test_one_port_for_both_servers_is_a_sentence(start: Start) -> None:
    port = str(free_port())
    demo = start(PORT=port, SANDBOX_PORT=port)

    assert demo.process.wait(20) == 1
    assert "two different ports" in demo.log


@pytest.mark.parametrize("url", ["postgresql://nobody@127.0.0.1:1/anchor", "sqlite:////proc/anchor.db"])
def test_a_database_that_does_not_answer_is_a_sentence(start: Start, url: str) -> None:
    demo = start(DATABASE_URL=url)

    assert demo.process.wait(20) == 1
    assert "The database does not answer. Check DATABASE_URL" in demo.log
    assert "Traceback" not in demo.log
    assert demo.all_gone()


def test_with_a_spotify_app_of_your_own_there_is_no_sandbox(start: Start) -> None:
    demo = start(SPOTIFY_CLIENT_ID="own", SPOTIFY_CLIENT_SECRET="own-secret")

    ready(demo)

    assert not [process for process in demo.relatives() if "app.sandbox" in process.cmdline()]
