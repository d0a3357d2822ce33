"""The wait between two ticks."""

import time
from threading import Timer

from app.scheduler.waking import RelativeEvent


def test_a_wait_ends_after_its_seconds_or_when_somebody_sets_it() -> None:
    event, began = RelativeEvent(), time.monotonic()
    assert not event.wait(0.05)
    assert time.monotonic() - began >= 0.05
    waker = Timer(0.05, event.set)
    waker.start()
    assert event.wait(30)
    waker.join()
    assert event.wait(30), "it stays set"
    event.clear()
    assert not event.wait(0.01)


def test_many_sets_are_one_and_do_not_block() -> None:
    event = RelativeEvent()
    for _ in range(100_000):
        event.set()
    event.clear()
    assert not event.wait(0)
