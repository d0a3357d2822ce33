"""A child that does due jobs until it is killed: the product's own queue and runner, and an effect that can be counted.

The effect is a row in the table `effects`, written in the transaction that ends the claim, as every effect is.
"""

import os
import time
from collections.abc import Callable
from datetime import datetime
from random import Random
from threading import Event

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app import logs
from app.db.database import Database
from app.db.queries import jobs
from app.domain.jobs import GENERATE, REFRESH, Claim
from app.scheduler.worker import drain
from app.services.jobs import JobRunner
from tests.chaos.nursery import FastClock

EFFECT = text("INSERT INTO effects (job_id, slot, generation) VALUES (:job_id, :slot, :generation)")


class Work:
    def __init__(self, database: Database, now: Callable[[], datetime], rng: Random) -> None:
        self._database = database
        self._now = now
        self._rng = rng

    def run(self, claim: Claim) -> None:
        time.sleep(self._rng.uniform(0, 0.006))
        with self._database.transaction() as session:
            jobs.finish(session, claim, now=self._now(), outcome="done", next_due=None)
            effect = {"job_id": claim.job_id, "slot": str(claim.scheduled_for), "generation": claim.generation}
            session.execute(EFFECT, effect)
            time.sleep(self._rng.uniform(0, 0.002))


def live(order: dict) -> None:
    logs.configure("CRITICAL", json=True)
    database, now, rng = Database(order["database_url"]), FastClock(order["epoch"], order["speed"]), Random(os.getpid())
    work = Work(database, now, rng)
    runner = JobRunner(
        database, now, lambda: f"{os.getpid()}-{rng.random()}"[:40], rng, {REFRESH: work, GENERATE: work}
    )
    while True:
        try:
            drain(runner, Event())
        except SQLAlchemyError:
            database.engine.dispose()
        time.sleep(0.05)
