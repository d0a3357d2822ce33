"""The bare ways to the database promise what the usual ones do, on both databases."""

from datetime import UTC, datetime

import pytest

from app.db.database import Database, open_transactions
from app.db.queries import provider_state

NOW = datetime(2026, 11, 20, tzinfo=UTC)


class Stumble(Exception):
    pass


def write_and_stumble(database: Database) -> None:
    with database.bare_transaction() as session:
        provider_state.write(session, "spotify", calls=2)
        raise Stumble


def test_a_bare_transaction_writes_all_or_nothing(database: Database) -> None:
    with database.bare_transaction() as session:
        provider_state.locked(session, "spotify", NOW)
        provider_state.write(session, "spotify", calls=1)
    with pytest.raises(Stumble):
        write_and_stumble(database)
    with database.bare_reading() as session:
        state = provider_state.find(session, "spotify")
    assert state is not None
    assert state.calls == 1


def test_what_is_open_is_counted(database: Database) -> None:
    with database.bare_transaction():
        assert open_transactions() == 1
    with database.bare_reading():
        assert open_transactions() == 1
    assert open_transactions() == 0
