"""Claim and do, until nothing is due or the process is told to stop."""

from threading import Event

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app.services.jobs import JobRunner

log = structlog.get_logger()


def drain(runner: JobRunner, stopping: Event) -> int:
    """Do every due job, one after the other; how many. A database that does not answer ends the round."""
    done = 0
    try:
        while not stopping.is_set() and runner.run_next() is not None:
            done += 1
    except SQLAlchemyError:
        log.exception("round_ended_early", done=done)
    return done
