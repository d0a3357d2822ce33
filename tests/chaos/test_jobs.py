"""10,000 jobs, four processes, kills and hangs: each done once, none forgotten (RELIABILITY.md F06, g4)."""

import time
from random import Random

import pytest
from sqlalchemy import func, select, text

from app.db.database import Database
from app.db.tables.work import Job, Run
from bench.due_queue import fill
from tests.chaos.nursery import FastClock, nursery
from tests.ground.proofs import Proof, rounds

pytestmark = pytest.mark.chaos

JOBS = rounds(10_000, 100_000)
PROCESSES = 4
SPEED = 60
"""The lease of two minutes ends after two seconds."""
HANG_S = 3.0


def test_each_job_is_done_once_whoever_is_killed_or_hangs(database: Database, proof: Proof) -> None:
    now = FastClock(time.time(), SPEED)
    fill(database, JOBS, now())
    with database.transaction() as session:
        session.execute(text("UPDATE jobs SET due_at = scheduled_for WHERE due_at > scheduled_for"))
        session.execute(text("UPDATE jobs SET planned = false, due_at = (SELECT min(due_at) FROM jobs)"))
        session.execute(text("CREATE TABLE effects (job_id BIGINT, slot TEXT, generation BIGINT)"))
    rng = Random(7)
    order = {"database_url": database.url.render_as_string(hide_password=False), "epoch": now.epoch, "speed": SPEED}
    with nursery("tests.chaos.worker", order) as workers:
        for _ in range(PROCESSES):
            workers.bear()
        deadline = time.monotonic() + JOBS / 10
        while count(database) < JOBS:
            assert time.monotonic() < deadline, f"{count(database)} of {JOBS}"
            time.sleep(1)
            workers.disturb(rng, hang_s=HANG_S)
        time.sleep(HANG_S)
        workers.wake()
        time.sleep(2)
        kills, stops = workers.kills, workers.stops
    with database.reading() as session:
        doubled = session.execute(text("SELECT job_id FROM effects GROUP BY job_id, slot HAVING count(*) > 1")).all()
        again = session.scalar(select(func.count()).select_from(Job).where(Job.generation > 1))
        outcomes = dict(session.execute(select(Run.outcome, func.count()).group_by(Run.outcome)).all())

    assert (count(database), doubled, outcomes) == (JOBS, [], {"done": JOBS})
    assert again, "somebody's lease was taken over, else nothing was tried"
    result = f"0 doubled, 0 missing ({kills} kills, {stops} hangs, {again} taken over)"
    proof(f"jobs over {PROCESSES} processes", rounds=JOBS, result=result, bound="0 doubled, 0 missing")


def count(database: Database) -> int:
    with database.reading() as session:
        return session.execute(text("SELECT count(*) FROM effects")).scalar_one()
