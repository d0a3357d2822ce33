"""Keeping a copy and coming back from it, without bringing back whoever left meanwhile (RELIABILITY.md F40)."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from app.db import dump
from app.db.clock import Clock
from app.db.database import Database
from app.db.dump import BadDump, Manifest
from app.db.queries import leader, restored
from app.db.queries.tombstones import Grave
from app.domain.retention import rule
from app.services.returning import ReturningService

OLDEST = rule("tombstones").kept or timedelta(0)
"""A tombstone goes after so long: an older backup could bring back somebody of whom nothing is known any more."""
ALIVE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: rows in all, people who left again, tokens that have to prove themselves."""

    made_at: str
    rows: int
    left_again: int
    to_verify: int


class BackupService:
    def __init__(self, database: Database, direct: Database, now: Clock, returning: ReturningService) -> None:
        """`direct` is the same database past any pooler."""
        self._database = database
        self._direct = direct
        self._now = now
        self._returning = returning

    def create(self, path: Path) -> Manifest:
        """Write everything to one file. Raises BadDump, OSError."""
        return dump.write(self._direct, path, self._now())

    def tombstones(self) -> list[str]:
        """Who left, as JSON lines: hashes and times, to be kept apart from the database."""
        return [json.dumps(asdict(grave), default=datetime.isoformat) for grave in self._returning.graves()]

    def restore(self, path: Path, more: Iterable[str] = ()) -> Restored:
        """Replace everything by the backup. `more` are tombstones kept elsewhere. Raises BadDump; then nothing changed.

        Who left since the backup leaves again, by the tombstones of the database as it is now and by `more`. Logins and
        leases end; each token has to prove itself at its next refresh, and those are spread over a day.
        """
        manifest = dump.read_manifest(path)
        if self._now() - datetime.fromisoformat(manifest.made_at) > OLDEST:
            raise BadDump(f"This backup is older than {OLDEST.days} days: it could bring back people who left.")
        graves = [*self._present_graves(), *(_grave(line) for line in more if line.strip())]
        dump.restore(self._direct.engine, path, manifest)
        self._database.engine.dispose()
        with self._database.transaction() as session:
            to_verify = restored.settle(session, self._now())
        self._returning.bury(graves)
        return Restored(manifest.made_at, sum(manifest.rows.values()), self._returning.replay(), to_verify)

    def _present_graves(self) -> list[Grave]:
        """Those of the database that is about to be replaced; none when it cannot be read. BadDump while it is used."""
        try:
            with self._database.reading() as session:
                row = leader.find(session)
                if row is not None and row.expires_at > row.taken_at and self._now() - row.renewed_at < ALIVE:
                    raise BadDump("The site is running on this database. Stop it first, then wait half a minute.")
            return self._returning.graves()
        except SQLAlchemyError:
            return []


def _grave(line: str) -> Grave:
    try:
        read = json.loads(line)
        erased_at = datetime.fromisoformat(read["erased_at"]) if read["erased_at"] else None
        return Grave(
            mark=str(read["mark"]),
            number=int(read["number"]),
            deleted_at=datetime.fromisoformat(read["deleted_at"]),
            erased_at=erased_at,
            withheld=str(read["withheld"]) if read.get("withheld") else None,
            withheld_reason=str(read["withheld_reason"]) if read.get("withheld_reason") else None,
        )
    except (ValueError, KeyError, TypeError) as exc:
        raise BadDump("A line of the tombstones cannot be read. Nothing was restored.") from exc
