"""The server as production starts it: gunicorn.conf.py in its own process."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.frame.test_settings import PRODUCTION
from tests.ground.journey import Visitor, over_http
from tests.ground.served import PROJECT, Served, Start, answers, wait_for_line


def test_a_fault_in_the_settings_is_a_list_and_not_a_traceback() -> None:
    started = subprocess.run(
        [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"]} | PRODUCTION | {"PUBLIC_URL": "http://x.example", "SECRET_KEY": "short"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert started.returncode == 1
    assert started.stdout == ""
    assert "PUBLIC_URL must start with https://" in started.stderr
    assert "SECRET_KEY is weak" in started.stderr
    assert "Traceback" not in started.stderr


def test_an_empty_sqlite_file_is_migrated_at_the_start(start_site: Start, tmp_path: Path) -> None:
    site = start_site(f"sqlite:///{tmp_path / 'new' / 'anchor.db'}")

    assert answers(site.port, "/")


def test_the_scheduler_runs_once_and_the_worker_does_a_persons_job_by_itself(served: Served) -> None:
    artist = over_http(served.url)

    artist.connect("mara")
    artist.wait_until_idle()

    assert artist.status()["connection"] == "connected"
    assert "Mara Ellingsen" in artist.get("/studio").text
    assert served.log.count("scheduler_started") == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_calmly(served: Served, number: signal.Signals) -> None:
    wait_for_line(served, "scheduler_started")
    assert served.stop(number) == 0
    assert served.log.count("scheduler_stopped") == 1
    assert "Traceback" not in served.log


def test_while_it_stops_readyz_says_so_on_an_open_connection(served: Served) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=10)
    connection.request("GET", "/readyz")
    before = connection.getresponse()
    before.read()

    served.process.send_signal(signal.SIGTERM)
    while "Handling signal: term" not in served.log:
        time.sleep(0.01)
    time.sleep(0.2)
    connection.request("GET", "/readyz")
    after = connection.getresponse()
    after.read()
    connection.close()

    assert (before.status, after.status) == (200, 503)
    assert served.stop() == 0


def test_two_processes_share_one_database(start_site: Start, database_url: str) -> None:
    first, second = start_site(database_url), start_site(database_url)
    artist = publish(first)

    assert b"Mara Ellingsen" in fetch(second, "/mara")

    artist.submit("/studio/unpublish")
    assert "private" in artist.get("/mara").text


def publish(site: Served) -> Visitor:
    artist = over_http(site.url)
    artist.connect("mara")
    artist.wait_until_idle()
    assert artist.submit("/studio/handle", {"handle": "mara"}).status_code == 303
    assert artist.submit("/studio/publish").status_code == 303
    return artist


def fetch(site: Served, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse().read()
    connection.close()
    return answer


def test_many_signals_on_top_of_each_other_still_end_it(served: Served) -> None:
    wait_for_line(served, "scheduler_started")
    (worker,) = psutil.Process(served.process.pid).children()

    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTERM) * 10:
        with suppress(psutil.NoSuchProcess):
            worker.send_signal(number)

    served.stop(signal.SIGINT)
    worker.wait(20)
    assert served.log.count("scheduler_stopped") >= 1


TWO_ENDS = (
    "Content-Length: 4\r\nTransfer-Encoding: chunked",
    "Content-Length: 4\r\nContent-Length: 5",
    "Content-Length: +4",
    "Transfer-Encoding: chunked, identity",
    "Transfer-Encoding: xchunked",
    "Host: evil.example",
    "Content-Length : 4",
)
SMUGGLED = "0\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n"


def test_a_request_whose_end_can_be_read_in_two_ways_is_refused(served: Served) -> None:
    for head in TWO_ENDS:
        text = f"POST /logout HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n{head}\r\n\r\n{SMUGGLED}"
        with socket.create_connection(("127.0.0.1", served.port), timeout=10) as connection:
            connection.sendall(text.encode())
            answer = b"".join(iter(lambda connection=connection: connection.recv(65536), b""))
        assert answer.split()[1][:1] in (b"4", b"5"), (head, answer[:200])
        assert answer.count(b"HTTP/1.1 ") == 1, head
    assert "smuggled" not in served.log
