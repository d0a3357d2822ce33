"""The due queue: who may work on what, and what becomes of a claim that lasted too long."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.db.database import Database
from app.db.queries import jobs, people
from app.db.tables.work import Job, Run
from app.domain.jobs import GENERATE, REFRESH, Claim, LeaseLost
from app.domain.schedule import FIRST_IMPORT, LEASE, OWN_WISH, ROUTINE
from tests.ground.moments import Clock


@pytest.fixture
def profile(database: Database, clock: Clock) -> Callable[[], int]:
    """Makes a person; their profile's id."""

    def make() -> int:
        with database.transaction() as session:
            return people.profile_of(session, people.create(session, clock()))

    return make


@pytest.fixture
def due(database: Database, clock: Clock) -> Callable[..., bool]:
    def mark(profile_id: int, kind: str = REFRESH, priority: int = ROUTINE, **more: object) -> bool:
        now = clock()
        with database.transaction() as session:
            return jobs.make_due(
                session, profile_id, kind, now=now, due_at=more.pop("at", now), priority=priority, payload={}, **more
            )

    return mark


@pytest.fixture
def claim(database: Database, clock: Clock) -> Callable[..., Claim | None]:
    def take(owner: str = "a", profile_id: int | None = None) -> Claim | None:
        with database.transaction() as session:
            return jobs.claim_next(session, now=clock(), owner=owner, until=clock() + LEASE, profile_id=profile_id)

    return take


def finish(database: Database, claim: Claim, clock: Clock, outcome: str = "done") -> None:
    with database.transaction() as session:
        jobs.finish(session, claim, now=clock(), outcome=outcome, next_due=None)


def only_job(database: Database) -> Job:
    with database.reading() as session:
        return session.scalars(select(Job)).one()


def test_nothing_is_claimed_before_its_time(profile, due, claim, clock) -> None:
    due(profile(), at=clock() + timedelta(seconds=1))

    assert claim() is None
    clock.advance(seconds=1)
    assert claim() is not None


def test_a_claim_carries_a_lease_of_two_minutes_and_the_next_generation(profile, due, claim, clock, database) -> None:
    profile_id = profile()
    due(profile_id)
    first = claim("a")
    assert (first.profile_id, first.kind, first.generation, first.attempt) == (profile_id, REFRESH, 1, 1)
    assert first.lease_until == clock() + timedelta(minutes=2)
    assert claim("b") is None

    finish(database, first, clock)
    clock.advance(hours=1)
    due(profile_id)
    assert claim("b").generation == 2


def test_urgency_comes_before_age_and_age_before_everything_else(profile, due, claim, clock) -> None:
    routine, first_import, wish, older = profile(), profile(), profile(), profile()
    due(routine, priority=ROUTINE)
    due(older, priority=ROUTINE, at=clock() - timedelta(hours=1))
    due(first_import, priority=FIRST_IMPORT)
    due(wish, priority=OWN_WISH)

    assert [claim().profile_id for _ in range(4)] == [wish, first_import, older, routine]


def test_one_profile_can_be_asked_for_alone(profile, due, claim) -> None:
    urgent, mine = profile(), profile()
    due(urgent, priority=OWN_WISH)
    due(mine)

    assert claim(profile_id=mine).profile_id == mine
    assert claim(profile_id=mine) is None


def test_an_expired_lease_is_taken_over_and_the_former_holder_writes_nothing(
    profile, due, claim, clock, database
) -> None:
    due(profile())
    former = claim("a")
    clock.advance(minutes=2)
    taken = claim("b")
    assert (taken.job_id, taken.generation, taken.attempt) == (former.job_id, 2, 2)
    with pytest.raises(LeaseLost):
        finish(database, former, clock)
    with pytest.raises(LeaseLost), database.transaction() as session:
        jobs.hold(session, former)
    with pytest.raises(LeaseLost), database.transaction() as session:
        jobs.postpone(session, former, now=clock(), outcome="late", until=clock())
    with database.reading() as session:
        assert session.scalars(select(Run)).all() == []
    assert (only_job(database).lease_owner, only_job(database).outcome) == ("b", None)
    finish(database, taken, clock)


def test_a_finished_claim_cannot_be_finished_again(profile, due, claim, clock, database) -> None:
    due(profile())
    mine = claim()
    finish(database, mine, clock)

    with pytest.raises(LeaseLost):
        finish(database, mine, clock)


def test_asking_twice_is_calm(profile, due, claim, clock, database) -> None:
    profile_id = profile()
    assert due(profile_id)
    assert not due(profile_id)
    running = claim()
    assert not due(profile_id)
    assert only_job(database).generation == running.generation
    finish(database, running, clock)
    clock.advance(seconds=1)
    assert due(profile_id)


def test_asking_for_what_waits_brings_it_forward_but_never_back(profile, due, clock, database) -> None:
    profile_id = profile()
    due(profile_id, at=clock() + timedelta(hours=5))
    due(profile_id, priority=OWN_WISH)
    assert (only_job(database).due_at, only_job(database).priority) == (clock(), OWN_WISH)
    due(profile_id, at=clock() + timedelta(hours=9))
    assert only_job(database).due_at == clock()


def test_a_lease_that_ran_out_does_not_keep_anybody_from_asking(profile, due, claim, clock) -> None:
    profile_id = profile()
    due(profile_id)
    claim("dead")
    clock.advance(minutes=3)

    assert due(profile_id)
    assert claim("b").attempt == 1


def test_a_forgotten_job_fences_its_worker_and_can_be_asked_for_again(profile, due, claim, clock, database) -> None:
    profile_id = profile()
    due(profile_id)
    finish(database, claim(), clock)
    clock.advance(minutes=1)
    due(profile_id)
    running = claim()
    with database.transaction() as session:
        jobs.forget(session, profile_id, REFRESH)
    with pytest.raises(LeaseLost):
        finish(database, running, clock)
    assert claim() is None

    clock.advance(minutes=1)
    due(profile_id)
    finish(database, claim(), clock)
    with database.reading() as session:
        assert [run.outcome for run in session.scalars(select(Run).order_by(Run.id))] == ["done", "done"]


def test_the_ledger_holds_one_success_for_each_scheduled_time(profile, due, claim, clock, database) -> None:
    profile_id = profile()
    for outcome in ("error", "done"):
        due(profile_id)
        finish(database, claim(), clock, outcome)
        clock.advance(minutes=1)
    due(profile_id, GENERATE)
    finish(database, claim(), clock)
    with database.reading() as session:
        runs = session.scalars(select(Run).order_by(Run.id)).all()

    assert [(run.kind, run.outcome, run.generation) for run in runs] == [
        (REFRESH, "error", 1),
        (REFRESH, "done", 2),
        (GENERATE, "done", 1),
    ]
    assert runs[0].scheduled_for < runs[1].scheduled_for
    assert all(run.started_at <= run.finished_at for run in runs)


def test_a_postponed_job_counts_no_attempt_and_comes_back_at_its_time(profile, due, claim, clock, database) -> None:
    due(profile())
    mine = claim()
    with database.transaction() as session:
        jobs.postpone(session, mine, now=clock(), outcome="rate_limited", until=clock() + timedelta(hours=1))

    assert claim() is None
    clock.advance(hours=1)
    again = claim()
    assert (again.attempt, again.scheduled_for) == (1, mine.scheduled_for)


def test_asked_twice_within_one_tick_both_succeed(database, clock, profile, due, claim) -> None:
    mine = profile()
    for _ in range(3):
        assert due(mine)
        finish(database, claim(), clock)
    with database.reading() as session:
        runs = session.scalars(select(Run).order_by(Run.scheduled_for)).all()
    assert [run.outcome for run in runs] == ["done"] * 3
    assert len({run.scheduled_for for run in runs}) == 3
    assert runs[-1].scheduled_for - runs[0].scheduled_for < timedelta(milliseconds=1)
