"""The engine and the one way to a transaction.

`transaction()` may write: SQLite begins it IMMEDIATE, so that nobody reads, waits and then finds the database
locked (measured: 5,955 of 8,000 writes failed with a plain BEGIN, none with this). `reading()` changes nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from app.db.shown import Shown, Tally

BUSY_TIMEOUT_MS = 5000
LOCK_TIMEOUT_MS = 5000
STATEMENT_TIMEOUT_MS = 15000
POOL_TIMEOUT_S = 2
CONNECT_TIMEOUT_S = 3

_open: ContextVar[int] = ContextVar("open_transactions", default=0)


def open_transactions() -> int:
    """How many transactions this thread holds now; a network call while it is not 0 is a defect."""
    return _open.get()


class Bare:
    """What statements that were built once need of a session: its connection. Nothing is mapped, nothing waits."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def connection(self) -> Connection:
        return self._connection

    def flush(self) -> None:
        """There is never anything to write."""


Reach = Session | Bare
"""Whoever can run a statement that was built once."""


class Database:
    """One database of either kind. Build it after a fork, or call `dispose` in the child."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite(url) if self.is_sqlite else _postgresql(url)
        self.reader = _reader(self.engine) if self.is_sqlite else self.engine
        """The same connections, for whoever changes nothing: on SQLite its transactions wait for no writer."""
        self._tally = Tally()

    @property
    def shown(self) -> Shown:
        """Another object after each commit of this process that changed a published page."""
        return self._tally.shown

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Commit at the end, roll back on any error. Only services open one."""
        with self._session(self.engine) as session, session.begin():
            yield session
        self._tally.committed(session)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that changes nothing and waits for no writer."""
        with self._session(self.reader) as session, session.begin():
            yield session

    @contextmanager
    def bare_transaction(self) -> Iterator[Bare]:
        """As `transaction`, at half its cost: for what every refresh and every look of the leader does, on no page."""
        with _held(), self.engine.begin() as connection:
            yield Bare(connection)

    @contextmanager
    def bare_reading(self) -> Iterator[Bare]:
        """As `reading`, at half its cost."""
        with _held(), self.reader.begin() as connection:
            yield Bare(connection)

    def ping(self) -> None:
        """Raises SQLAlchemyError when the database does not answer."""
        with self.engine.connect() as connection:
            connection.execute(text("SELECT 1"))

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[Session]:
        with _held(), Session(engine, expire_on_commit=False) as session:
            yield session


@contextmanager
def _held() -> Iterator[None]:
    held = _open.set(_open.get() + 1)
    try:
        yield
    finally:
        _open.reset(held)


def _sqlite(url: str) -> Engine:
    database = make_url(url).database
    if database and database != ":memory:":
        with suppress(OSError):  # the first connection says "unable to open", as for a database that is away
            Path(database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself; `begin` below does
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")

    _begin_with(engine, "BEGIN IMMEDIATE")
    return engine


def _reader(engine: Engine) -> Engine:
    """A second engine on the first one's connections, because how a transaction begins belongs to the engine."""
    reader = create_engine(engine.url, pool=engine.pool)
    _begin_with(reader, "BEGIN DEFERRED")

    @event.listens_for(engine, "engine_disposed")
    def follow(_engine: Engine) -> None:
        reader.pool = engine.pool

    return reader


def _begin_with(engine: Engine, words: str) -> None:
    """What the driver was told to leave to us; as the dialect's own step it is cheap, and its errors are wrapped."""

    def begin(dbapi_connection: Any) -> None:
        dbapi_connection.driver_connection.execute(words)

    engine.dialect.do_begin = begin  # type: ignore[method-assign]


def _postgresql(url: str) -> Engine:
    options = (
        f"-c lock_timeout={LOCK_TIMEOUT_MS} -c statement_timeout={STATEMENT_TIMEOUT_MS}"
        f" -c idle_in_transaction_session_timeout={STATEMENT_TIMEOUT_MS} -c timezone=UTC"
    )
    engine = create_engine(
        url,
        pool_pre_ping=True,
        pool_recycle=1800,
        pool_size=8,
        max_overflow=4,
        pool_timeout=POOL_TIMEOUT_S,
        connect_args={"options": options, "connect_timeout": CONNECT_TIMEOUT_S, "prepare_threshold": None},
    )

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: Any, _record: Any, _arguments: Any, settings: dict[str, Any]) -> Any:
        from app.db.patient_connection import PatientConnection  # noqa: PLC0415 - SQLite's sites do without a driver

        return PatientConnection.connect(**settings)

    return engine
