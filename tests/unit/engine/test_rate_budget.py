"""The call budget as a rule: no window over, people before the schedule, the login before all."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import rate_budget
from app.domain.rate_budget import Lane, Limits, Spent, free_at, left, share, take

START = datetime(2026, 11, 20, 12, tzinfo=UTC)
SMALL = Limits(8, 400)
lanes = st.sampled_from(["login", "person", "refresh"])


@given(st.lists(st.tuples(st.floats(0, 9), st.integers(1, 3), lanes), max_size=120), st.integers(6, 40))
def test_no_thirty_seconds_hold_more_calls_than_allowed_however_they_come(
    wishes: list[tuple[float, int, Lane]], limit: int
) -> None:
    spent, now, calls = Spent(), START, []
    for pause, amount, lane in wishes:
        now += timedelta(seconds=pause)
        if free_at(spent, Limits(limit, 10_000), lane, amount, now) <= now:
            spent = take(spent, amount, now)
            calls += [now] * amount

    for first in calls:
        assert sum(first <= call <= first + timedelta(seconds=30) for call in calls) <= limit


@given(st.lists(st.integers(1, 3600), min_size=20, max_size=200))
def test_no_day_holds_more_calls_than_allowed(pauses: list[int]) -> None:
    spent, now, calls = Spent(), START, []
    for pause in pauses:
        now += timedelta(seconds=pause)
        if free_at(spent, Limits(10_000, 50), "login", 1, now) <= now:
            spent = take(spent, 1, now)
            calls.append(now)

    for first in calls:
        assert sum(first <= call <= first + timedelta(days=1) for call in calls) <= 50


@given(st.lists(st.floats(0, 5), max_size=60), lanes)
def test_the_time_that_is_named_is_one_at_which_the_calls_may_go(pauses: list[float], lane: Lane) -> None:
    spent, now = Spent(), START
    for pause in pauses:
        now += timedelta(seconds=pause)
        at = free_at(spent, SMALL, lane, 2, now)
        assert free_at(spent, SMALL, lane, 2, at) == at
        if at == now:
            spent = take(spent, 2, now)


@pytest.mark.parametrize(("lane", "calls"), [("refresh", 4), ("person", 6), ("login", 8)])
def test_each_lane_leaves_room_for_those_before_it(lane: Lane, calls: int) -> None:
    spent = take(Spent(), calls, START)

    assert share(8, lane) == calls
    assert free_at(spent, SMALL, lane, 1, START) > START
    assert lane == "login" or free_at(spent, SMALL, "login", 2, START) == START


def test_calls_are_taken_all_or_none() -> None:
    spent = take(Spent(), 7, START)

    assert free_at(spent, SMALL, "login", 1, START) == START
    assert free_at(spent, SMALL, "login", 2, START) == START + timedelta(seconds=34)


def test_a_spent_day_names_tomorrow() -> None:
    at = free_at(take(Spent(), 400, START), SMALL, "login", 1, START)

    assert timedelta(hours=24) <= at - START <= timedelta(hours=24, minutes=11)


def test_the_memory_stays_small_and_survives_being_stored() -> None:
    spent, now = Spent(), START
    for _ in range(5000):
        now += timedelta(seconds=20)
        spent = take(spent, 1, now)

    assert len(spent.short) <= 34
    assert len(spent.day) <= 146
    assert Spent.from_json(spent.to_json()) == spent
    assert left(spent, Limits(8, 10_000), now) == (6, 10_000 - sum(calls for _, calls in spent.day))


def test_an_hour_of_the_schedule_is_what_both_budgets_allow() -> None:
    assert rate_budget.hourly(Limits(300, 1_000_000), 3) == 240 * 120 // 3
    assert rate_budget.hourly(Limits(8, 400), 3) == 320 // 24 // 3
