"""Sizes of what is stored, for the admin's page."""

from dataclasses import dataclass, replace

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.db.tables.exports import Export
from app.db.tables.people import Connection
from app.db.tables.profiles import Asset


@dataclass(frozen=True, slots=True)
class Storage:
    """Bytes; `free` is a share of the disk, None when unknown. `doubtful`: tokens that a restore brought back."""

    kind: str
    total: int
    assets: int
    exports: int
    doubtful: int
    free: float | None = None
    revision: str | None = None


def sizes(session: Session, *, sqlite: bool) -> Storage:
    whole = (
        "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
        if sqlite
        else "SELECT pg_database_size(current_database())"
    )
    doubtful = select(func.count()).select_from(Connection).where(Connection.verify_since.is_not(None))
    return Storage(
        kind="SQLite" if sqlite else "PostgreSQL",
        total=int(session.execute(text(whole)).scalar_one()),
        assets=session.scalar(select(func.sum(func.length(Asset.content)))) or 0,
        exports=session.scalar(select(func.sum(func.length(Export.content)))) or 0,
        doubtful=session.scalar(doubtful) or 0,
    )


def with_place(found: Storage, *, free: float | None, revision: str | None) -> Storage:
    return replace(found, free=free, revision=revision)
