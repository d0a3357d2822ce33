"""The work's own threads: ticks that look for due work, and a few workers that do it.

`app.late_start` calls `start`, after the fork and the first answer. APScheduler only ticks; what is due lives in the
database, and of all processes the leader polls it. A person's own wish is done at once by the process that took it;
should that die, the leader finds it.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Event
from typing import TYPE_CHECKING

import structlog
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy.exc import SQLAlchemyError

from app.scheduler.waking import RelativeEvent
from app.scheduler.worker import drain, lead

if TYPE_CHECKING:
    from app.bootstrap import Services

log = structlog.get_logger()

TICK_S = 5
ELECT_S = 3
"""A lost lock or lease lasts 12 s at most; with this, another process leads within 20, on a busy machine as well."""
FLUSH_S = 10
"""Views and clicks that a process counted and did not write yet; a process that is killed loses so many seconds."""
WORKERS = 4


class Runner:
    """This process's share of the work. `stop` returns once the jobs in hand are finished."""

    def __init__(self, services: "Services") -> None:
        self._leadership = services.leadership
        self._rounds = services.rounds
        self._signals = services.signals
        self._notice_steps = services.notice_steps
        self._mailing = services.mailing
        self._stopping: Event = services.stopping
        self._round_pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="round")
        self._wish_pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="wish")
        self._scheduler = BackgroundScheduler(timezone=UTC)
        self._scheduler._event = RelativeEvent()  # the one it would make itself waits for a moment
        acts = ((self.elect, ELECT_S), (self.tick, TICK_S), (self.post, TICK_S), (self.flush, FLUSH_S))
        for act, seconds in acts:
            self._scheduler.add_job(
                act,
                "interval",
                id=act.__name__,
                seconds=seconds,
                max_instances=1,
                coalesce=True,
                misfire_grace_time=seconds * 6,
            )
        services.queue.on_due(self.nudge)

    def start(self) -> None:
        self._scheduler.start()
        log.info("scheduler_started", tick_s=TICK_S, workers=WORKERS)

    def elect(self) -> None:
        """Lead, go on leading, or learn that another process does. A new leader looks at the queue at once."""
        if self._stopping.is_set():
            return
        led = self._leadership.term
        try:
            if self._leadership.elect() and self._leadership.term != led:
                self._scheduler.modify_job("tick", next_run_time=datetime.now(UTC))
        except SQLAlchemyError as error:
            log.warning("election_failed", error=type(error).__name__)

    def tick(self) -> None:
        """The leader's look at the queue."""
        if self._leadership.term is not None and not self._stopping.is_set():
            lead(self._rounds, self._round_pool, WORKERS, self._stopping)

    def flush(self) -> None:
        """Write what the pages of this process counted."""
        self._signals.flush()

    def post(self) -> None:
        """The leader's look at notices and at the mail about them; one message after the other."""
        if self._leadership.term is None or self._stopping.is_set():
            return
        try:
            self._notice_steps.advance()
            self._mailing.send_due(self._stopping)
        except SQLAlchemyError:
            log.exception("post_ended_early")

    def nudge(self) -> None:
        """Somebody wished for something here: let a worker look."""
        if not self._stopping.is_set():
            self._wish_pool.submit(drain, self._rounds, self._stopping)

    def stop(self) -> None:
        self._stopping.set()
        self._scheduler.shutdown(wait=True)  # a tick under way starts nothing more and waits for its jobs
        for pool in (self._wish_pool, self._round_pool):
            pool.shutdown(wait=True, cancel_futures=True)
        self._signals.flush()
        try:
            self._leadership.resign()
        except SQLAlchemyError as error:
            log.warning("resigning_failed", error=type(error).__name__)
        log.info("scheduler_stopped")


def start(services: "Services") -> Runner:
    runner = Runner(services)
    runner.start()
    return runner
