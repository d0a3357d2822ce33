"""The runner: each failure moves its own profile to a later time and touches nobody else's."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random
from threading import Barrier, Event, Lock

import pytest
from sqlalchemy import func, select

from app.db.database import Database
from app.db.queries import jobs, people
from app.db.tables.work import Job, Run
from app.domain.errors import NotAllowListed, ReauthorizationRequired, SpotifyUnavailable
from app.domain.jobs import GENERATE, REFRESH, Claim
from app.domain.schedule import ROUTINE
from app.scheduler.worker import drain
from app.services.jobs import JobQueue, JobRunner
from tests.ground.moments import Clock

CROWD = 12
RUNNERS = 4


@dataclass
class Work:
    """A job that ends well, unless `fate` says otherwise for a profile."""

    database: Database
    now: Callable[[], datetime]
    fate: dict[int, Exception] = field(default_factory=dict)
    done: list[int] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def run(self, claim: Claim) -> None:
        if claim.profile_id in self.fate:
            raise self.fate[claim.profile_id]
        with self.lock:
            self.done.append(claim.profile_id)
        with self.database.transaction() as session:
            jobs.finish(session, claim, now=self.now(), outcome="done", next_due=None)


@pytest.fixture
def work(database: Database, clock: Clock) -> Work:
    return Work(database, clock)


def runner(work: Work, name: str = "r") -> JobRunner:
    numbers = count(1)
    return JobRunner(
        work.database, work.now, lambda: f"{name}{next(numbers)}", Random(1), {REFRESH: work, GENERATE: work}
    )


@pytest.fixture
def crowd(database: Database, clock: Clock) -> list[int]:
    """Profiles with a refresh that is due."""
    with database.transaction() as session:
        ids = [people.profile_of(session, people.create(session, clock())) for _ in range(CROWD)]
    queue = JobQueue(database, clock)
    for profile_id in ids:
        queue.ask(profile_id, REFRESH, priority=ROUTINE)
    return ids


def job(database: Database, profile_id: int) -> Job:
    with database.reading() as session:
        return session.scalars(select(Job).where(Job.profile_id == profile_id)).one()


def test_runners_on_their_own_connections_never_get_the_same_job(
    database: Database, work: Work, crowd: list[int]
) -> None:
    start = Barrier(RUNNERS)

    def drain_all(number: int) -> int:
        mine = runner(work, f"r{number}-")
        start.wait()
        return drain(mine, Event())

    with ThreadPoolExecutor(RUNNERS) as pool:
        counts = list(pool.map(drain_all, range(RUNNERS)))

    assert sum(counts) == CROWD
    assert sorted(work.done) == crowd
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Run).where(Run.outcome == "done")) == CROWD


def test_many_who_ask_at_once_for_the_first_time_get_one_job(database: Database, clock: Clock) -> None:
    with database.transaction() as session:
        profile_id = people.profile_of(session, people.create(session, clock()))
    start = Barrier(8)

    def ask(_number: int) -> None:
        queue = JobQueue(database, clock)
        start.wait()
        queue.ask(profile_id, GENERATE, priority=ROUTINE)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(8)))

    assert job(database, profile_id).due_at == clock()


def test_a_poison_profile_is_pushed_forward_and_stops_nobody(
    database: Database, work: Work, crowd: list[int], clock: Clock
) -> None:
    work.fate = {crowd[0]: ZeroDivisionError("a defect"), crowd[5]: KeyError("another")}

    assert drain(runner(work), Event()) == CROWD
    assert sorted(work.done) == [profile_id for profile_id in crowd if profile_id not in work.fate]
    for profile_id in work.fate:
        assert job(database, profile_id).due_at > clock()
        assert job(database, profile_id).outcome == "error"


def test_a_job_that_keeps_failing_is_tried_three_times_further_and_further_apart_and_then_parked(
    database: Database, work: Work, crowd: list[int], clock: Clock
) -> None:
    poison = crowd[0]
    work.fate = {poison: ZeroDivisionError("a defect")}
    mine = runner(work)
    waits = []
    for _ in range(2):
        assert mine.run_next(poison) == "error"
        waits.append(job(database, poison).due_at - clock())
        assert mine.run_next(poison) is None
        clock.moment = job(database, poison).due_at
    assert mine.run_next(poison) == "error"

    assert timedelta(minutes=1) <= waits[0] <= timedelta(minutes=1.2)
    assert timedelta(minutes=5) <= waits[1] <= timedelta(minutes=6)
    assert job(database, poison).due_at is None
    clock.advance(days=30)
    assert mine.run_next(poison) is None


def test_a_job_that_killed_its_worker_three_times_is_parked_without_another_try(
    database: Database, work: Work, crowd: list[int], clock: Clock
) -> None:
    for _ in range(3):
        with database.transaction() as session:
            jobs.claim_next(
                session, now=clock(), owner="dead", until=clock() + timedelta(minutes=2), profile_id=crowd[0]
            )
        clock.advance(minutes=2)

    assert runner(work).run_next(crowd[0]) == "parked"
    assert work.done == []
    assert job(database, crowd[0]).due_at is None


def test_a_providers_wish_for_patience_is_written_down_and_costs_no_attempt(
    database: Database, work: Work, crowd: list[int], clock: Clock
) -> None:
    retry_at = clock() + timedelta(hours=1)
    work.fate = {crowd[0]: SpotifyUnavailable("rate_limited", retry_at)}
    mine = runner(work)
    for _ in range(5):
        assert mine.run_next(crowd[0]) == "rate_limited"
        waits = job(database, crowd[0])
        assert (waits.attempts, waits.lease_owner) == (0, None)
        assert timedelta(seconds=0) < waits.due_at - retry_at <= timedelta(seconds=30)
        clock.moment = waits.due_at
        retry_at = clock() + timedelta(hours=1)
        work.fate = {crowd[0]: SpotifyUnavailable("rate_limited", retry_at)}


def test_what_only_the_person_can_mend_is_not_tried_again(database: Database, work: Work, crowd: list[int]) -> None:
    work.fate = {crowd[0]: ReauthorizationRequired(), crowd[1]: NotAllowListed()}
    mine = runner(work)

    assert mine.run_next(crowd[0]) == "reauthorization_required"
    assert mine.run_next(crowd[1]) == "not_allow_listed"
    assert job(database, crowd[0]).due_at is job(database, crowd[1]).due_at is None


def test_whoever_lost_the_lease_while_working_reports_it_and_changes_nothing(
    database: Database, work: Work, crowd: list[int], clock: Clock
) -> None:
    late = crowd[0]

    class Slow(Work):
        def run(self, claim: Claim) -> None:
            clock.advance(minutes=3)
            assert runner(work, "b").run_next(late) == "done"
            super().run(claim)

    assert runner(Slow(database, clock), "a").run_next(late) == "lease_lost"
    assert work.done == [late]


def test_a_process_that_is_told_to_stop_claims_nothing_more(work: Work, crowd: list[int]) -> None:
    stopping = Event()
    stopping.set()

    assert drain(runner(work), stopping) == 0


def test_what_was_asked_for_before_anybody_listened_wakes_them_at_once(
    database: Database, crowd: list[int], clock: Clock
) -> None:
    queue, woken = JobQueue(database, clock), []
    queue.on_due(lambda: woken.append("too early"))
    assert woken == []

    queue = JobQueue(database, clock)
    queue.ask(crowd[0], REFRESH, priority=ROUTINE)
    queue.on_due(lambda: woken.append("at once"))

    assert woken == ["at once"]


def test_asking_wakes_this_process_after_the_commit(database: Database, crowd: list[int], clock: Clock) -> None:
    queue = JobQueue(database, clock)
    seen: list[datetime | None] = []
    queue.on_due(lambda: seen.append(job(database, crowd[0]).due_at))
    clock.advance(minutes=1)
    queue.ask(crowd[0], REFRESH, priority=ROUTINE)

    assert len(seen) == 1
    assert queue.status(crowd[0]).state == "queued"
