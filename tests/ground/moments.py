"""Time as an argument: a clock that only moves when a test moves it."""

from datetime import UTC, datetime, timedelta

import pytest


class Clock:
    """Called, it says the time, as `app.db.clock.Clock` does."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **span: float) -> datetime:
        """`clock.advance(hours=2)`; returns the new time."""
        self.moment += timedelta(**span)
        return self.moment


@pytest.fixture
def clock() -> Clock:
    """Stands at noon of a Friday in November."""
    return Clock(datetime(2026, 11, 20, 12, 0, tzinfo=UTC))
