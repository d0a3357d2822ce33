"""The gate before every call: one row, the same for all processes."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest

from app.db.database import Database
from app.db.tables.work import ProviderState
from app.domain.errors import SpotifyUnavailable
from app.domain.rate_budget import Limits
from app.sandbox.faults import Fault
from app.services.provider_gate import DatabaseGate
from tests.ground.moments import Clock
from tests.services.rooms import Rooms, token_calls

PLENTY = Limits(1000, 10_000)


def state(database: Database) -> ProviderState:
    with database.reading() as session:
        return session.get_one(ProviderState, "spotify")


def test_what_one_process_was_told_holds_for_all_until_that_time(database: Database, clock: Clock) -> None:
    here, there = DatabaseGate(database, clock, PLENTY), DatabaseGate(database, clock, PLENTY)
    here.enter("login")
    until = clock() + timedelta(hours=24)
    here.blocked(until, "quota_exceeded")
    with pytest.raises(SpotifyUnavailable) as told:
        there.enter("refresh", calls=2)
    assert (told.value.reason, told.value.retry_at) == ("quota_exceeded", until)
    assert state(database).calls == 1
    clock.moment = until
    there.enter("refresh", calls=2)
    assert state(database).calls == 3


def test_of_two_times_the_later_counts(database: Database, clock: Clock) -> None:
    gate = DatabaseGate(database, clock, PLENTY)
    gate.enter("login")
    late, soon = clock() + timedelta(hours=24), clock() + timedelta(seconds=5)
    gate.blocked(late, "quota_exceeded")
    gate.blocked(soon, "rate_limited")
    assert (state(database).blocked_until, state(database).reason) == (late, "quota_exceeded")


def test_failures_are_counted(database: Database, clock: Clock) -> None:
    gate = DatabaseGate(database, clock, PLENTY)
    gate.enter("login")
    gate.failed("network")
    gate.succeeded()
    gate.failed("grant")
    assert state(database).failures == 2


def test_the_very_first_calls_may_come_at_once(database: Database, clock: Clock) -> None:
    together = Barrier(4)

    def enter() -> None:
        together.wait(10)
        DatabaseGate(database, clock, PLENTY).enter("login")

    threads = [Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert state(database).calls == 4


def test_after_a_429_nobody_calls_until_spotify_lets_us(rooms: Rooms, clock: Clock) -> None:
    connection = rooms.connection_of(rooms.member("mara"))
    clock.advance(hours=1)
    rooms.sandbox.world.faults.add(Fault("429_long", endpoint="token"))
    for _ in range(3):
        with pytest.raises(SpotifyUnavailable) as told:
            rooms.tokens.access_token(connection.id)
        assert told.value.retry_at == clock() + timedelta(hours=1)
    assert token_calls(rooms.sandbox) == 2, "the sign-in and the call that was answered 429"
    clock.advance(hours=1)
    assert rooms.tokens.access_token(connection.id)
