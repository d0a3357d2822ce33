"""Times in words."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain import freshness

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(0), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59, seconds=59), "59 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=23, minutes=59), "23 hours ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=27), "27 days ago"),
        (timedelta(days=28), "on 23 October 2026"),
        (timedelta(seconds=-5), "just now"),
    ],
)
def test_how_long_ago(passed: timedelta, words: str) -> None:
    assert freshness.ago(NOW - passed, NOW) == words


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(seconds=-1), "in a moment"),
        (timedelta(0), "in a moment"),
        (timedelta(milliseconds=200), "in 1 second"),
        (timedelta(seconds=57, milliseconds=1), "in 58 seconds"),
        (timedelta(seconds=60), "in 60 seconds"),
        (timedelta(seconds=61), "in 2 minutes"),
        (timedelta(minutes=59), "in 59 minutes"),
        (timedelta(hours=1), "in 60 minutes"),
        (timedelta(hours=1, seconds=1), "in 2 hours"),
        (timedelta(hours=24), "in 24 hours"),
    ],
)
def test_how_long_still_is_never_too_short(left: timedelta, words: str) -> None:
    assert freshness.wait(NOW + left, NOW) == words


def test_a_time_of_today_needs_no_date_and_another_day_has_one() -> None:
    assert freshness.at(NOW + timedelta(hours=2), NOW) == "at 14:00 UTC"
    assert freshness.at(NOW + timedelta(hours=13), NOW) == "on 21 November at 01:00 UTC"
