"""Nobody waits for PostgreSQL without end: over a wire that is slow or swallows what it is given (F09)."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app.db import patience as patiences
from app.db.database import Database
from app.db.patience import patience
from tests.ground.databases import opened
from tests.ground.slow_wire import SlowWire, slow_wire

on_postgresql = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
A_MOMENT_S = 3.0


@pytest.fixture
def wire(database_url: str) -> Iterator[SlowWire]:
    with TemporaryDirectory(prefix="anchor-wire-") as folder, slow_wire(Path(folder), database_url) as made:
        yield made


@pytest.fixture
def far(wire: SlowWire) -> Iterator[Database]:
    """The database at the end of that wire, with one connection open."""
    with opened(wire.url) as database:
        database.ping()
        yield database


def ask(database: Database) -> None:
    with database.reading() as session:
        session.execute(text("SELECT 1"))


@contextmanager
def refused_within(seconds: float) -> Iterator[None]:
    began = time.monotonic()
    with pytest.raises(OperationalError):
        yield
    assert time.monotonic() - began < seconds


@on_postgresql
def test_a_wire_that_swallows_answers_is_left_alone_and_used_again_when_it_is_whole(
    far: Database, wire: SlowWire
) -> None:
    wire.whole.clear()
    with refused_within(A_MOMENT_S + 3), patience(0.5):
        ask(far)
    wire.whole.set()
    ask(far)


@on_postgresql
def test_answers_that_come_one_by_one_take_no_more_than_the_patience_together(far: Database, wire: SlowWire) -> None:
    answers = 0
    with far.engine.connect() as connection, refused_within(2 + A_MOMENT_S), patience(2):
        wire.delay_s = 0.4
        while True:
            connection.execute(text("SELECT 1"))
            answers += 1
    assert 2 <= answers <= 4
    assert not connection.invalidated, "only slow: it is used again"


@on_postgresql
def test_who_is_in_no_hurry_waits_for_a_late_answer(far: Database, wire: SlowWire) -> None:
    wire.delay_s = 0.4
    ask(far)


def test_a_patience_inside_another_gives_no_more_time_than_that_has_left() -> None:
    with patience(1), patience(5):
        inner = patiences.here()
        assert inner is not None
        assert inner.left_s == 1
        with patience(0.5):
            least = patiences.here()
            assert least is not None
            assert least.left_s == 0.5
    assert patiences.here() is None
