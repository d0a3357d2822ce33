"""A whole database as one portable file: rows as JSON lines, table by table, of one moment, with the schema's revision.

Written and read without any client program, so no version of one can differ; a dump of SQLite fills a PostgreSQL
database and the other way round. The file is a zip: `manifest.json` and `<table>.jsonl`.
"""

import base64
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Connection, Engine, MetaData, Table, func, insert, select, text

from app.db import migrations
from app.db.database import Database

FORMAT = 1
BATCH = 500
VERSION_TABLE = "alembic_version"


class BadDump(Exception):
    """This file cannot be restored; the message says why."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a dump holds: `made_at` ISO 8601 in UTC, `rows` by table."""

    format: int
    made_at: str
    revision: str
    dialect: str
    rows: dict[str, int]


def write(database: Database, path: Path, now: datetime) -> Manifest:
    """Dump everything as it stands at one moment, to a file that only its owner reads. Replaces `path` at the end."""
    revision = migrations.current(database.engine)
    if revision is None:
        raise BadDump("The database has no tables yet: there is nothing to keep.")
    temporary = path.with_name(f"{path.name}.part")
    rows: dict[str, int] = {}
    with os.fdopen(os.open(temporary, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, _one_moment(database) as connection:
            for table in _tables(connection):
                with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as lines:
                    rows[table.name] = 0
                    for row in connection.execution_options(yield_per=BATCH).execute(select(table)):
                        plain = {name: _plain(value) for name, value in row._mapping.items()}
                        lines.write(json.dumps(plain, ensure_ascii=False).encode() + b"\n")
                        rows[table.name] += 1
            manifest = Manifest(FORMAT, now.astimezone(UTC).isoformat(), revision, database.engine.dialect.name, rows)
            archive.writestr("manifest.json", json.dumps(asdict(manifest), indent=1))
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    return manifest


def read_manifest(path: Path) -> Manifest:
    """Raises BadDump when this is no whole dump that this release can read."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = Manifest(**json.loads(archive.read("manifest.json")))
            broken = archive.testzip()
            missing = {f"{name}.jsonl" for name in manifest.rows} - set(archive.namelist())
    except (OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError) as exc:
        raise BadDump("This is no backup, or it is damaged.") from exc
    if broken or missing:
        raise BadDump("This backup is damaged: a part of it is missing or does not add up.")
    if manifest.format != FORMAT or not migrations.knows(manifest.revision):
        raise BadDump("This backup was made by a newer release. Install that one first.")
    return manifest


def restore(engine: Engine, path: Path, manifest: Manifest) -> None:
    """Replace everything in the database by the dump, then bring the schema up to date."""
    with engine.begin() as connection:
        everything = MetaData()
        everything.reflect(connection)
        everything.drop_all(connection)
    migrations.upgrade(engine, manifest.revision)
    with zipfile.ZipFile(path) as archive, engine.begin() as connection:
        for table in _tables(connection):
            for batch in _batches(archive, table, manifest, aware=connection.dialect.name != "sqlite"):
                connection.execute(insert(table), batch)
            _count_on(connection, table)
    migrations.upgrade(engine)


@contextmanager
def _one_moment(database: Database) -> Iterator[Connection]:
    """A connection on which every table looks as it did when it began."""
    options = {} if database.is_sqlite else {"isolation_level": "REPEATABLE READ"}
    with database.reader.connect().execution_options(**options) as connection, connection.begin():
        if not database.is_sqlite:
            connection.execute(text("SET LOCAL statement_timeout = 0"))
        yield connection


def _tables(connection: Connection) -> list[Table]:
    """The tables that are really there, those first that others point to."""
    schema = MetaData()
    schema.reflect(connection)
    for table in schema.tables.values():
        for column in table.columns:
            if isinstance(column.type, JSON):
                column.type = JSON(none_as_null=True)
    return [table for table in schema.sorted_tables if table.name != VERSION_TABLE]


def _batches(archive: zipfile.ZipFile, table: Table, manifest: Manifest, *, aware: bool) -> Iterator[list[Any]]:
    if table.name not in manifest.rows:
        return
    batch: list[Any] = []
    with archive.open(f"{table.name}.jsonl") as lines:
        for line in lines:
            batch.append({name: _value(value, aware=aware) for name, value in json.loads(line).items()})
            if len(batch) == BATCH:
                yield batch
                batch = []
    if batch:
        yield batch


def _count_on(connection: Connection, table: Table) -> None:
    """PostgreSQL's own numbers go on after the restored ones."""
    key = next(iter(table.primary_key.columns), None)
    if connection.dialect.name != "postgresql" or key is None or key.name != "id":
        return
    highest = connection.scalar(select(func.max(key)))
    if highest is not None:
        name = connection.scalar(select(func.pg_get_serial_sequence(table.name, key.name)))
        connection.execute(select(func.setval(name, highest)))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"$moment": (value if value.tzinfo else value.replace(tzinfo=UTC)).isoformat()}
    if isinstance(value, date):
        return {"$day": value.isoformat()}
    if isinstance(value, bytes | memoryview):
        return {"$bytes": base64.b64encode(bytes(value)).decode()}
    return {"$json": value} if isinstance(value, dict | list) else value


def _value(plain: Any, *, aware: bool) -> Any:
    if not isinstance(plain, dict):
        return plain
    ((kind, value),) = plain.items()
    if kind == "$moment":
        moment = datetime.fromisoformat(value)
        return moment if aware else moment.astimezone(UTC).replace(tzinfo=None)
    if kind == "$day":
        return date.fromisoformat(value)
    return base64.b64decode(value) if kind == "$bytes" else value
