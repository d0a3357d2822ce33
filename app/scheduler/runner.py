"""The only place that starts threads: a tick that looks for due work, and a few workers that do it.

`gunicorn.conf.py` calls `start` after the fork. APScheduler only ticks; what is due lives in the database.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC
from threading import Event
from typing import TYPE_CHECKING

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from app.scheduler.worker import drain

if TYPE_CHECKING:
    from app.bootstrap import Services

log = structlog.get_logger()

TICK_S = 5
WORKERS = 4


class Runner:
    """This process's share of the work. `stop` returns once the jobs in hand are finished."""

    def __init__(self, services: "Services") -> None:
        self._runner = services.runner
        self._stopping: Event = services.stopping
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="worker")
        self._scheduler = BackgroundScheduler(timezone=UTC)
        self._scheduler.add_job(
            self.nudge, "interval", seconds=TICK_S, max_instances=1, coalesce=True, misfire_grace_time=TICK_S * 6
        )
        services.queue.on_due(self.nudge)

    def start(self) -> None:
        self._scheduler.start()
        log.info("scheduler_started", tick_s=TICK_S, workers=WORKERS)

    def nudge(self) -> None:
        """Something may be due now: let a worker look."""
        if not self._stopping.is_set():
            self._pool.submit(drain, self._runner, self._stopping)

    def stop(self) -> None:
        self._stopping.set()
        self._scheduler.shutdown(wait=False)
        self._pool.shutdown(wait=True, cancel_futures=True)
        log.info("scheduler_stopped")


def start(services: "Services") -> Runner:
    runner = Runner(services)
    runner.start()
    return runner
