"""What a worker does once it can answer: load the rooms that no visitor enters, and start the scheduler.

All of it before the first answer would double the time to it. So it comes a moment later, in a thread of its own; who
enters such a room before that loads it, and waits as long as everybody did otherwise.
"""

import gc
import os
from threading import Thread
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.scheduler.runner import Runner

log = structlog.get_logger()

AFTER_S = 0.5
"""A first answer takes a tenth of this, and both would share one interpreter."""
CANNOT_BOOT = 3
"""gunicorn's arbiter ends as well when a worker ends with this, and says so."""


class LateStart:
    """`stop` returns once the jobs in hand are finished, or at once when none could begin."""

    def __init__(self, services: "Services") -> None:
        self._services = services
        self._runner: Runner | None = None
        self._thread = Thread(target=self._act, name="late-start", daemon=True)

    def begin(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._services.stopping.set()
        self._thread.join()
        if self._runner is not None:
            self._runner.stop()

    def _act(self) -> None:
        if self._services.stopping.wait(AFTER_S):
            return
        try:
            self._open()
        except Exception:  # as if the worker could not boot: a site without its scheduler would look healthy
            log.exception("late_start_failed")
            os._exit(CANNOT_BOOT)

    def _open(self) -> None:
        from app.scheduler import runner  # noqa: PLC0415 - see above
        from app.web import pages  # noqa: PLC0415 - see above

        pages.load()
        self._services.open()
        self._runner = runner.start(self._services)
        gc.freeze()  # what is loaded now stays: no collection walks it again (measured: the end takes 0.03 s, not 0.4)
        gc.set_threshold(10_000, 20, 20)  # an answer leaves few cycles; 700, the usual, stops readers more often
        gc.enable()
