"""What a commit changed of published pages is told to whoever keeps them; all other commits are not."""

from datetime import UTC, datetime

import pytest

from app.db import shown
from app.db.database import Database
from app.db.queries import people
from app.db.shown import Shown

NOW = datetime(2026, 11, 20, tzinfo=UTC)


class Stumble(Exception):
    pass


def note_and_stumble(database: Database) -> None:
    with database.transaction() as session:
        shown.note_readers(session)
        raise Stumble


def test_a_commit_counts_as_what_it_changes(database: Database) -> None:
    with database.transaction() as session:
        people.create(session, NOW)
    assert database.shown == Shown(0, 0)

    with database.transaction() as session:
        shown.note_version(session)
    assert database.shown == Shown(0, 1)

    with database.transaction() as session:
        shown.note_version(session)
        shown.note_readers(session)
    assert database.shown == Shown(1, 2)


def test_nothing_counts_before_it_is_committed_or_when_it_never_is(database: Database) -> None:
    with database.transaction() as session:
        shown.note_readers(session)
        assert database.shown == Shown()
    before = database.shown
    with pytest.raises(Stumble):
        note_and_stumble(database)

    assert database.shown is before


def test_a_deleted_person_s_page_is_taken_from_its_readers(database: Database) -> None:
    with database.transaction() as session:
        person_id = people.create(session, NOW)
    with database.transaction() as session:
        people.delete_person(session, person_id)

    assert database.shown == Shown(1, 0)
