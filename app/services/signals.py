"""Signals without spying: counted in memory while a page is served, written in batches, shown to their artist."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from threading import Lock

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import daily_counts, handles, profiles
from app.db.queries.daily_counts import Counted, Key, Sharing
from app.domain.retention import rule
from app.domain.signals import OTHERS, Kind

log = structlog.get_logger()

MOST_KEYS = 20_000
"""Figures that a process remembers between two writes; about 4 MB. Beyond it only what is known already goes on."""

BATCH = 500
"""Figures of one transaction: short, so that no page waits for it on SQLite."""

WINDOW = timedelta(days=28)
KEPT = rule("counts").kept or WINDOW


@dataclass(frozen=True, slots=True)
class Signals:
    """One page's figures of `WINDOW`, ending today (UTC), or of all that is kept."""

    handle: str | None
    first: date
    today: date
    counted: tuple[Counted, ...]


class SignalService:
    def __init__(self, database: Database, now: Clock) -> None:
        self._database = database
        self._now = now
        self._guard = Lock()
        self._counts: dict[Key, int] = {}
        self._writing = Lock()

    def count(self, profile_id: int, kind: Kind, item: str = "") -> None:
        """One more. Called while somebody waits for a page: it remembers, and does nothing else."""
        with self._guard:
            self._add((profile_id, kind, item), 1)

    def flush(self) -> int:
        """Write what was counted, as of today; how many figures. What cannot be written now is kept for later."""
        with self._writing:
            with self._guard:
                counts, self._counts = self._counts, {}
            waiting = iter(sorted(counts.items()))
            while batch := dict(islice(waiting, BATCH)):
                try:
                    self._write(batch)
                except SQLAlchemyError as error:
                    log.warning("signals_wait", error=type(error).__name__, figures=len(counts))
                    self._take_back({**batch, **dict(waiting)})
                    return 0
            return len(counts)

    def of(self, person_id: int, *, everything: bool = False) -> Signals:
        """What this person's page was looked at; what this process has counted is written first."""
        self.flush()
        today = self._now().date()
        first = today - (KEPT if everything else WINDOW - timedelta(days=1))
        with self._database.reading() as session:
            profile = profiles.owned(session, person_id)
            counted = daily_counts.since(session, profile.id, first)
            return Signals(handles.current(session, profile.id), first, today, tuple(counted))

    def sharing(self) -> Sharing:
        """What became of all public pages in `WINDOW`."""
        with self._database.reading() as session:
            return daily_counts.sharing(session, self._now().date() - WINDOW + timedelta(days=1))

    def _write(self, batch: dict[Key, int]) -> None:
        today = self._now().date()
        with self._database.transaction() as session:
            daily_counts.add(session, today, batch)

    def _take_back(self, batch: dict[Key, int]) -> None:
        with self._guard:
            for key, count in batch.items():
                self._add(key, count)

    def _add(self, key: Key, count: int) -> None:
        if key not in self._counts and len(self._counts) >= MOST_KEYS:
            key = (key[0], key[1], OTHERS if key[1] == "referrer" else key[2])
            if key not in self._counts:
                return
        self._counts[key] = self._counts.get(key, 0) + count
