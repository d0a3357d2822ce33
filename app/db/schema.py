"""Every table, for whoever needs the metadata whole: migrations, and what writes out all that is kept."""

from app.db.base import Base
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
