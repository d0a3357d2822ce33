"""How much the site keeps, and how much room is left."""

import shutil
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from app.db import migrations
from app.db.database import Database
from app.db.queries import storage
from app.db.queries.storage import Storage


class StorageService:
    def __init__(self, database: Database) -> None:
        self._database = database

    def look(self) -> Storage:
        """Sizes in bytes; `free` is a share of the disk, None where it is not this machine's."""
        with self._database.reading() as session:
            found = storage.sizes(session, sqlite=self._database.is_sqlite)
        return storage.with_place(found, free=self._free(), revision=self._revision())

    def _free(self) -> float | None:
        file = self._database.url.database
        if not self._database.is_sqlite or not file:
            return None
        try:
            usage = shutil.disk_usage(Path(file).parent)
        except OSError:
            return None
        return usage.free / usage.total

    def _revision(self) -> str | None:
        try:
            return migrations.current(self._database.engine)
        except SQLAlchemyError:
            return None
