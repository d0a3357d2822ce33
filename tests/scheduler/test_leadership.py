"""Who polls: one process; its successor when it ends, dies, hangs or loses its connection."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from app.db.advisory_lock import AdvisoryLock
from app.db.database import Database
from app.db.queries import leader
from app.db.tables.work import Leader
from app.services.leadership import Leadership
from tests.ground.moments import Clock
from tests.ground.served import PROJECT

TAKEOVER_S = 20


class Ticking:
    """A monotonic clock that a test moves."""

    seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def ticking() -> Ticking:
    return Ticking()


@pytest.fixture
def candidate(
    database: Database, database_url: str, clock: Clock, ticking: Ticking
) -> Iterator[Callable[[str], Leadership]]:
    """`candidate("a")` is a process's leadership, on a connection of its own."""
    locks: list[AdvisoryLock] = []

    def stand(holder: str) -> Leadership:
        lock = None
        if not database.is_sqlite:
            lock = AdvisoryLock(database_url)
            locks.append(lock)
        return Leadership(database, clock, lock, holder, ticking)

    yield stand
    for lock in locks:
        lock.release()


def row(database: Database) -> Leader:
    with database.reading() as session:
        found = leader.find(session)
    assert found is not None
    return found


def test_one_leads_the_other_waits_and_follows_at_once_when_it_resigns(candidate, database: Database) -> None:
    first, second = candidate("a"), candidate("b")
    assert (first.elect(), second.elect()) == (True, False)
    assert (first.term, second.term) == (1, None)
    assert (row(database).holder, row(database).term) == ("a", 1)

    first.resign()
    assert first.term is None
    for _ in range(100):  # PostgreSQL ends the session, and with it the lock, a moment after the connection closes
        if second.elect():
            break
        time.sleep(0.05)
    assert (row(database).holder, second.term) == ("b", 2)


def test_a_term_goes_on_as_long_as_it_is_confirmed(candidate, database: Database, clock: Clock, ticking) -> None:
    first, second = candidate("a"), candidate("b")
    first.elect()
    for _ in range(20):
        clock.advance(seconds=5)
        ticking.seconds += 5
        assert first.elect()
        assert not second.elect()
    assert row(database).term == 1
    assert row(database).renewed_at == clock()


def test_a_leader_that_slept_does_not_act_before_it_has_asked_again(candidate, ticking) -> None:
    first = candidate("a")
    first.elect()
    assert first.may_tick()
    ticking.seconds += 10

    assert first.term is None
    assert not first.may_tick()
    assert not first.may_sweep(timedelta(0))


def test_what_an_older_term_plans_is_fenced_in_the_database(candidate, database: Database, clock: Clock) -> None:
    first = candidate("a")
    first.elect()
    with database.transaction() as session:
        assert leader.take(session, "b", clock(), clock() + timedelta(seconds=15), elected=True) == 2

    assert first.term == 1, "it does not know yet"
    assert not first.may_tick()
    assert not first.may_sweep(timedelta(0))


def test_the_rarer_work_is_done_once_an_hour_by_whoever_leads(candidate, clock: Clock, ticking) -> None:
    first = candidate("a")
    first.elect()
    assert first.may_sweep(timedelta(hours=1))
    assert not first.may_sweep(timedelta(hours=1))
    clock.advance(hours=1)
    first.elect()
    assert first.may_sweep(timedelta(hours=1))


def test_a_lease_that_ran_out_is_taken_and_its_former_holder_steps_down(
    sqlite_url: str, clock: Clock, ticking: Ticking
) -> None:
    database = Database(sqlite_url)
    first, second = (Leadership(database, clock, None, name, ticking) for name in "ab")
    first.elect()
    clock.advance(seconds=11)
    assert not second.elect()
    clock.advance(seconds=1)
    assert second.elect()

    assert not first.elect()
    assert (first.term, second.term) == (None, 2)


def test_a_session_that_the_server_ended_is_noticed_before_the_next_act(
    postgres_url: str, clock: Clock, ticking: Ticking
) -> None:
    database = Database(postgres_url)
    lock = AdvisoryLock(postgres_url)
    first = Leadership(database, clock, lock, "a", ticking)
    first.elect()
    with database.engine.begin() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 7241002"
        )

    assert not first.elect()
    assert first.term is None
    assert first.elect()
    assert first.term == 2
    lock.release()


@pytest.mark.chaos
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
def test_a_leader_that_died_or_hangs_is_replaced_within_twenty_seconds(
    database_url: str, number: signal.Signals
) -> None:
    command = [sys.executable, "-m", "tests.scheduler.candidate", database_url]
    processes = []
    try:
        for expected in ("1\n", "none\n"):
            process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)
            processes.append(process)
            assert process.stdout is not None
            assert process.stdout.readline() == expected
        first, second = processes
        os.kill(first.pid, number)
        began = time.monotonic()
        assert second.stdout is not None
        assert second.stdout.readline() == "2\n"

        assert time.monotonic() - began <= TAKEOVER_S
        if number == signal.SIGSTOP:
            os.kill(first.pid, signal.SIGCONT)
            assert first.stdout is not None
            assert first.stdout.readline() == "none\n"
    finally:
        for process in processes:
            process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()
