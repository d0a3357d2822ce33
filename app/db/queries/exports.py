"""Exports: the wish, the file, and every row that goes into it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.db.exported import EXPORTED
from app.db.schema import metadata
from app.db.tables.exports import Export
from app.db.tables.profiles import CopyVersion


@dataclass(frozen=True, slots=True)
class Made:
    """An export as its owner sees it; `made_at` None: it is being made, or could not be."""

    id: int
    asked_at: datetime
    made_at: datetime | None
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class File:
    content: bytes = field(repr=False)
    made_at: datetime


def ask(session: Session, profile_id: int, now: datetime) -> None:
    """A new wish; the file of an earlier one goes."""
    forget(session, profile_id)
    session.add(Export(profile_id=profile_id, asked_at=now))


def forget(session: Session, profile_id: int) -> None:
    session.execute(delete(Export).where(Export.profile_id == profile_id))


def newest(session: Session, profile_id: int) -> Made | None:
    row = session.execute(
        select(Export.id, Export.asked_at, Export.made_at, Export.expires_at).where(Export.profile_id == profile_id)
    ).one_or_none()
    return Made(*row) if row else None


def file(session: Session, profile_id: int, export_id: int, now: datetime) -> File | None:
    """The file, for its owner, while its day lasts."""
    row = session.execute(
        select(Export.content, Export.made_at).where(
            Export.id == export_id, Export.profile_id == profile_id, Export.expires_at > now
        )
    ).one_or_none()
    return File(row.content, row.made_at) if row and row.content is not None and row.made_at is not None else None


def store(session: Session, profile_id: int, content: bytes, *, now: datetime, expires_at: datetime) -> None:
    mine = update(Export).where(Export.profile_id == profile_id)
    session.execute(mine.values(content=content, made_at=now, expires_at=expires_at))


def everything(session: Session, person_id: int, profile_id: int) -> dict[str, list[dict[str, Any]]]:
    """Every exported row of one person, by table, with moments as ISO 8601 text."""
    versions = select(CopyVersion.id).where(CopyVersion.profile_id == profile_id)
    found: dict[str, list[dict[str, Any]]] = {}
    for name, part in EXPORTED.items():
        table = metadata.tables[name]
        key = table.c[part.key]
        mine = {"id": key == person_id, "person_id": key == person_id, "profile_id": key == profile_id}
        wanted = select(*(table.c[column] for column in part.columns)).order_by(*table.primary_key.columns)
        rows = session.execute(wanted.where(key.in_(versions) if part.key == "version_id" else mine[part.key]))
        found[name] = [{column: _plain(value) for column, value in row._mapping.items()} for row in rows]
    return found


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
