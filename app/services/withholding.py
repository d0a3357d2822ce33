"""What an admin takes down: one page, or a person's right to publish. Their words stay, and so do their rights.

The page is gone everywhere within two seconds. Whoever is suspended may still export, disconnect and delete.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy.orm import Session

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import audit, notices, reports, visibility, withheld
from app.db.queries.withheld import Withheld
from app.domain.refusals import BadInput
from app.domain.reports import FiledReport
from app.domain.typed_text import clean
from app.services.planning import Planner

What = Literal["page", "person"]
REASON_LIMIT = 300
TOPIC = "withheld"

TOLD: Mapping[str, str] = {
    "page": "The people who run this site took your page down: {reason} Your words are all here. Change what is wrong,"
    " then write to them.",
    "person": "The people who run this site suspended your account: {reason} You can still export your data, disconnect"
    " Spotify and delete the account.",
}


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits for an admin, and what is withheld now."""

    reports: tuple[FiledReport, ...]
    withheld: tuple[Withheld, ...]


class WithholdingService:
    def __init__(self, database: Database, now: Clock, planner: Planner) -> None:
        self._database = database
        self._now = now
        self._planner = planner

    def withhold(self, admin_id: int, what: What, handle: str, reason: str) -> str:
        """Take down the page behind `handle`, or suspend its person; the handle. Raises BadInput."""
        reason = clean(reason, field="reason", label="The reason", limit=REASON_LIMIT)
        if len(reason) < 3:
            raise BadInput("reason", "Say why, in a sentence: the artist reads it. Nothing was done.")
        reason = reason if reason.endswith((".", "?")) else f"{reason}."
        handle, now = handle.strip().lower(), self._now()
        with self._database.transaction() as session:
            profile = withheld.locked(session, handle)
            profile.withheld, profile.withheld_at, profile.withheld_reason = what, now, reason
            profile.is_public = False
            session.flush()
            visibility.changed(session, profile.id)
            self._planner.plan(session, profile.id)
            self._settle(session, profile.id, now)
            message = TOLD[what].format(reason=reason)
            incident = f"{TOPIC}:{profile.id}"
            notices.tell(session, profile.person_id, topic=TOPIC, incident=incident, message=message, now=now)
            audit.record(session, admin_id, f"admin_withhold_{what}", now, profile_id=profile.id, reason=reason)
        return handle

    def lift(self, admin_id: int, handle: str) -> str:
        """Let the artist publish again; the page stays private until they do. Raises BadInput. Twice is calm."""
        handle, now = handle.strip().lower(), self._now()
        with self._database.transaction() as session:
            profile = withheld.locked(session, handle)
            profile.withheld = profile.withheld_at = profile.withheld_reason = None
            notices.resolve(session, profile.person_id, (TOPIC,), now)
            audit.record(session, admin_id, "admin_lift", now, profile_id=profile.id)
        return handle

    def dismiss(self, admin_id: int, handle: str) -> str:
        """Nothing is wrong with a reported page: its reports are settled. Raises BadInput."""
        handle, now = handle.strip().lower(), self._now()
        with self._database.transaction() as session:
            profile = withheld.locked(session, handle)
            self._settle(session, profile.id, now)
            audit.record(session, admin_id, "admin_dismiss_reports", now, profile_id=profile.id)
        return handle

    def desk(self) -> Desk:
        with self._database.reading() as session:
            return Desk(tuple(reports.waiting(session)), tuple(withheld.all_of_them(session)))

    def _settle(self, session: Session, profile_id: int, now: datetime) -> None:
        reports.settle(session, profile_id, now)
        notices.settle_incident(session, f"report:{profile_id}", now)
