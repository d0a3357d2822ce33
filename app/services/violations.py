"""What browsers report against the content security policy: counted, a few lines a minute logged, nothing stored."""

from datetime import datetime, timedelta
from threading import Lock

import structlog

from app.db.clock import Clock

log = structlog.get_logger()

LINES = 10
WHILE = timedelta(minutes=1)


class Violations:
    """`count` is of this process since its start."""

    def __init__(self, now: Clock) -> None:
        self._now = now
        self._lock = Lock()
        self._since: datetime | None = None
        self._lines = 0
        self.count = 0

    def record(self, directive: str, blocked: str) -> None:
        """Of anybody's making: the words are short and the log escapes them."""
        if self._counted():
            log.warning("policy_violated", directive=directive, blocked=blocked)

    def _counted(self) -> bool:
        """Whether there is room for a line."""
        now = self._now()
        with self._lock:
            self.count += 1
            if self._since is None or now - self._since >= WHILE:
                self._since, self._lines = now, 0
            self._lines += 1
            return self._lines <= LINES
