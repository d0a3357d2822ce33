"""A profile whose refresh kills every process that touches it: parked after three tries, the others done (F35)."""

import time

import pytest
from sqlalchemy import select

from app.bootstrap import build
from app.db.database import Database
from app.db.tables.work import Job, Run
from app.sandbox.server import serve
from app.settings import Settings
from tests.chaos import crowds
from tests.chaos.nursery import FastClock, nursery
from tests.ground.proofs import Proof
from tests.ground.site import environment_for

pytestmark = pytest.mark.chaos

SPEED = 30
PEOPLE = 8
LIMIT_S = 180


def test_a_profile_that_kills_its_worker_is_parked_after_three_tries_and_the_others_are_done(
    database: Database, database_url: str, proof: Proof
) -> None:
    now = FastClock(time.time(), SPEED)
    with serve(now=now.seconds) as sandbox:
        calls = {"SPOTIFY_CALLS_PER_30S": "100000", "SPOTIFY_CALLS_PER_DAY": "10000000"}
        environment = environment_for(database_url, sandbox, **calls)
        services = build(Settings.load(environment), now=now)
        keys = crowds.invent(sandbox.world, PEOPLE)
        people = [crowds.connect(sandbox.world, services, key) for key in keys]
        with database.transaction() as session:
            ids = [crowds.publish(session, services, person_id) for person_id in people]
            crowds.make_due(session, ids, lambda _: now())
        order = {"environment": environment, "epoch": now.epoch, "speed": SPEED, "poison": ids[3]}
        with nursery("tests.chaos.product", order) as processes:
            processes.bear()
            deadline = time.monotonic() + LIMIT_S
            while (ended := outcomes(database)) != dict.fromkeys(ids, "done") | {ids[3]: "parked"}:
                assert time.monotonic() < deadline, (ended, job_of(database, ids[3]))
                time.sleep(0.5)
                processes.replace_the_dead()
            deaths = processes.kills

    assert deaths == 3, "three tries"
    proof("poison profile", rounds=1, result=f"parked after 3 tries ({deaths} deaths), the others done", bound="3")


def outcomes(database: Database) -> dict[int, str]:
    with database.reading() as session:
        runs = session.execute(select(Run.profile_id, Run.outcome).order_by(Run.id)).all()
    return {run.profile_id: run.outcome for run in runs}


def job_of(database: Database, profile_id: int) -> tuple[object, ...]:
    with database.reading() as session:
        job = session.scalars(select(Job).where(Job.profile_id == profile_id)).one()
        return job.attempts, job.generation, job.due_at, job.lease_owner, job.outcome
