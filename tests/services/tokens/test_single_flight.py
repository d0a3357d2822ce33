"""Within one process one thread works and the others share what comes of it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from app.domain.errors import SpotifyUnavailable
from app.services.single_flight import SingleFlight

THREADS = 8


def all_at_once(flights: SingleFlight, work: Callable[[], str]) -> list[str]:
    """What each of eight threads got, or the name of its error."""
    together = Barrier(THREADS)

    def need(_number: int) -> str:
        together.wait(10)
        try:
            return flights.fly(1, work)
        except SpotifyUnavailable as error:
            return error.reason

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(need, range(THREADS)))


def slow(flown: list[int], outcome: Callable[[], str]) -> Callable[[], str]:
    def work() -> str:
        flown.append(1)
        Event().wait(0.3)
        return outcome()

    return work


def test_many_needs_are_one_flight() -> None:
    flown: list[int] = []
    assert all_at_once(SingleFlight(10), slow(flown, lambda: "token")) == ["token"] * THREADS
    assert len(flown) == 1


def test_a_failure_is_shared_so_that_nobody_hammers_a_provider_that_is_down() -> None:
    flown: list[int] = []

    def fail() -> str:
        raise SpotifyUnavailable("server")

    assert all_at_once(SingleFlight(10), slow(flown, fail)) == ["server"] * THREADS
    assert len(flown) == 1


def test_after_a_failure_the_next_need_flies_again() -> None:
    flights = SingleFlight(10)

    def fail() -> str:
        raise SpotifyUnavailable("server")

    with pytest.raises(SpotifyUnavailable):
        flights.fly(1, fail)
    assert flights.fly(1, lambda: "token") == "token"


def test_a_defect_ends_the_flight_for_everybody_instead_of_letting_them_wait() -> None:
    flown: list[int] = []

    def break_down() -> str:
        raise ZeroDivisionError

    work = slow(flown, break_down)
    flights, begun = SingleFlight(10), Event()

    def first() -> str:
        begun.set()
        return work()

    with ThreadPoolExecutor(2) as pool:
        pilot = pool.submit(flights.fly, 1, first)
        assert begun.wait(10)
        passenger = pool.submit(flights.fly, 1, work)
        with pytest.raises(ZeroDivisionError):
            pilot.result(10)
        with pytest.raises(SpotifyUnavailable):
            passenger.result(10)
    assert len(flown) == 1


def test_patience_ends() -> None:
    flights, begun, end = SingleFlight(0.05), Event(), Event()

    def work() -> str:
        begun.set()
        end.wait(10)
        return "token"

    with ThreadPoolExecutor(1) as pool:
        pilot = pool.submit(flights.fly, 1, work)
        assert begun.wait(10)
        with pytest.raises(SpotifyUnavailable):
            flights.fly(1, work)
        assert flights.fly(2, lambda: "another") == "another"
        end.set()
        assert pilot.result(10) == "token"
