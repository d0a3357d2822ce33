"""Places: the first `MEMBER_CAP` people get one with a number, the others wait in line and are invited in turn.

An address is asked once whether it is its owner's; until then nothing else is written to it.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import audit, mails, members
from app.db.queries.members import Queue
from app.domain.errors import AnchorError
from app.domain.letters import Site
from app.domain.mailboxes import is_address
from app.domain.mails import Letter, MailClaim
from app.domain.refusals import OLD_INVITATION, BadInput, NotThere
from app.services.signed_links import SignedLinks

CONFIRM_LIFE = timedelta(days=3)
INVITATION_LIFE = timedelta(days=14)
MOST_ASKS = 3
MOST_AT_ONCE = 50
NOT_AN_ADDRESS = "That does not look like an e-mail address. Check it; nothing was stored."


class SiteFull(AnchorError):
    """Every place is taken, and nobody invited this person."""

    def __init__(self) -> None:
        super().__init__("every place is taken")


@dataclass(frozen=True, slots=True)
class Places:
    """`cap` 0: as many as come."""

    taken: int
    cap: int
    line: Queue

    @property
    def is_full(self) -> bool:
        return 0 < self.cap <= self.taken


class MembershipService:
    def __init__(self, database: Database, now: Clock, links: SignedLinks, site: Site, cap: int) -> None:
        self._database = database
        self._now = now
        self._links = links
        self._site = site
        self._cap = cap

    def places(self) -> Places:
        with self._database.reading() as session:
            return Places(members.count(session), self._cap, members.queue(session))

    def number(self, person_id: int) -> int | None:
        with self._database.reading() as session:
            return members.number(session, person_id)

    def admit(self, session: Session, person_id: int, *, known: bool, invitation: str | None) -> None:
        """Give a place and its number, in the transaction of the sign-in. Raises SiteFull. `known`: was here before."""
        if members.number(session, person_id) is not None:
            return
        members.lock_places(session)
        waiting_id = self._invited(session, invitation)
        if not known and waiting_id is None and 0 < self._cap <= members.count(session):
            raise SiteFull
        members.give_number(session, person_id)
        if waiting_id is not None:
            members.forget(session, waiting_id)

    def join(self, email: str) -> None:
        """Put an address on the waitlist and ask it once more whether it is right. BadInput. Twice is calm."""
        email, now = email.strip(), self._now()
        if not is_address(email):
            raise BadInput("email", NOT_AN_ADDRESS)
        with self._database.transaction() as session:
            row = members.by_address(session, email) or members.add(session, email, now)
            if row.confirmed_at is None and row.asks < MOST_ASKS:
                row.asks, row.asked_at = row.asks + 1, now
                key = f"waitlist:{row.id}:{row.asks}"
                mails.queue(session, key=key, kind="waitlist", person_id=None, notice_id=None, step=1, now=now)

    def may_confirm(self, token: str) -> bool:
        return self._links.read("join-waitlist", token) is not None

    def confirm(self, token: str) -> None:
        """The address is its owner's: they wait in line from now on. Raises NotThere. Twice is calm."""
        subject = self._links.read("join-waitlist", token)
        with self._database.transaction() as session:
            row = members.waiting(session, int(subject[0])) if subject else None
            if row is None:
                raise NotThere(OLD_INVITATION)
            row.confirmed_at = row.confirmed_at or self._now()

    def may_enter(self, invitation: str) -> bool:
        """Whether this invitation still opens the door."""
        with self._database.reading() as session:
            return self._invited(session, invitation) is not None

    def invite(self, admin_id: int, count: int) -> int:
        """Invite the next in line; how many there were. Raises BadInput."""
        if not 1 <= count <= MOST_AT_ONCE:
            raise BadInput("count", f"Invite 1 to {MOST_AT_ONCE} people at a time.")
        now = self._now()
        with self._database.transaction() as session:
            line = members.first_in_line(session, count)
            for row in line:
                row.invited_at = now
                key = f"invitation:{row.id}:{now.timestamp():.0f}"
                mails.queue(session, key=key, kind="invitation", person_id=None, notice_id=None, step=1, now=now)
            audit.record(session, admin_id, "admin_invite", now, people=len(line))
        return len(line)

    def letter(self, session: Session, claim: MailClaim) -> Letter | None:
        """What a message to somebody in line says; None when they are gone, or no longer need it."""
        row = members.waiting(session, int(claim.key.split(":")[1]))
        if row is None or (claim.kind == "waitlist") != (row.confirmed_at is None):
            return None
        name, footer = self._site.name, f"{self._site.name}, {self._site.public_url}"
        if claim.kind == "waitlist":
            link = self._site.address(f"/waitlist/{self._links.make('join-waitlist', (row.id,), CONFIRM_LIFE)}")
            return Letter(
                to=row.email,
                subject=f"Confirm your place in line at {name}",
                paragraphs=(
                    f"Somebody typed this address to wait for a place at {name}.",
                    "If that was you, confirm it within three days. If not, do nothing: it is deleted by itself.",
                ),
                links=(("Confirm this address", link),),
                footer=footer,
            )
        link = self._site.address(f"/invitation/{self._links.make('invitation', (row.id,), INVITATION_LIFE)}")
        return Letter(
            to=row.email,
            subject=f"Your place at {name} is free",
            paragraphs=("You waited for it, and now there is room. The link works once, for two weeks.",),
            links=(("Come in", link),),
            footer=footer,
        )

    def _invited(self, session: Session, invitation: str | None) -> int | None:
        subject = self._links.read("invitation", invitation) if invitation else None
        row = members.waiting(session, int(subject[0])) if subject else None
        return row.id if row is not None and row.invited_at is not None else None
