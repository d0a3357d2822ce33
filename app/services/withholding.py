"""What an admin takes down: one page, or a person's right to publish. Their words stay, and so do their rights.

The page is gone everywhere within two seconds. Whoever is suspended may still export, disconnect and delete. Deleting
ends nothing: the keyed hash that says who left says this too, and it meets them at their next sign-in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy.orm import Session

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import audit, connections, notices, profiles, reports, tombstones, visibility, withheld
from app.db.queries.withheld import Withheld
from app.db.tables.people import Connection
from app.domain.refusals import REASON_LIMIT, BadInput
from app.domain.reports import FiledReport
from app.domain.typed_text import clean
from app.services import marks
from app.services.planning import Planner
from app.vault import Vault

What = Literal["page", "person"]
TOPIC = "withheld"
PROVIDER = "spotify"

TOLD: Mapping[str, str] = {
    "page": "The people who run this site took your page down: {reason} Your words are all here. Change what is wrong,"
    " then write to them.",
    "person": "The people who run this site suspended your account: {reason} You can still export your data, disconnect"
    " Spotify and delete the account.",
}
STILL: Mapping[str, str] = {
    "page": "Your page was taken down before you deleted the account, and it stays down: {reason} Write to the people"
    " who run this site.",
    "person": "Your account was suspended before you deleted it, and it still is: {reason} You can export your data,"
    " disconnect Spotify and delete the account again, or write to the people who run this site.",
}
"""Said to somebody who comes back."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits for an admin, and what is withheld now."""

    reports: tuple[FiledReport, ...]
    withheld: tuple[Withheld, ...]


class WithholdingService:
    def __init__(self, database: Database, vault: Vault, now: Clock, planner: Planner) -> None:
        self._database = database
        self._vault = vault
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
            connection = connections.of_person(session, profile.person_id, PROVIDER)
            tombstones.lift(session, marks.of(self._vault, connection) if connection else ())
            notices.resolve(session, profile.person_id, (TOPIC,), now)
            audit.record(session, admin_id, "admin_lift", now, profile_id=profile.id)
        return handle

    def meet_again(self, session: Session, connection: Connection) -> None:
        """In the sign-in of a new person: what was withheld from them when they left is withheld again, and said."""
        left = tombstones.withheld(session, marks.of(self._vault, connection))
        if left is None or left.withheld is None:
            return
        profile, now = profiles.owned(session, connection.person_id, lock=True), self._now()
        profile.withheld, profile.withheld_at, profile.withheld_reason = left.withheld, now, left.withheld_reason
        message = STILL["page" if left.withheld == "page" else "person"].format(reason=left.withheld_reason or "")
        incident = f"{TOPIC}:{profile.id}"
        notices.tell(session, profile.person_id, topic=TOPIC, incident=incident, message=message, now=now)
        audit.record(session, None, "withheld_again", now, profile_id=profile.id)

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
