"""PostgreSQL's session lock as an election: on a connection of its own, never the pool's (PLATFORM.md A3).

A pooled connection would keep the lock after it is given back, and a pooler in transaction mode would give it to two.
"""

from contextlib import suppress

import psycopg
from sqlalchemy.engine import make_url

SCHEDULER_LOCK = 7_241_002
IDLE_LIMIT_MS = 12_000
"""The server ends a session that says nothing for so long: a hung or cut-off holder loses the lock."""
PATIENCE_MS = 5_000


class AdvisoryLock:
    """Not to be shared between threads that call at the same time."""

    def __init__(self, url: str) -> None:
        address = make_url(url).set(drivername="postgresql")
        self._address = address.render_as_string(hide_password=False)
        self._connection: psycopg.Connection | None = None
        self._held = False

    def hold(self) -> bool:
        """Take the lock or confirm it; False while another session has it or the database does not answer."""
        try:
            if self._connection is None:
                self._connection = self._connect()
            if self._held:
                self._connection.execute("SELECT 1")
            else:
                row = self._connection.execute("SELECT pg_try_advisory_lock(%s)", (SCHEDULER_LOCK,)).fetchone()
                self._held = row is not None and bool(row[0])
        except psycopg.Error:
            self.release()
        return self._held

    def release(self) -> None:
        """Let go; the end of the session ends the lock."""
        self._held = False
        if self._connection is not None:
            with suppress(psycopg.Error):
                self._connection.close()
            self._connection = None

    def _connect(self) -> psycopg.Connection:
        options = f"-c idle_session_timeout={IDLE_LIMIT_MS} -c statement_timeout={PATIENCE_MS}"
        return psycopg.connect(
            self._address,
            autocommit=True,
            connect_timeout=5,
            options=options,
            prepare_threshold=None,
            keepalives_idle=5,
            keepalives_interval=5,
            keepalives_count=2,
            tcp_user_timeout=PATIENCE_MS,
        )
