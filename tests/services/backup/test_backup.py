"""The drill: yesterday's backup comes back whole, and whoever left since does not."""

import stat
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.bootstrap import build
from app.db import dump, migrations
from app.db.base import Base
from app.db.database import Database
from app.db.dump import BadDump
from app.db.queries import people as accounts
from app.db.tables.people import Connection
from app.db.tables.work import Leader
from app.sandbox.server import RunningSandbox
from app.settings import Settings
from tests.ground.site import environment_for
from tests.ground.stage import Stage, dispose
from tests.services.leaving.test_leaving import dump as rows_of


def people(stage: Stage) -> None:
    for person, handle in (("mara", "mara-e"), ("q", "qqq"), ("haruka", "haruka")):
        artist = stage.artist(person)
        artist.post("/studio/copy/edit", bio=f"By hand of {person}.", revision="0")
        artist.publish(handle)


def statuses(stage: Stage) -> dict[str, int]:
    return {handle: stage.visitor().get(f"/{handle}").status_code for handle in ("mara-e", "qqq", "haruka", "tomas")}


def doubtful(stage: Stage) -> int:
    """How many tokens have not proved themselves yet."""
    with stage.services.studio._database.reading() as session:
        wanted = select(func.count()).select_from(Connection).where(Connection.verify_since.is_not(None))
        return session.scalar(wanted) or 0


def test_the_drill(stage: Stage, tmp_path: Path) -> None:
    people(stage)
    file = tmp_path / "anchor.backup"
    stage.services.backup.create(file)
    stage.clock.advance(hours=20)
    for person, handle, erase_now in (("mara", "mara-e", ""), ("q", "qqq", "1")):
        stage.artist(person).post("/studio/delete", confirm=handle, erase_now=erase_now)
    tomas = stage.artist("tomas")
    tomas.publish("tomas")
    done = stage.services.backup.restore(file)

    assert (done.left_again, done.to_verify) == (2, 3)
    assert statuses(stage) == {"mara-e": 410, "qqq": 410, "haruka": 200, "tomas": 404}
    assert tomas.get("/studio").status_code == 303
    text = str(rows_of(stage))
    assert "By hand of q." not in text
    assert "By hand of mara." in text
    assert "/studio/former" in stage.artist("mara").get("/studio").text

    with stage.services.studio._database.reading() as session:
        doubtful = session.connection().exec_driver_sql(
            "SELECT count(*) FROM connections WHERE verify_since IS NOT NULL"
        )
        assert doubtful.scalar_one() == 1
    stage.services.refresh.by_handle("haruka")
    stage.work()
    with stage.services.studio._database.reading() as session:
        doubtful = session.connection().exec_driver_sql(
            "SELECT count(*) FROM connections WHERE verify_since IS NOT NULL"
        )
        assert doubtful.scalar_one() == 0
    haruka = stage.artist("haruka")
    assert haruka.post("/studio/facts", subject="artist", display_name="Still Here").status_code == 303


def test_the_file_is_its_owners_and_holds_every_row(stage: Stage, tmp_path: Path) -> None:
    people(stage)
    file = tmp_path / "anchor.backup"
    manifest = stage.services.backup.create(file)
    before = rows_of(stage)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert manifest.revision == migrations.head()
    assert manifest.rows == {table: len(rows) for table, rows in before.items()}
    dump.restore(stage.services.backup._direct.engine, file, dump.read_manifest(file))
    assert rows_of(stage) == before


def test_a_backup_of_sqlite_fills_a_postgresql_database(
    sqlite_url: str, postgres_url: str, sandbox: RunningSandbox, clock: object, tmp_path: Path
) -> None:
    source, target = (Settings.load(environment_for(url, sandbox)) for url in (sqlite_url, postgres_url))
    stage = Stage(source, sandbox, clock)  # type: ignore[arg-type]
    people(stage)
    file = tmp_path / "anchor.backup"
    stage.services.backup.create(file)
    moved = build(target, now=stage.clock)
    moved.backup.restore(file)

    assert [handle for handle, _ in moved.directory.pages()] == ["haruka", "mara-e", "qqq"]
    with moved.studio._database.transaction() as session:
        numbers = {row.id for row in session.execute(select(Base.metadata.tables["persons"]))}
        assert accounts.create(session, stage.clock()) not in numbers
    dispose(stage.services)
    dispose(moved)


def test_tombstones_that_were_kept_elsewhere_count_when_the_database_is_lost(stage: Stage, tmp_path: Path) -> None:
    people(stage)
    file = tmp_path / "anchor.backup"
    stage.services.backup.create(file)
    stage.clock.advance(hours=1)
    stage.artist("q").post("/studio/delete", confirm="qqq", erase_now="1")
    kept = stage.services.backup.tombstones()
    assert "qqq" not in str(kept)
    with stage.services.studio._database.transaction() as session:
        session.connection().exec_driver_sql("DELETE FROM tombstones")
    assert stage.services.backup.restore(file, kept).left_again == 1
    assert statuses(stage)["qqq"] == 410


def test_what_cannot_be_restored_says_why_and_changes_nothing(stage: Stage, tmp_path: Path) -> None:
    people(stage)
    file = tmp_path / "anchor.backup"
    stage.services.backup.create(file)
    before = rows_of(stage)
    broken, cut = tmp_path / "broken", tmp_path / "cut"
    broken.write_bytes(b"not a zip")
    cut.write_bytes(file.read_bytes()[:-200])
    for bad in (broken, cut, tmp_path / "absent"):
        with pytest.raises(BadDump, match=r"no backup|damaged"):
            stage.services.backup.restore(bad)
    with pytest.raises(BadDump, match="tombstones"):
        stage.services.backup.restore(file, ["{}"])
    now = stage.clock()
    with stage.services.studio._database.transaction() as session:
        lease = {"taken_at": now, "renewed_at": now, "expires_at": now + timedelta(seconds=15)}
        session.add(Leader(name="scheduler", holder="x", term=1, **lease))
    with pytest.raises(BadDump, match="running"):
        stage.services.backup.restore(file)
    stage.clock.advance(days=91)
    with pytest.raises(BadDump, match="older than 90 days"):
        stage.services.backup.restore(file)
    with stage.services.studio._database.transaction() as session:
        session.connection().exec_driver_sql("DELETE FROM leader")
    assert rows_of(stage) == before


def test_an_empty_database_has_nothing_to_keep(unmigrated_url: str, tmp_path: Path, clock: object) -> None:
    with pytest.raises(BadDump, match="nothing to keep"):
        dump.write(Database(unmigrated_url), tmp_path / "x", clock())  # type: ignore[operator]
