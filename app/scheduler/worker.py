"""Claim and do, until nothing is due or the process is told to stop."""

from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from threading import Event
from typing import Protocol

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app.services.rounds import Rounds

log = structlog.get_logger()

BATCH = 50
AT_MOST = 200
"""Jobs of one tick: then the leader looks again whether it still leads, and what is more urgent."""


class Work(Protocol):
    def run_next(self) -> str | None:
        """Do one due job; its outcome, None when there is none."""


def drain(work: Work, stopping: Event) -> int:
    """Do one due job after the other; how many. A database that does not answer ends the round."""
    done = 0
    try:
        while not stopping.is_set() and work.run_next() is not None:
            done += 1
    except SQLAlchemyError:
        log.exception("round_ended_early", done=done)
    return done


def lead(rounds: Rounds, pool: Executor, workers: int, stopping: Event) -> int:
    """One tick of the leader: lease only what a free worker starts at once, at most 200 jobs; how many were done.

    What was tried before runs alone: should it be what killed the process, it takes nobody along, and the jobs that
    died beside it are not parked for its sake (RELIABILITY.md F35).
    """
    started, running = 0, set[Future[str]]()
    try:
        if not rounds.prepare():
            return 0
        while rounds.leads and not stopping.is_set():
            free = min(workers - len(running), BATCH, AT_MOST - started)
            claims = rounds.claim(free, len(running)) if free else []
            suspects = [claim for claim in claims if claim.attempt > 1]
            running |= {pool.submit(rounds.do, claim) for claim in claims if claim.attempt <= 1}
            started += len(claims) - len(suspects[1:])
            if suspects:
                rounds.hand_back(suspects[1:])
                wait(running)
                running.add(pool.submit(rounds.do, suspects[0]))
                wait(running)
            if not running:
                break
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                future.result()
    except SQLAlchemyError:
        log.exception("round_ended_early", started=started)
    wait(running)
    return started
