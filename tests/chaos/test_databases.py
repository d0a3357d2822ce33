"""A database that is locked, exhausted or busy: a calm 503 for who writes, pages for who reads (F10-F12)."""

import sqlite3
import subprocess
import sys
import time
from contextlib import ExitStack

import pytest

from app.db.database import Database
from tests.ground.journey import Visitor
from tests.ground.proofs import Proof, rounds
from tests.ground.served import PROJECT

pytestmark = pytest.mark.chaos

WRITES = rounds(500, 25_000)
PROCESSES = 4
COUNT = """
import sys
import time
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from app.db.database import BUSY_TIMEOUT_MS, Database
database = Database(sys.argv[1])
left, late = int(sys.argv[2]), 0
while left:
    began = time.monotonic()
    try:
        with database.transaction() as session:
            number = session.execute(text("SELECT number FROM counters")).scalar_one()
            session.execute(text("UPDATE counters SET number = :number"), {"number": number + 1})
    except OperationalError:
        if time.monotonic() - began < BUSY_TIMEOUT_MS / 1000:
            raise  # told at once: somebody read first and could not write then
        late += 1  # a machine so busy that a turn did not come in five seconds
        continue
    left -= 1
print(late)
"""


@pytest.fixture
def published(artist: Visitor) -> Visitor:
    assert artist.submit("/studio/handle", {"handle": "mara-e"}).status_code == 303
    assert artist.submit("/studio/publish").status_code == 303
    assert artist.get("/mara-e").status_code == 200
    return artist


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_locked_database_lets_pages_be_read_and_tells_writers_to_come_back(
    published: Visitor, database_url: str, proof: Proof
) -> None:
    foreign = sqlite3.connect(database_url.removeprefix("sqlite:///"), isolation_level=None)
    foreign.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    assert published.get("/mara-e").status_code == 200
    assert time.monotonic() - began < 1
    answer = published.submit("/studio/handle", {"handle": "another"})
    took = time.monotonic() - began
    foreign.execute("ROLLBACK")
    foreign.close()

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert took < 8
    assert published.submit("/studio/handle", {"handle": "another"}).status_code == 303
    proof("SQLite locked", rounds=1, result=f"503 in {took:.1f} s, pages at once", bound="5 s and a moment")


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_an_exhausted_pool_is_said_within_two_seconds_and_is_over_when_it_is_over(
    published: Visitor, services, proof: Proof
) -> None:
    assert published.get("/mara-e").status_code == 200
    engine = services.studio._database.engine
    with ExitStack() as held:
        for _ in range(12):
            held.enter_context(engine.connect())
        began = time.monotonic()
        answer = published.get("/studio")
        took = time.monotonic() - began
        assert published.get("/mara-e").status_code == 200, "from the cache"

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert took < 3
    assert published.get("/studio").status_code == 200
    proof("pool exhausted", rounds=1, result=f"503 in {took:.1f} s, pages from the cache", bound="2 s and a moment")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_four_processes_that_read_and_then_write_are_never_told_that_it_is_locked(
    database: Database, database_url: str, proof: Proof
) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE counters (number INTEGER)")
        connection.exec_driver_sql("INSERT INTO counters VALUES (0)")
    command = [sys.executable, "-c", COUNT, database_url, str(WRITES)]
    running = [subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) for _ in range(PROCESSES)]
    late = sum(int(process.communicate(timeout=3600)[0] or 0) for process in running)
    assert [process.returncode for process in running] == [0] * PROCESSES, "told that it is locked"
    with database.engine.connect() as connection:
        number = connection.exec_driver_sql("SELECT number FROM counters").scalar_one()

    assert number == PROCESSES * WRITES
    proof("SQLite read-then-write", rounds=number, result=f"0 locked, 0 lost, {late} waits over 5 s", bound="0 locked")
