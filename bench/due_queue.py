"""How long the leader needs to find and to lease due work, among 1,000 and 100,000 profiles, on both databases.

    .venv/bin/python -m bench.due_queue            --million adds 1,000,000 profiles

Of each size one in 16 is due at once; the others have their time within the week. `select` is the due query of 50 jobs,
`scan` the same without the index, `claim` one statement that leases 50; medians, in milliseconds. PostgreSQL's last
column is what the server itself tells of select and scan (EXPLAIN ANALYZE), without the way there and back, and how
many times longer the scan took: that is what the index does. SQLite has no such way.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Select, TextClause, bindparam, text
from sqlalchemy.orm import Session

from app.db import migrations
from app.db.clock import system_now
from app.db.database import Database
from app.db.queries import jobs
from app.domain.schedule import LEASE, ROUTINE
from tests.ground.databases import PostgreSQL, opened

SIZES = (1_000, 100_000)
MILLION = 1_000_000
BATCH = 50
DUE_SHARE = 16
TIMES = 15

NUMBERS = {
    "sqlite": "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :size) SELECT i FROM n) AS n",
    "postgresql": "generate_series(1, :size) AS n(i)",
}
MOMENT = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f000', :start, ({0}) || ' seconds')",
    "postgresql": "CAST(:start AS timestamptz) + ({0}) * interval '1 second'",
}
DUE_IN_S = f"CASE WHEN i % {DUE_SHARE} = 0 THEN -(i % 3600) - 60 ELSE 3600 + (i * 1013) % 600000 END"
PERSONS = "INSERT INTO persons (id, created_at) SELECT i, :start FROM {numbers}"
PROFILES = (
    "INSERT INTO profiles (id, person_id, theme, locale, auto_refresh, keep_fresh, email, email_opt_in, hidden,"
    " revision, is_public, empty_answers, created_at)"
    " SELECT i, i, 'sleeve', 'en', true, false, '', false, '[]', 0, true, 0, :start FROM {numbers}"
)
JOBS = (
    "INSERT INTO jobs (profile_id, kind, due_at, scheduled_for, priority, attempts, generation, payload, planned)"
    " SELECT i, 'refresh', {due}, {due}, {priority}, 0, 0, '{{}}', true FROM {numbers}"
)


def main() -> None:
    sizes = (*SIZES, MILLION) if "--million" in sys.argv else SIZES
    print("| database | profiles | due | select 50 ms | scan ms | scan / select | claim 50 ms | in server |")
    print("|---|---|---|---|---|---|---|---|")
    for size in sizes:
        with databases() as urls:
            for url in urls:
                with opened(url) as database:
                    print(row(database, size), flush=True)


def row(database: Database, size: int) -> str:
    now = system_now()
    fill(database, size, now)
    selecting = milliseconds(database, lambda session: due(session, now))
    scanning = milliseconds(database, lambda session: scan(session, now))
    claiming = milliseconds(database, lambda session: claim(session, now))
    figures = f"{selecting:.2f} | {scanning:.2f} | {scanning / selecting:.0f} | {claiming:.2f}"
    if database.is_sqlite:
        return f"| SQLite | {size:,} | {size // DUE_SHARE:,} | {figures} | |"
    finding, walking = in_server(database, DUE, {"now": now}), in_server(database, *without_index(now, "jobs"))
    told = f"{finding:.3f}, {walking:.1f}: {walking / finding:.0f}"
    return f"| PostgreSQL | {size:,} | {size // DUE_SHARE:,} | {figures} | {told} |"


def fill(database: Database, size: int, start: datetime) -> None:
    kind = "sqlite" if database.is_sqlite else "postgresql"
    due_at = MOMENT[kind].format(DUE_IN_S)
    shown = start.strftime("%Y-%m-%d %H:%M:%S.000000") if database.is_sqlite else start.isoformat()
    with database.transaction() as session:
        session.execute(text("SELECT 1"))
        if not database.is_sqlite:
            session.execute(text("SET LOCAL statement_timeout = 0"))
        for statement in (PERSONS, PROFILES, JOBS):
            filled = statement.format(numbers=NUMBERS[kind], due=due_at, priority=ROUTINE)
            session.execute(text(filled), {"size": size, "start": shown})
    with database.engine.connect() as connection:
        connection.execute(text("ANALYZE"))
        connection.commit()


DUE = jobs.due_of(ROUTINE, bindparam("now", type_=jobs.JOBS.c.due_at.type), BATCH)
"""Built once, as the product builds it."""


def due(session: Session, now: datetime) -> None:
    assert len(session.connection().execute(DUE, {"now": now}).all()) > 0


def scan(session: Session, now: datetime) -> None:
    """The same question without the index."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(*without_index(now.replace(tzinfo=None), "jobs NOT INDEXED")).all()
        return
    forbid_indexes(session)
    session.execute(*without_index(now, "jobs")).all()


def without_index(now: datetime, table: str) -> tuple[TextClause, dict[str, str]]:
    question = "SELECT id FROM {0} WHERE priority = {1} AND due_at <= :now ORDER BY due_at, id LIMIT {2}"
    return text(question.format(table, ROUTINE, BATCH)), {"now": now.isoformat(" ")}


def forbid_indexes(session: Session) -> None:
    for way in ("indexscan", "bitmapscan", "indexonlyscan"):
        session.execute(text(f"SET LOCAL enable_{way} = off"))


def in_server(database: Database, question: Select[int] | TextClause, known: dict[str, Any]) -> float:
    """What PostgreSQL says that it took to answer, in milliseconds; a text is answered without an index."""
    took = []
    for _ in range(TIMES):
        with Session(database.engine) as session:
            if isinstance(question, TextClause):
                forbid_indexes(session)
            compiled = question.compile(database.engine, compile_kwargs={"render_postcompile": True})
            asked = f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {compiled}"
            plan = session.connection().exec_driver_sql(asked, compiled.construct_params(known)).scalar_one()
            took.append(float(plan[0]["Execution Time"]))
            session.rollback()
    return median(took[1:])


def claim(session: Session, now: datetime) -> None:
    jobs.claim_due(
        session, now=now - timedelta(minutes=1), owner="bench", until=now + LEASE, limit=BATCH, priorities=(ROUTINE,)
    )


def milliseconds(database: Database, act: Callable[[Session], None]) -> float:
    """The median of some tries, without the commit; what they changed is rolled back."""
    took = []
    for _ in range(TIMES):
        with Session(database.engine) as session:
            session.execute(text("SELECT 1"))
            began = time.perf_counter()
            act(session)
            took.append(1000 * (time.perf_counter() - began))
            session.rollback()
    return median(took[1:])


@contextmanager
def databases() -> Iterator[list[str]]:
    """A migrated, empty database of each kind."""
    with TemporaryDirectory(prefix="anchor-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # as root, the PostgreSQL server runs as a user of its own
        sqlite = f"sqlite:///{folder / 'anchor.db'}"
        with opened(sqlite) as database:
            migrations.upgrade(database.engine)
        server = PostgreSQL(folder)
        yield [sqlite, server.url(server.lend())]
        server.stop()


if __name__ == "__main__":
    main()
