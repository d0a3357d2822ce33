"""The one seam that reads the time, while the database that it asks does not answer."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from app.db import clock
from app.db.clock import DatabaseClock
from app.db.database import Database


def test_the_time_goes_on_while_the_database_does_not_answer(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = DatabaseClock(Database(postgres_url))
    before = now()

    def away(_clock: DatabaseClock) -> None:
        raise OperationalError("SELECT", None, Exception("the server closed the connection"))

    monkeypatch.setattr(DatabaseClock, "_ask", away)
    monkeypatch.setattr(clock, "ASK_AGAIN_S", 0)
    later = now()

    assert timedelta(0) <= later - before < timedelta(seconds=5)
    with pytest.raises(OperationalError):
        DatabaseClock(Database(postgres_url))()
