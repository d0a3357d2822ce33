"""What the engine does, from its rows: who leads, how fresh the pages are."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.queries import leader
from app.db.queries.plans import WANTED
from app.db.tables import Connection, Profile
from app.domain.schedule import FRESH


@dataclass(frozen=True, slots=True)
class Engine:
    """`wanted` profiles are in the weekly plan, `fresh` of them were looked at within 8 days."""

    term: int
    holder: str
    ticked_at: datetime | None
    wanted: int
    fresh: int


def read(session: Session, now: datetime) -> Engine:
    row = leader.find(session)
    wanted = select(func.count(Profile.id)).join(Connection, Connection.person_id == Profile.person_id).where(WANTED)
    return Engine(
        term=row.term if row else 0,
        holder=row.holder if row else "",
        ticked_at=row.ticked_at if row else None,
        wanted=session.scalar(wanted) or 0,
        fresh=session.scalar(wanted.where(Profile.last_checked_at > now - FRESH)) or 0,
    )
