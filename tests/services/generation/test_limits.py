"""10 texts an hour and 50 a day per person: counted when a wish is accepted, once, whoever clicks how often."""

from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime, timedelta

import pytest

from app.domain import generation_limits
from app.domain.generation_limits import DAILY, HOURLY
from app.domain.refusals import TooSoon
from app.services.jobs import JobRunner
from tests.services.generation.conftest import OpenDesk
from tests.services.generation.studio_of_one import Desk

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def desk(open_desk: OpenDesk) -> Desk:
    """Without a model: limits are the same, and the texts are quick."""
    return open_desk(OPENAI_API_KEY="")


def test_the_eleventh_text_of_an_hour_is_refused_with_the_time_of_the_next(desk: Desk) -> None:
    person = desk.person()
    for minute in range(HOURLY):
        desk.at(NOON + timedelta(minutes=minute))
        desk.ask(person)

    desk.at(NOON + timedelta(minutes=20))
    with pytest.raises(TooSoon) as refused:
        desk.services.copywriting.ask(person, "bio")

    assert refused.value.sentence == (
        "You have used your 10 new texts for this hour. The next one is possible at 13:01 UTC."
    )
    assert refused.value.retry_at == NOON + timedelta(minutes=61)
    assert len(desk.generations) == HOURLY


def test_whoever_comes_back_at_the_minute_that_was_named_is_let_in(desk: Desk) -> None:
    person = desk.person()
    for second in range(HOURLY):
        desk.at(NOON + timedelta(seconds=30 + second))
        desk.ask(person)
    with pytest.raises(TooSoon) as refused:
        desk.ask(person)

    desk.at(refused.value.retry_at - timedelta(seconds=1))
    assert desk.ask(person) == "done"


def test_the_fifty_first_text_of_a_day_is_refused(desk: Desk) -> None:
    person = desk.person()
    for number in range(DAILY):
        desk.at(NOON + timedelta(minutes=7 * number))
        desk.services.copywriting.ask(person, "bio")
        desk.services.runner.run_next()

    desk.at(NOON + timedelta(hours=8))
    with pytest.raises(TooSoon) as refused:
        desk.services.copywriting.ask(person, "bio")

    assert "your 50 new texts for this day" in refused.value.sentence
    assert refused.value.retry_at >= NOON + timedelta(days=1)


def test_one_persons_limit_is_nobody_elses(desk: Desk) -> None:
    one, other = desk.person(), desk.person()
    for _ in range(HOURLY):
        desk.ask(one)

    assert desk.ask(other) == "done"
    assert desk.services.copywriting.remaining(one).hour == 0
    assert desk.services.copywriting.remaining(other).hour == HOURLY - 1


def test_a_second_click_while_one_is_under_way_counts_nothing(desk: Desk) -> None:
    person = desk.person()
    for _ in range(5):
        desk.services.copywriting.ask(person, "bio")

    assert len(desk.generations) == 1
    assert desk.services.copywriting.remaining(person).hour == HOURLY - 1


def test_what_is_left_is_said_in_words(desk: Desk) -> None:
    person = desk.person()
    assert desk.services.studio.room(person).texts_left.sentence == "You have 10 new texts left this hour."
    for _ in range(HOURLY - 1):
        desk.ask(person)
    assert desk.services.studio.room(person).texts_left.sentence == "You have 1 new text left this hour."


def test_when_the_day_is_shorter_than_the_hour_the_day_is_named() -> None:
    asked = [NOON - timedelta(hours=2, minutes=number) for number in range(DAILY - 3)]

    assert generation_limits.remaining(asked, NOON).sentence == "You have 3 new texts left today."


def test_the_hour_and_the_day_move_along() -> None:
    asked = [NOON - timedelta(hours=1), NOON - timedelta(days=1)]

    assert generation_limits.remaining(asked, NOON) == generation_limits.Remaining(HOURLY, DAILY - 1, None)


@pytest.mark.parametrize(("people", "clicks"), [(1, 60), (6, 10)])
def test_clicks_at_once_are_counted_exactly(desk: Desk, people: int, clicks: int) -> None:
    """Workers finish jobs all the while, so that the next click is a new wish and not the same one."""
    persons = [desk.person() for _ in range(people)]
    runners: list[JobRunner] = [desk.services.runner] * 3

    def click(person: int) -> bool:
        try:
            desk.services.copywriting.ask(person, "bio")
        except TooSoon:
            return False
        return True

    def work(runner: JobRunner) -> None:
        while runner.run_next() is not None:
            desk.clock.advance(microseconds=1)

    with ThreadPoolExecutor(8) as pool:
        for start in range(0, clicks, 10):
            clicked: list[Future[bool]] = [pool.submit(click, person) for person in persons for _ in range(10)]
            worked: list[Future[None]] = [pool.submit(work, runner) for runner in runners]
            wait(clicked)
            wait(worked)
            assert all(task.exception() is None for task in clicked)
            assert all(task.exception() is None for task in worked)
            desk.clock.advance(milliseconds=start + 1)
            work(desk.services.runner)

    by_person = [len([row for row in desk.generations if row.person_id == person]) for person in persons]
    assert all(count <= HOURLY for count in by_person)
    if clicks > 10:
        while click(persons[0]):
            desk.clock.advance(seconds=1)
            work(desk.services.runner)
        assert len(desk.generations) == HOURLY


def test_cancelled_while_queued_it_is_not_written_and_stays_counted(desk: Desk) -> None:
    person = desk.person()
    desk.services.copywriting.ask(person, "bio")

    desk.services.copywriting.cancel(person)

    assert desk.services.runner.run_next() is None
    assert desk.bios(person) == []
    assert [row.outcome for row in desk.generations] == ["cancelled"]
    assert desk.services.studio.room(person).job is None
    assert desk.services.copywriting.remaining(person).hour == HOURLY - 1


def test_cancelling_nothing_changes_nothing_and_asking_after_it_works(desk: Desk) -> None:
    person = desk.person()
    desk.services.copywriting.cancel(person)
    assert desk.ask(person) == "done"
    desk.services.copywriting.cancel(person)

    assert [row.outcome for row in desk.generations] == ["done"]
    assert len(desk.bios(person)) == 1
    assert desk.ask(person) == "done"
