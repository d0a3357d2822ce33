"""What the admin should know, read from rows only."""

from dataclasses import dataclass
from datetime import datetime

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import notices, status
from app.db.queries.notices import Told
from app.db.queries.status import Counts, Provider


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the admin page; `troubles` are the open notices that are nobody's own."""

    now: datetime
    counts: Counts
    providers: tuple[Provider, ...]
    troubles: tuple[Told, ...]


class StatusService:
    def __init__(self, database: Database, now: Clock) -> None:
        self._database = database
        self._now = now

    def overview(self) -> Overview:
        now = self._now()
        with self._database.reading() as session:
            return Overview(
                now=now,
                counts=status.counts(session, now),
                providers=tuple(status.providers(session)),
                troubles=tuple(notices.open_for(session, None)),
            )
