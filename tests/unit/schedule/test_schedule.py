"""When a page is refreshed: once a week, at a place of its own."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import freshness, schedule

WEEK_S = 7 * 24 * 3600
moments = st.integers(0, 400_000_000).map(lambda s: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=s))


@given(moments, st.integers(0, WEEK_S - 1), st.integers(0, 9))
def test_the_next_time_lies_ahead_within_a_week_and_half_an_hour(now: datetime, offset_s: int, seed: int) -> None:
    ahead = schedule.next_refresh_at(now, offset_s, Random(seed)) - now

    assert timedelta(0) < ahead <= timedelta(days=7, minutes=30)


@given(moments, st.integers(0, WEEK_S - 1))
def test_week_after_week_comes_after_seven_days_give_or_take_the_jitter(now: datetime, offset_s: int) -> None:
    rng = Random(offset_s)
    first = schedule.next_refresh_at(now, offset_s, rng)
    second = schedule.next_refresh_at(first, offset_s, rng)

    assert abs(second - first - timedelta(days=7)) <= timedelta(minutes=30)


def test_a_thousand_profiles_use_the_whole_week() -> None:
    rng, now = Random(5), datetime(2026, 11, 20, 12, tzinfo=UTC)
    times = [schedule.next_refresh_at(now, schedule.week_offset(rng), rng) for _ in range(7000)]
    by_day = [sum(1 for time in times if (time - now).days == day) for day in range(7)]

    assert all(850 <= count <= 1150 for count in by_day), by_day


def test_an_overdue_crowd_gets_turns_over_a_day_in_its_order() -> None:
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    turns = [schedule.catch_up(now, place, 4) for place in range(4)]

    assert turns == sorted(turns)
    assert (turns[0] - now, turns[-1] - now) == (timedelta(hours=6), timedelta(hours=24))


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "about today"), (1, "about tomorrow"), (2, "about Sunday"), (6, "about Thursday"), (7, "about 27 November")],
)
def test_a_planned_day_is_named_as_people_name_it(days: int, said: str) -> None:
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)

    assert freshness.about(now + timedelta(days=days), now) == said


@pytest.mark.parametrize(
    ("hours", "said"), [(1, "today"), (13, "yesterday"), (60, "2 days ago"), (24 * 40, "on 11 October 2026")]
)
def test_a_past_day_is_named_as_people_name_it(hours: int, said: str) -> None:
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)

    assert freshness.day_ago(now - timedelta(hours=hours), now) == said
