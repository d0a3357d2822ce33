"""Every class of data has its time, and goes when it is over: not sooner, not later."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from app.db.base import Base
from app.db.queries.retention import OVER
from app.db.tables.money import Generation
from app.db.tables.people import Connection, Person, TokenJournalEntry
from app.db.tables.work import AuditEntry, Notice, Run
from app.domain.retention import OF_NOBODY, RULES, rule, said
from tests.ground.stage import Stage


def count(stage: Stage, table: str) -> int:
    with stage.services.studio._database.reading() as session:
        return int(session.connection().exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())  # noqa: S608


def test_every_table_has_its_time_and_a_reason() -> None:
    ruled = {table for found in RULES for table in found.tables}
    assert ruled | set(OF_NOBODY) == set(Base.metadata.tables)
    assert not ruled & set(OF_NOBODY)
    assert all(found.why and found.what for found in RULES)
    assert len({found.name for found in RULES}) == len(RULES)


def test_every_class_with_a_time_has_somebody_who_deletes_it() -> None:
    timed = {found.name for found in RULES if found.kept is not None}
    assert timed == set(OVER) | {"held"}


def test_the_privacy_page_says_the_whole_table(stage: Stage) -> None:
    text = stage.visitor().get("/privacy").text
    for found in RULES:
        assert f"<strong>{said(found.kept)}</strong>, {found.why}" in text.replace("&#39;", "'"), found.name


def test_each_row_goes_when_its_time_is_over_and_not_before(stage: Stage) -> None:
    mara = stage.artist("mara")
    now = stage.clock()
    rows: dict[str, tuple[Any, dict[str, Any]]] = {
        "audit": (AuditEntry, {"happened_at": now, "action": "x", "detail": {}}),
        "generations": (
            Generation,
            {"asked_at": now, "part": "all", "outcome": "done", "rules": [], "version_ids": []},
        ),
        "notices": (
            Notice,
            {"topic": "x", "incident": "x", "message": "x", "created_at": now, "resolved_at": now},
        ),
        "runs": (
            Run,
            {
                "profile_id": mara.profile_id,
                "kind": "generate",
                "scheduled_for": now,
                "generation": 99,
                "started_at": now,
                "finished_at": now,
                "outcome": "x",
            },
        ),
        "spotify": (
            TokenJournalEntry,
            {"connection_id": 1, "refresh_token": b"x", "sent_fingerprint": "x", "stored": False, "created_at": now},
        ),
    }
    for name, (table, values) in rows.items():
        before = count(stage, table.__tablename__)
        with stage.services.studio._database.transaction() as session:
            session.execute(insert(table).values(**values))
        kept = rule(name).kept
        assert kept is not None
        stage.clock.moment = now + kept - timedelta(minutes=1)
        stage.services.retention.sweep()
        assert (name, count(stage, table.__tablename__)) > (name, before)
        stage.clock.moment = now + kept + timedelta(minutes=1)
        stage.services.retention.sweep()
        with stage.services.studio._database.reading() as session:
            left = session.connection().exec_driver_sql(
                f"SELECT count(*) FROM {table.__tablename__}"  # noqa: S608
            )
            assert (name, left.scalar_one()) <= (name, before)
        stage.clock.moment = now


def test_lists_go_a_month_after_the_permission_ended_and_own_words_stay(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.post("/studio/copy/edit", bio="By hand.", revision="0")
    mara.publish("mara-e")
    with stage.services.studio._database.transaction() as session:
        session.query(Connection).update(
            {"status": "needs_reauth", "sealed_at": stage.clock(), "broken_at": stage.clock()}
        )
    stage.clock.advance(days=29)
    stage.services.retention.sweep()
    assert stage.visitor().get("/mara-e.json").json["tracks"]
    stage.clock.advance(days=1, hours=1)
    stage.services.retention.sweep()
    shown = stage.visitor().get("/mara-e.json").json

    assert (shown["tracks"], shown["bio"]) == ([], "By hand.")
    assert count(stage, "snapshots") == 0


def test_pictures_that_a_version_shows_stay(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.publish("mara-e")
    card = stage.visitor().get("/mara-e.json").json["card_url"].removeprefix(stage.public_url)
    mara.post("/studio/facts", subject="artist", display_name="Another Name")
    mara.post("/studio/publish")
    stage.clock.advance(days=10)
    stage.services.retention.sweep()
    assert stage.visitor().get(card).status_code == 200


@pytest.mark.parametrize("rows", [1, 1201])
def test_it_works_in_batches(stage: Stage, rows: int) -> None:
    with stage.services.studio._database.transaction() as session:
        old = stage.clock() - timedelta(days=366)
        session.execute(insert(AuditEntry), [{"happened_at": old, "action": "x", "detail": {}}] * rows)
    assert count(stage, "audit") == rows
    stage.services.retention.sweep()
    assert count(stage, "audit") == 0
    assert Person.__tablename__ in rule("account").tables
