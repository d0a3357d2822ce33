"""Alembic's environment: the same migrations on both databases, one process at a time, under a lock timeout."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, text

from app.db.base import UTCDateTime
from app.db.schema import metadata

MIGRATION_LOCK = 7_262_467  # any constant: two containers that start together migrate one after the other


def render(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """Migrations name plain column types, so that they never change with the code."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UTCDateTime) else False


def run(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET lock_timeout = '5s'"))
        connection.execute(text("SET statement_timeout = '5min'"))
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": MIGRATION_LOCK})
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,  # SQLite can, though alembic does not count on it
        compare_type=True,
        render_item=render,
        transaction_per_migration=connection.dialect.name == "postgresql",  # SQLite has no lock but one for all
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
