"""Whether this process can do its work now: the database, its migrations, and the token keys."""

from threading import Event

from sqlalchemy.exc import SQLAlchemyError

from app.db import migrations
from app.db.database import Database
from app.vault import Vault, VaultError

CANARY = "canary"


class ReadinessService:
    def __init__(self, database: Database, vault: Vault, stopping: Event) -> None:
        self._database = database
        self._vault = vault
        self._stopping = stopping

    def checks(self) -> dict[str, str]:
        """`ok` or what is wrong, by check; no check calls anybody but the database."""
        database = self._database_answers()
        return {
            "database": database,
            "migrations": self._migrated() if database == "ok" else "unknown",
            "keys": self._keys_work(),
        }

    @property
    def stopping(self) -> bool:
        return self._stopping.is_set()

    def _database_answers(self) -> str:
        try:
            self._database.ping()
        except SQLAlchemyError:
            return "unreachable"
        return "ok"

    def _migrated(self) -> str:
        """A newer release may have migrated already: that only expands, so this one goes on while it is replaced."""
        try:
            return "ok" if migrations.is_current(self._database.engine) else "behind"
        except SQLAlchemyError:
            return "unreachable"

    def _keys_work(self) -> str:
        try:
            sealed = self._vault.seal(CANARY, person_id=0, purpose=CANARY)
            return "ok" if self._vault.open(sealed, person_id=0, purpose=CANARY) == CANARY else "broken"
        except VaultError:
            return "broken"
