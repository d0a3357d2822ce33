"""The leader's tick on a real site: wishes first, the round within the budget, a backlog spread, a calm end."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Event

import pytest
from sqlalchemy import update

from app.db.queries import jobs, people
from app.db.tables.work import Job, Run
from app.domain.jobs import REFRESH, Claim
from app.domain.schedule import OWN_WISH, ROUTINE
from app.scheduler.worker import lead
from app.services.rounds import Rounds
from app.settings import Settings
from tests.ground.stage import Artist, Stage
from tests.services.refresh.rooms import database_of, rows

WORKERS = 4


@pytest.fixture
def settings(environment: Mapping[str, str]) -> Settings:
    return Settings.load({**environment, "SPOTIFY_CALLS_PER_30S": "12", "SPOTIFY_CALLS_PER_DAY": "100000"})


@pytest.fixture
def tick(stage: Stage) -> Iterator[Callable[[], int]]:
    """One tick of a process that leads; its trust in that lasts by the test's clock, however slow the machine is."""
    stage.services.leadership._monotonic = lambda: stage.clock().timestamp()
    with ThreadPoolExecutor(WORKERS) as pool:

        def once() -> int:
            stage.services.leadership.elect()
            return lead(stage.services.rounds, pool, WORKERS, stage.services.stopping)

        yield once
    stage.services.leadership.resign()


def crowd(stage: Stage, size: int, priority: int = ROUTINE) -> list[int]:
    """Profiles whose planned time has come; nobody is connected, so that a run costs no call."""
    now = stage.clock()
    with database_of(stage).transaction() as session:
        ids = [people.profile_of(session, people.create(session, now)) for _ in range(size)]
        for number, profile_id in enumerate(ids):
            due_at = now - timedelta(seconds=size - number)
            jobs.make_due(session, profile_id, REFRESH, now=now, due_at=due_at, priority=priority, payload={})
        session.execute(update(Job).where(Job.priority == ROUTINE).values(planned=True))
    return ids


def test_only_the_leader_looks_at_the_queue(stage: Stage) -> None:
    crowd(stage, 2)
    with ThreadPoolExecutor(WORKERS) as pool:
        assert lead(stage.services.rounds, pool, WORKERS, Event()) == 0
    assert rows(stage, Run) == []


def test_the_leader_does_what_a_dead_process_left_and_the_round_after_it(stage: Stage, tick: Callable[[], int]) -> None:
    routine, wishes = crowd(stage, 2), crowd(stage, 3, OWN_WISH)
    first = stage.services.rounds.claim(WORKERS, 0)
    assert [claim.profile_id for claim in first[:3]] == wishes
    for claim in first:
        stage.services.rounds.do(claim)
    while tick():
        stage.clock.advance(seconds=34)

    assert sorted(run.profile_id for run in rows(stage, Run)) == sorted([*routine, *wishes])


def test_a_tick_ends_after_two_hundred_jobs(stage: Stage, tick: Callable[[], int]) -> None:
    crowd(stage, 205, OWN_WISH)

    assert (tick(), tick()) == (200, 5)


def test_the_round_starts_no_more_than_the_budget_lets_and_wishes_get_their_share(
    stage: Stage, tick: Callable[[], int]
) -> None:
    names = ["mara", "q", "newcomer"]
    artists: list[Artist] = []
    for name in names:
        artists.append(stage.artist(name))
        stage.clock.advance(seconds=40)
    for number, artist in enumerate(artists):
        artist.publish(f"artist-{number}x")
    stage.clock.advance(days=8)
    with database_of(stage).transaction() as session:
        session.execute(update(Job).values(due_at=stage.clock(), scheduled_for=stage.clock()))
    before = len(rows(stage, Run))

    done = []
    for _ in range(4):
        done.append(tick())
        assert all(job.lease_owner is None for job in rows(stage, Job))
        stage.clock.advance(seconds=34)
    outcomes = [run.outcome for run in rows(stage, Run)[before:]]
    assert outcomes == ["done"] * 3, (done, outcomes)
    assert max(done) <= 2, "8 calls of 12 are the round's share: two refreshes"


def test_more_than_an_hours_work_after_a_downtime_gets_turns_over_a_day_oldest_first(
    stage: Stage, tick: Callable[[], int]
) -> None:
    size = 400  # 8 calls of the round in 30 s: 320 refreshes an hour
    ids = crowd(stage, size)
    assert tick() == 0
    now = stage.clock()
    turns = [job.due_at for job in sorted(rows(stage, Job), key=lambda job: ids.index(job.profile_id))]

    assert turns == sorted(turns)
    assert now < turns[0] <= now + timedelta(minutes=10)
    assert turns[-1] == now + timedelta(days=1)
    assert all(job.planned and job.scheduled_for <= now for job in rows(stage, Job)), "the slots stay"


def test_an_hours_work_is_simply_done(stage: Stage, tick: Callable[[], int]) -> None:
    crowd(stage, 20)
    before = len(rows(stage, Run))
    for _ in range(8):
        tick()
        stage.clock.advance(seconds=34)

    assert len(rows(stage, Run)) == before + 20


def test_a_process_that_is_told_to_stop_starts_nothing_more(stage: Stage, tick: Callable[[], int]) -> None:
    crowd(stage, 3)
    stage.services.stopping.set()

    assert tick() == 0
    assert [job.lease_owner for job in rows(stage, Job)] == [None] * 3


def test_a_wish_is_done_by_the_process_that_took_it_without_leading(stage: Stage) -> None:
    (wish,), (routine,) = crowd(stage, 1, OWN_WISH), crowd(stage, 1)

    assert stage.services.rounds.run_next() == "reauthorization_required"
    assert stage.services.rounds.run_next() is None
    assert [run.profile_id for run in rows(stage, Run)] == [wish]
    assert routine != wish


def test_a_clock_that_moves_between_two_looks_makes_nobody_wait(stage: Stage) -> None:
    crowd(stage, 1, OWN_WISH)
    read = stage.services.rounds._gate._now

    def moving() -> datetime:
        stage.clock.advance(seconds=0.001)
        return read()

    stage.services.rounds._gate._now = moving
    assert stage.services.rounds.run_next() == "reauthorization_required"


def test_what_died_beside_a_poison_is_tried_alone(stage: Stage, tick: Callable[[], int], monkeypatch) -> None:
    ids = crowd(stage, WORKERS, OWN_WISH)
    assert len(stage.services.rounds.claim(WORKERS, 0)) == WORKERS  # and then the process was killed
    stage.clock.advance(minutes=2, seconds=1)
    do, leased, done = stage.services.rounds.do, [], []

    def watched(_rounds: Rounds, claim: Claim) -> str:
        leased.append(sum(job.lease_owner is not None for job in rows(stage, Job)))
        done.append((claim.profile_id, claim.attempt))
        return do(claim)

    monkeypatch.setattr(Rounds, "do", watched)
    assert tick() == WORKERS

    assert sorted(done) == [(profile_id, 2) for profile_id in ids]
    assert leased == [1] * WORKERS
