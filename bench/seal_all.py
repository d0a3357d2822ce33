"""How long `flask tokens seal-all` takes, the incident command: every connection sealed, every artist told.

.venv/bin/python -m bench.seal_all             10,000 connections on both databases; another number may follow
"""

import sys
import time

from sqlalchemy import func, select, text

from app.db.clock import system_now
from app.db.database import Database
from app.db.tables.people import Connection
from app.db.tables.work import Notice
from app.services.engine_control import EngineControl
from app.services.jobs import JobQueue
from bench.due_queue import NUMBERS, PERSONS, PROFILES, databases
from tests.ground.databases import opened

SIZE = 10_000
CONNECTIONS = (
    "INSERT INTO connections (id, person_id, provider, account_id, user_id, scope, status, authorized_at,"
    " access_token, refresh_token, token_fingerprint, reminders)"
    " SELECT i, i, 'spotify', 'account-' || i, 'user-' || i, '', 'connected', :start, :sealed, :sealed, 'f' || i, 0"
    " FROM {numbers}"
)


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else SIZE
    print("| database | connections | sealed and told | seconds | CPU seconds here |")
    print("|---|---|---|---|---|")
    with databases() as urls:
        for url in urls:
            with opened(url) as database:
                print(row(database, size), flush=True)


def row(database: Database, size: int) -> str:
    fill(database, size)
    control = EngineControl(database, system_now, JobQueue(database, system_now))
    began, cpu = time.perf_counter(), time.process_time()
    count = control.seal_all(None)
    took, burnt = time.perf_counter() - began, time.process_time() - cpu
    with database.reading() as session:
        assert session.scalar(select(func.count()).where(Connection.status == "connected")) == 0
        assert session.scalar(select(func.count()).where(Notice.topic == "reconnect")) == count == size
    name = "SQLite" if database.is_sqlite else "PostgreSQL"
    return f"| {name} | {size:,} | {count:,} | {took:.1f} | {burnt:.1f} |"


def fill(database: Database, size: int) -> None:
    numbers, start = NUMBERS["sqlite" if database.is_sqlite else "postgresql"], system_now()
    shown = start.strftime("%Y-%m-%d %H:%M:%S.000000") if database.is_sqlite else start.isoformat()
    with database.transaction() as session:
        for statement in (PERSONS, PROFILES, CONNECTIONS):
            asked = {"size": size, "start": shown, "sealed": b"sealed"}
            session.execute(text(statement.format(numbers=numbers)), asked)


if __name__ == "__main__":
    main()
