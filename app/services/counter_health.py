"""Whether request rates are counted for the whole site, or by this process alone because Redis is away."""

from datetime import datetime

import structlog

from app.db.clock import Clock

log = structlog.get_logger()


class CounterHealth:
    """`shared`: REDIS_URL is set, so that several containers count together. `lost_at`: since when they do not."""

    def __init__(self, now: Clock, *, shared: bool) -> None:
        self._now = now
        self.shared = shared
        self.lost_at: datetime | None = None

    def lost(self, error: Exception) -> None:
        """Said once per outage, by whoever notices first."""
        if self.lost_at is None:
            self.lost_at = self._now()
            log.error("shared_limits_lost", error=type(error).__name__)

    def found(self) -> None:
        if self.lost_at is not None:
            self.lost_at = None
            log.warning("shared_limits_back")
