"""Which pages there are, for the sitemap."""

from datetime import datetime

from app.db.database import Database
from app.db.queries import published


class Directory:
    def __init__(self, database: Database) -> None:
        self._database = database

    def pages(self) -> list[tuple[str, datetime]]:
        """Handle and time of publishing of every public page, by handle."""
        with self._database.reading() as session:
            return published.public_handles(session)
