"""The one seam that reads the time.

On PostgreSQL the database is asked, so that a container with a wrong clock neither claims early nor steals a lease
(RELIABILITY.md F27); the monotonic clock extends an answer for a few seconds, to spare a query per decision.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.db.database import Database

Clock = Callable[[], datetime]
ASK_AGAIN_S = 5.0


def for_database(database: Database) -> Clock:
    """SQLite lives on this machine, so this machine's clock is the database's."""
    return system_now if database.is_sqlite else DatabaseClock(database)


def system_now() -> datetime:
    return datetime.now(UTC)


def glance(clock: Clock) -> datetime:
    """The clock's time without asking a database for it, unless nobody ever did. For words on pages, not for leases."""
    return clock.glance() if isinstance(clock, DatabaseClock) else clock()


class DatabaseClock:
    """The database's time, asked at most every five seconds. Safe to share between threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._read: tuple[datetime, float] | None = None

    def __call__(self) -> datetime:
        read = self._read
        if read is None or time.monotonic() - read[1] > ASK_AGAIN_S:
            read = self._read = self._look(read)
        return read[0] + timedelta(seconds=time.monotonic() - read[1])

    def glance(self) -> datetime:
        read = self._read
        return self() if read is None else read[0] + timedelta(seconds=time.monotonic() - read[1])

    def _look(self, before: tuple[datetime, float] | None) -> tuple[datetime, float]:
        """Ask; while the database does not answer, what it said last goes on by the monotonic clock."""
        try:
            return self._ask(), time.monotonic()
        except SQLAlchemyError:
            if before is None:
                raise
            asked_at = time.monotonic()
            return before[0] + timedelta(seconds=asked_at - before[1]), asked_at

    def _ask(self) -> datetime:
        with self._database.engine.connect() as connection:
            moment: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
            return moment.astimezone(UTC)
