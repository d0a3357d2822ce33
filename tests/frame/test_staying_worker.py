"""A thread stays with a connection while more comes from it, and keeps nobody else waiting by that."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest

from app.staying_worker import STAY_MS, StayingWorker
from tests.ground.served import PROJECT, answers, free_port

REQUEST = b"GET / HTTP/1.1\r\nHost: here\r\n\r\n"
THREADS = 2
MANY = 3000
"""Requests that are sent at once: a second of work for a thread."""
LONGER_S = STAY_MS / 1000 + 0.1
"""After this, no thread stays with a connection any more."""


class Counting(StayingWorker):
    """Tells how often its loop gave a connection to a thread."""

    handed = 0

    def enqueue_req(self, conn: Any) -> None:
        Counting.handed += 1
        super().enqueue_req(conn)


def app(_environ: dict[str, Any], start_response: Any) -> list[bytes]:
    said = f"{Counting.handed:06d}".encode()
    start_response("200 OK", [("Content-Length", str(len(said)))])
    return [said]


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    with serving() as found:
        yield found


@contextmanager
def serving() -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-c", "/dev/null", "-b", f"127.0.0.1:{port}"]
    command += [
        "--threads",
        str(THREADS),
        "-k",
        f"{__name__}.Counting",
        "--no-control-socket",
        "--log-level",
        "warning",
        f"{__name__}:app",
    ]
    process = subprocess.Popen(command, cwd=PROJECT)
    deadline = time.monotonic() + 60
    while not answers(port, "/"):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.05)
    yield port, process
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0


def opened(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=20)


def bodies(connection: socket.socket, number: int) -> list[int]:
    """What so many answers of this connection say."""
    got = b""
    while got.count(b"\r\n\r\n") < number or not got[-6:].isdigit():
        chunk = connection.recv(65536)
        assert chunk, f"closed after {got!r}"
        got += chunk
    return [int(part[:6]) for part in got.split(b"\r\n\r\n")[1:]]


def test_what_comes_on_one_connection_is_answered_by_one_thread_without_the_loop(server: tuple[int, Any]) -> None:
    with opened(server[0]) as connection:
        connection.sendall(REQUEST)
        (before,) = bodies(connection, 1)
        time.sleep(LONGER_S)  # the loop has the connection again
        connection.sendall(REQUEST * 20)
        handed = bodies(connection, 20)

    assert handed == [before + 1] * 20


def test_a_request_that_comes_later_goes_through_the_loop(server: tuple[int, Any]) -> None:
    handed = []
    with opened(server[0]) as connection:
        for _ in range(3):
            connection.sendall(REQUEST)
            handed += bodies(connection, 1)
            time.sleep(LONGER_S)

    assert handed == [handed[0], handed[0] + 1, handed[0] + 2]


def test_more_connections_than_threads_are_all_answered(server: tuple[int, Any]) -> None:
    with ExitStack() as stack:
        connections = [stack.enter_context(opened(server[0])) for _ in range(THREADS * 4)]
        for _ in range(5):
            for connection in connections:
                connection.sendall(REQUEST * 3)
            assert [len(bodies(connection, 3)) for connection in connections] == [3] * len(connections)


def test_a_request_without_a_thread_calls_one_that_only_stays(server: tuple[int, Any]) -> None:
    with ExitStack() as stack:
        for _ in range(THREADS):
            connection = stack.enter_context(opened(server[0]))
            connection.sendall(REQUEST)
            bodies(connection, 1)
        one_more = stack.enter_context(opened(server[0]))
        began = time.monotonic()
        one_more.sendall(REQUEST)
        bodies(one_more, 1)

        assert time.monotonic() - began < STAY_MS / 1000


def test_connections_that_never_pause_keep_nobody_else_waiting(server: tuple[int, Any]) -> None:
    def ask_on_and_on(connection: socket.socket) -> None:
        connection.sendall(REQUEST * MANY)
        bodies(connection, MANY)

    with ExitStack() as stack, ThreadPoolExecutor(THREADS) as pool:
        busy = [stack.enter_context(opened(server[0])) for _ in range(THREADS)]
        for connection in busy:
            connection.sendall(REQUEST)
            bodies(connection, 1)
        work = [pool.submit(ask_on_and_on, connection) for connection in busy]
        one_more = stack.enter_context(opened(server[0]))
        one_more.sendall(REQUEST)
        bodies(one_more, 1)
        ended = [each for each in work if each.done()]

    assert ended == []


def test_a_thread_that_stays_does_not_hold_up_the_end() -> None:
    with serving() as (port, process), opened(port) as connection:
        connection.sendall(REQUEST)
        bodies(connection, 1)
        connection.sendall(REQUEST)
        bodies(connection, 1)
        process.send_signal(signal.SIGTERM)

        assert process.wait(20) == 0


def test_a_reader_who_leaves_in_between_takes_no_thread_along(server: tuple[int, Any]) -> None:
    for _ in range(THREADS * 3):
        with opened(server[0]) as connection:
            connection.sendall(REQUEST)
            bodies(connection, 1)

    assert answers(server[0], "/")
