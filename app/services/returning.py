"""Coming back within thirty days, and not coming back by accident: what is held of people who left."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import audit, connections, handles, members, people, profiles, tombstones, words
from app.db.queries.tombstones import Grave, Held
from app.db.tables.profiles import Profile
from app.domain.facts import Facts
from app.domain.refusals import FORMER_GONE, NotThere
from app.services import marks
from app.services.accounts import PROVIDER
from app.services.leaving import erase, hold, strip
from app.services.refresh import RefreshService
from app.vault import Vault

log = structlog.get_logger()

HELD_FOR = timedelta(days=30)
AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Former:
    """A page that its artist deleted, as it can come back until `until`; `begun`: a new one would make room for it."""

    handle: str | None
    name: str
    bio: str
    left_at: datetime
    until: datetime
    begun: bool


class ReturningService:
    def __init__(self, database: Database, vault: Vault, now: Clock, refresh: RefreshService) -> None:
        self._database = database
        self._vault = vault
        self._now = now
        self._refresh = refresh

    def former(self, person_id: int) -> Former | None:
        """What this person deleted and may have back; None when there is nothing."""
        with self._database.reading() as session:
            held = self._held(session, person_id)
            if held is None:
                return None
            kept = words.current(session, held.profile_id)
            return Former(
                handle=handles.current(session, held.profile_id),
                name=profiles.facts(session, held.profile_id).display_name,
                bio=kept.bio.text if kept.bio else "",
                left_at=held.left_at,
                until=held.left_at + HELD_FOR,
                begun=_is_begun(session, profiles.owned(session, person_id)),
            )

    def bring_back(self, person_id: int) -> None:
        """The former page becomes this person's, private, with its handle and own words. Raises NotThere.

        What they began since then takes its place: nothing that anybody wrote is lost by coming back.
        """
        now = self._now()
        with self._database.transaction() as session:
            begun = profiles.owned(session, person_id, lock=True)
            held = self._held(session, person_id)
            if held is None:
                raise NotThere(FORMER_GONE)
            former = profiles.by_id(session, held.profile_id)
            keep = _is_begun(session, begun)
            mark = tombstones.mark_of(session, held.person_id)
            strip(session, begun)
            shell = people.shell(session, now)
            people.take_over(session, begun, shell, person_id)
            people.take_over(session, former, person_id, held.person_id)
            former.left_at = None
            members.keep_lower_number(session, person_id, held.person_id)
            if begun.withheld is not None:
                former.withheld, former.withheld_at = begun.withheld, begun.withheld_at
                former.withheld_reason = begun.withheld_reason
            tombstones.forget(session, held.person_id)
            people.delete_person(session, held.person_id)
            if keep:
                hold(session, begun, now)
                tombstones.add(session, mark, begun, now, held=True)
            else:
                people.delete_person(session, shell)
            audit.record(session, person_id, "come_back", now)
        self._refresh.first_import(held.profile_id)

    def erase(self, person_id: int) -> None:
        """Erase the former page now; doing it twice is calm."""
        with self._database.transaction() as session:
            held = self._held(session, person_id)
            if held is not None:
                erase(session, profiles.by_id(session, held.profile_id), self._vault, self._now())
                audit.record(session, person_id, "erase", self._now())

    def sweep(self) -> int:
        """Erase those whose time is over, a hundred at a time; how many."""
        now, erased = self._now(), 0
        while True:
            with self._database.transaction() as session:
                over = tombstones.lapsed(session, now - HELD_FOR, AT_ONCE)
                for person_id in over:
                    erase(session, people.profile(session, person_id), self._vault, now)
            erased += len(over)
            if len(over) < AT_ONCE:
                return erased

    def replay(self) -> int:
        """After a restore: whoever had left leaves again, and is erased if they were; how many."""
        now = self._now()
        with self._database.transaction() as session:
            risen = tombstones.risen(session)
            for person_id, may_be_held in risen:
                profile = people.profile(session, person_id)
                if may_be_held:
                    left_at = tombstones.hold_again(session, person_id)
                    hold(session, profile, left_at)
                else:
                    erase(session, profile, self._vault, now)
        if risen:
            log.warning("tombstones_replayed", people=len(risen))
        return len(risen)

    def graves(self) -> list[Grave]:
        """Every tombstone, to be kept apart from the database."""
        with self._database.reading() as session:
            return tombstones.all_of_them(session)

    def bury(self, graves: list[Grave]) -> int:
        """Take in tombstones from elsewhere; how many were new. `replay` acts on them."""
        with self._database.transaction() as session:
            return tombstones.merge(session, graves)

    def _held(self, session: Session, person_id: int) -> Held | None:
        connection = connections.of_person(session, person_id, PROVIDER)
        known = marks.of(self._vault, connection) if connection else []
        return tombstones.held(session, known) if known else None


def _is_begun(session: Session, profile: Profile) -> bool:
    """Whether there is anything of the artist's own in it."""
    facts = profiles.facts(session, profile.id)
    own = words.current(session, profile.id)
    return (
        handles.current(session, profile.id) is not None
        or facts != Facts(subject=facts.subject, tone=facts.tone)
        or bool(profiles.links(session, profile.id))
        or any(text.is_own for text in (own.bio, *own.captions.values()) if text)
    )
