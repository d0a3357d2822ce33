"""Every table, for whoever needs the metadata whole: migrations, and what writes out all that is kept."""

from sqlalchemy import text

from app.db.base import CONDITION, Base
from app.db.tables import (
    exports,
    factors,
    likeness,
    mail,
    members,
    money,
    people,
    profiles,
    reports,
    signals,
    tombstones,
    work,
)

EVERY = (exports, factors, likeness, mail, members, money, people, profiles, reports, signals, tombstones, work)

metadata = Base.metadata
for _table in metadata.tables.values():
    for _index in _table.indexes:
        if CONDITION in _index.info:
            for _dialect in ("postgresql", "sqlite"):
                _index.dialect_kwargs[f"{_dialect}_where"] = text(_index.info[CONDITION])
