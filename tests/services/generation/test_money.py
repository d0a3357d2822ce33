"""The month's budget in whole micro-dollars: reserved before a call, settled after it, never overspent."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.db.queries import ai_costs, generations
from app.db.tables.people import Person
from app.domain.model_money import Bill, Prices, Usage, in_words, micro
from app.services.generation_budget import GenerationBudget
from tests.services.generation.conftest import OpenDesk
from tests.services.generation.studio_of_one import PRAISE, Desk

PROJECT = Path(__file__).resolve().parents[3]
MONTH = "2026-11"
PRICES = Prices(Decimal("0.40"), Decimal("0.10"), Decimal("1.60"))


def wishes(desk: Desk, count: int) -> list[int]:
    """Accepted wishes of one person, past all limits."""
    person = desk.person()
    with desk.database.transaction() as session:
        profile = desk.profile(session, person)
        return [generations.add(session, person, profile, "bio", desk.clock()) for _ in range(count)]


def test_a_text_is_paid_at_the_price_of_its_tokens(desk: Desk) -> None:
    person = desk.person()
    desk.writes(cached_tokens=1000)

    desk.ask(person)

    (row,) = desk.generations
    assert row.tokens_in is not None
    assert row.tokens_out is not None
    exact = (row.tokens_in - 1000) * Decimal("0.40") + 1000 * Decimal("0.10") + row.tokens_out * Decimal("1.60")
    assert row.cost_micro == int(exact) + (exact % 1 > 0)
    assert (row.tokens_cached, desk.committed) == (1000, {MONTH: row.cost_micro})
    assert row.cost_micro < 20_000


def test_both_calls_of_a_second_try_are_paid(desk: Desk) -> None:
    person = desk.person()
    desk.writes(*PRAISE)
    desk.writes()
    desk.ask(person)

    (row,) = desk.generations
    counted = sum(len(str(p.messages)) // 8 for p in desk.sandbox.world.model.prompts)
    assert row.tokens_in is not None
    assert row.tokens_in > counted
    assert desk.committed == {MONTH: row.cost_micro}


def test_tokens_that_nobody_counted_are_unknown_and_cost_the_worst_case(desk: Desk) -> None:
    person = desk.person()
    desk.writes(usage=False)
    desk.ask(person)

    (row,) = desk.generations
    assert (row.tokens_in, row.tokens_cached, row.tokens_out) == (None, None, None)
    assert row.reserved_micro is not None
    assert row.cost_micro is not None
    assert 0 < row.cost_micro <= row.reserved_micro


@pytest.mark.parametrize(("script", "free"), [("401", True), ("429", True), ("500", False), ("hang_up", False)])
def test_a_refused_call_is_free_and_a_lost_one_counts_as_spent(desk: Desk, script: str, free: bool) -> None:
    person = desk.person()
    desk.says(script)
    desk.ask(person)

    assert (desk.committed[MONTH] == 0) is free


def test_at_the_end_of_the_budget_the_grounded_writer_writes_and_the_admin_is_told(open_desk: OpenDesk) -> None:
    desk = open_desk(AI_MONTHLY_BUDGET_USD="0.0101")
    person = desk.person()
    desk.writes(times=None)

    for _ in range(4):
        assert desk.ask(person) == "done"
        assert desk.bios(person)

    assert desk.calls == 1
    assert [row.fallback_reason for row in desk.generations[1:]] == ["budget"] * 3
    assert desk.troubles == ["budget"]
    assert desk.committed[MONTH] <= 10_100


def test_a_new_month_has_a_budget_of_its_own(open_desk: OpenDesk) -> None:
    desk = open_desk(AI_MONTHLY_BUDGET_USD="0.0101")
    person = desk.person()
    desk.writes(times=None)
    desk.ask(person)
    desk.ask(person)
    desk.clock.advance(days=20)
    desk.ask(person)

    assert list(desk.committed) == ["2026-11", "2026-12"]
    assert [row.month for row in desk.generations] == ["2026-11", None, "2026-12"]


def test_the_admin_is_told_once_at_each_alarm_and_of_one_dear_text(desk: Desk) -> None:
    first, second, third = wishes(desk, 3)
    budget = GenerationBudget(desk.database, desk.clock, 300_000)
    messages = []

    for wish, cost in ((first, 149_999), (second, 1), (third, 90_000)):
        assert budget.reserve(wish, 60_000 if cost < 150_000 else 1) == "reserved"
        budget.settle(wish, Bill(cost))
        messages.append(len(desk.troubles))

    assert messages == [1, 2, 3]
    budget.settle(third, Bill(299_999))
    assert desk.committed == {MONTH: 240_000}


def test_a_reservation_is_given_once_and_settled_once(desk: Desk) -> None:
    (wish,) = wishes(desk, 1)
    budget = GenerationBudget(desk.database, desk.clock, 1_000)

    assert [budget.reserve(wish, 400), budget.reserve(wish, 400)] == ["reserved", "taken"]
    budget.settle(wish, Bill(100, Usage(10, None, 5)))
    budget.settle(wish, Bill(300))

    assert desk.committed == {MONTH: 100}


def test_what_does_not_fit_leaves_no_trace(desk: Desk) -> None:
    one, other = wishes(desk, 2)
    budget = GenerationBudget(desk.database, desk.clock, 1_000)

    assert budget.reserve(one, 1_001) == "spent_up"
    assert desk.committed == {MONTH: 0}
    assert [budget.reserve(one, 1_000), budget.reserve(other, 1)] == ["reserved", "spent_up"]


def test_reservations_at_once_never_exceed_the_budget(desk: Desk) -> None:
    ids = wishes(desk, 60)
    budget = GenerationBudget(desk.database, desk.clock, 10_000)

    def spend(wish: int) -> str:
        answer = budget.reserve(wish, 700)
        assert desk.committed[MONTH] <= 10_000
        if answer == "reserved" and wish % 2:
            budget.settle(wish, Bill(200))
        return answer

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(spend, ids))

    settled = {row.id: row.cost_micro if row.cost_micro is not None else row.reserved_micro for row in desk.generations}
    assert desk.committed[MONTH] == sum(micro for micro in settled.values() if micro)
    assert desk.committed[MONTH] <= 10_000
    assert "spent_up" in answers


def test_a_wish_cancelled_while_the_model_writes_is_paid_and_discarded(desk: Desk) -> None:
    person = desk.person()
    desk.services.copywriting.ask(person, "bio")
    desk.says("slow", seconds=1.0)

    worker = threading.Thread(target=desk.services.runner.run_next)
    worker.start()
    deadline = time.monotonic() + 5
    while not desk.calls and time.monotonic() < deadline:
        time.sleep(0.02)
    desk.services.copywriting.cancel(person)
    worker.join(20)

    (row,) = desk.generations
    assert row.outcome == "cancelled"
    assert desk.bios(person) == []
    assert row.settled_at is not None
    assert desk.committed == {MONTH: row.cost_micro}
    desk.writes()
    assert desk.ask(person) == "done"


WORKER = """
import sys
from app.bootstrap import build
from app.settings import Settings
build(Settings.load()).runner.run_next()
"""


def test_a_worker_killed_in_the_middle_of_a_call_leaves_its_reservation_spent(desk: Desk, open_desk: OpenDesk) -> None:
    person = desk.person()
    desk.at(desk.database_now())
    desk.services.copywriting.ask(person, "bio")
    desk.says("slow", seconds=20)
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER], cwd=PROJECT, env={**os.environ, **desk.environment}, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 30
    while not desk.calls and time.monotonic() < deadline:
        time.sleep(0.05)
    worker.send_signal(signal.SIGKILL)
    worker.wait()

    (row,) = desk.generations
    assert row.reserved_micro
    assert list(desk.committed.values()) == [row.reserved_micro]

    desk.clock.advance(minutes=11)
    assert desk.services.runner.run_next() == "done"

    (row,) = desk.generations
    assert desk.calls == 1
    assert (row.writer, row.fallback_reason, row.settled_at) == ("grounded", "interrupted", None)
    assert list(desk.committed.values()) == [row.reserved_micro]
    with desk.database.reading() as session:
        costs = ai_costs.report(session, str(row.month), desk.clock()).costs
    assert (costs.lost, costs.reserved, costs.committed) == (1, 0, row.reserved_micro)


def test_what_was_spent_stays_spent_when_the_person_leaves(desk: Desk) -> None:
    person = desk.person()
    desk.writes()
    desk.ask(person)
    before = desk.committed

    with desk.database.transaction() as session:
        session.delete(session.get_one(Person, person))

    (row,) = desk.generations
    assert (row.person_id, row.profile_id) == (None, None)
    assert desk.committed == before


@pytest.mark.parametrize(
    ("usage", "cost"),
    [
        (Usage(1000, 0, 100), 560),
        (Usage(1000, 1000, 100), 260),
        (Usage(1000, 5000, 100), 260),
        (Usage(1, None, 0), 1),
        (Usage(None, 0, 100), None),
        (Usage(1000, 0, None), None),
        (Usage(0, 0, 0), 0),
    ],
)
def test_costs_are_whole_micro_dollars_rounded_up(usage: Usage, cost: int | None) -> None:
    assert PRICES.cost(usage) == cost


def test_the_worst_case_is_never_cheaper_than_any_case() -> None:
    dear_cache = Prices(Decimal("0.1"), Decimal("0.9"), Decimal(1))
    assert dear_cache.worst(1000, 10) >= (dear_cache.cost(Usage(1000, 1000, 10)) or 0)
    assert PRICES.worst(1000, 10) >= (PRICES.cost(Usage(1000, 0, 10)) or 0)


@pytest.mark.parametrize(
    ("amount", "said"), [(0, "$0.00"), (1_250_000, "$1.25"), (4_200, "$0.0042"), (10_000, "$0.01")]
)
def test_money_in_words(amount: int, said: str) -> None:
    assert in_words(amount) == said


def test_a_budget_is_rounded_down() -> None:
    assert micro(Decimal("0.0000019")) == 1


def test_no_price_means_no_model(open_desk: OpenDesk) -> None:
    desk: Any = open_desk(OPENAI_BASE_URL="https://models.example/v1")

    assert desk.settings.ai_price_input is None
    assert desk.services.copywriting._generation.has_model is False
