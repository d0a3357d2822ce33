"""An INSERT that may meet a row which is there: each database has its own, and only the one in use is loaded."""

from typing import TYPE_CHECKING, Any

from app.db.database import Reach

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite


def insert(session: Reach, table: Any) -> "sqlite.Insert | postgresql.Insert":
    """In this session's dialect, with `on_conflict_do_nothing` and `on_conflict_do_update`."""
    if session.connection().dialect.name == "sqlite":
        from sqlalchemy.dialects import sqlite  # noqa: PLC0415 - see above

        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - see above

    return postgresql.insert(table)
