"""The course of a notice: which topics go on, when, and when it is given up."""

from datetime import UTC, datetime, timedelta

from app.domain import courses
from app.domain.mails import LONGEST_DELAY, delay

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def times(topic: str) -> list[timedelta]:
    at, steps = NOW, []
    while (following := courses.next_at(topic, len(steps), at)) is not None:
        steps.append(following - NOW)
        at = following
    return steps


def test_a_broken_connection_is_told_at_once_after_48_and_after_120_hours_and_never_again() -> None:
    assert times("reconnect") == [timedelta(0), timedelta(hours=48), timedelta(hours=120)]
    assert [courses.gives_up("reconnect", step) for step in (1, 2, 3)] == [False, False, True]


def test_other_topics_are_told_once_or_only_read() -> None:
    assert times("consent") == times("app") == [timedelta(0)]
    assert times("changed") == times("smtp") == []
    assert not courses.gives_up("consent", 1)


def test_a_message_that_is_put_off_waits_longer_each_time_and_never_for_ever() -> None:
    waits = [delay(tries) for tries in range(1, 12)]

    assert waits == sorted(waits)
    assert waits[0] == timedelta(minutes=5)
    assert waits[-1] == LONGEST_DELAY
