"""After a restore: whether somebody is here again who had left. `returning.replay` lets them leave once more."""

from app.db.database import Database
from app.db.queries import tombstones


class RisenService:
    def __init__(self, database: Database) -> None:
        self._database = database

    def are_there(self) -> bool:
        with self._database.reading() as session:
            return tombstones.are_any(session) and bool(tombstones.risen(session))
