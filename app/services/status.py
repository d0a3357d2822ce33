"""What the admin should know, read from rows only; a method for each part of the site."""

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import audit, notices, status
from app.db.queries.notices import Told
from app.db.queries.status import Members, Work
from app.db.tables.work import AuditEntry


class StatusService:
    def __init__(self, database: Database, now: Clock) -> None:
        self._database = database
        self._now = now

    def told(self) -> list[Told]:
        """The open notices that are nobody's own."""
        with self._database.reading() as session:
            return notices.open_for(session, None)

    def members(self) -> Members:
        with self._database.reading() as session:
            return status.members(session)

    def connections(self) -> dict[str, int]:
        with self._database.reading() as session:
            return status.connections(session)

    def work(self) -> Work:
        with self._database.reading() as session:
            return status.work(session, self._now())

    def runs(self) -> dict[str, int]:
        with self._database.reading() as session:
            return status.runs(session, self._now())

    def trail(self) -> list[AuditEntry]:
        """What was done last, by whom."""
        with self._database.reading() as session:
            return audit.newest(session)
