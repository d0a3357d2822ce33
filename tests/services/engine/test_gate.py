"""Budget and circuits on the database: exact between threads and processes, told once, closed by success."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from app.db.database import Database
from app.db.queries import notices
from app.domain.errors import SpotifyUnavailable
from app.domain.rate_budget import Limits
from app.services.provider_gate import DatabaseGate
from app.spotify.gate import Lane
from tests.ground.moments import Clock


@pytest.fixture
def gate(database: Database, clock: Clock) -> DatabaseGate:
    return DatabaseGate(database, clock, Limits(8, 400))


def told(database: Database) -> list[str]:
    with database.reading() as session:
        return [notice.topic for notice in notices.open_for(session, None)]


def refused(enter: Callable[[], None]) -> SpotifyUnavailable:
    with pytest.raises(SpotifyUnavailable) as error:
        enter()
    return error.value


def test_many_at_once_never_get_more_than_there_is(database: Database, clock: Clock) -> None:
    together = Barrier(8)

    def rush(_number: int) -> int:
        gate, got = DatabaseGate(database, clock, Limits(20, 400)), 0
        together.wait()
        for _ in range(5):
            try:
                gate.enter("login")
                got += 1
            except SpotifyUnavailable:
                continue
        return got

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(rush, range(8))) == 20


@pytest.mark.parametrize(("lane", "fits"), [("refresh", 4), ("person", 6), ("login", 8)])
def test_a_lane_ends_at_its_share_and_says_when_to_come_back(
    gate: DatabaseGate, clock: Clock, lane: Lane, fits: int
) -> None:
    for _ in range(fits):
        gate.enter(lane)
    error = refused(lambda: gate.enter(lane))

    assert error.reason == "budget"
    assert timedelta(seconds=30) <= error.retry_at - clock() <= timedelta(seconds=35)
    assert gate.wait(lane, 1) == error.retry_at - clock()
    clock.moment = error.retry_at
    gate.enter(lane)


def test_two_calls_that_do_not_both_fit_take_nothing(gate: DatabaseGate, clock: Clock) -> None:
    for _ in range(3):
        gate.enter("refresh")
    refused(lambda: gate.enter("refresh", calls=2))

    gate.enter("refresh")
    assert gate.wait("person", 2) == timedelta(0)


def test_asking_when_there_is_room_takes_nothing(gate: DatabaseGate, clock: Clock) -> None:
    for _ in range(50):
        assert gate.wait("refresh", 3) == timedelta(0)


def test_five_failures_in_a_row_open_the_circuit_for_all_but_a_person_at_the_login(
    database: Database, gate: DatabaseGate, clock: Clock
) -> None:
    for _ in range(5):
        gate.enter("login")
        gate.failed("network")
    error = refused(lambda: gate.enter("refresh"))

    assert (error.reason, error.retry_at) == ("circuit_open", clock() + timedelta(minutes=10))
    assert told(database) == ["circuit"]
    clock.advance(seconds=40)
    gate.enter("login")
    gate.succeeded()
    gate.enter("refresh")
    assert told(database) == []


def test_after_the_pause_one_call_finds_out_and_doubles_it_or_ends_it(
    database: Database, gate: DatabaseGate, clock: Clock
) -> None:
    there = DatabaseGate(database, clock, Limits(8, 400))
    gate.enter("refresh")
    gate.failed("app")
    for minutes in (30, 60, 120, 240, 240):
        error = refused(lambda: there.enter("person"))
        assert error.retry_at - clock() == timedelta(minutes=minutes)
        clock.moment = error.retry_at
        gate.enter("refresh")
        assert refused(lambda: there.enter("person")).reason == "circuit_open", "the probe is under way"
        gate.failed("app")
    assert told(database) == ["app"]

    clock.advance(hours=4)
    gate.enter("refresh")
    gate.succeeded()
    there.enter("person")
    assert told(database) == []


def test_a_success_in_between_starts_the_count_anew(gate: DatabaseGate, clock: Clock) -> None:
    for _ in range(3):
        for _ in range(4):
            gate.failed("network")
        gate.succeeded()

    assert gate.wait("refresh", 1) == timedelta(0)


def test_a_retry_after_holds_for_the_login_too(gate: DatabaseGate, clock: Clock) -> None:
    gate.enter("login")
    gate.blocked(clock() + timedelta(hours=24), "quota_exceeded")

    assert refused(lambda: gate.enter("login")).reason == "quota_exceeded"
