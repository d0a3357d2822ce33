"""Whom we may write to: an address counts once its owner confirmed it and asked for messages; one click ends that."""

import hashlib
from datetime import timedelta

from sqlalchemy.orm import Session

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import audit, mails, notices, profiles
from app.db.tables.profiles import Profile
from app.domain.refusals import OLD_CONFIRMATION, NotThere
from app.services.signed_links import SignedLinks

CONFIRM_LIFE = timedelta(days=3)
LEAVE_LIFE = timedelta(days=400)
DAY = timedelta(days=1)
CONFIRMATIONS_A_DAY = 5
BOUNCED = "Your e-mail address refuses our messages. Check it in Settings; until then we write only here."
TOPIC = "mail"


class Mailboxes:
    """Methods that take a session belong to the transaction of their caller, who holds the profile's lock."""

    def __init__(self, database: Database, now: Clock, links: SignedLinks) -> None:
        self._database = database
        self._now = now
        self._links = links

    def typed(self, session: Session, profile: Profile, before: str, wanted: bool) -> None:
        """After settings were saved: another address has to be confirmed; it is asked once somebody wants messages."""
        if profile.email != before:
            profile.email_confirmed_at = None
            notices.resolve(session, profile.person_id, (TOPIC,), self._now())
        newly = profile.email != before or not wanted
        if profile.email and profile.email_opt_in and profile.email_confirmed_at is None and newly:
            self._ask(session, profile)

    def ask_again(self, person_id: int) -> bool:
        """Send the question once more; False when five went out within a day."""
        with self._database.transaction() as session:
            profile = profiles.owned(session, person_id, lock=True)
            if not profile.email or profile.email_confirmed_at is not None:
                return True
            profile.email_opt_in = True
            return self._ask(session, profile)

    def confirm_link(self, profile: Profile) -> str:
        return self._links.make("confirm-email", (profile.person_id, _mark(profile.email)), CONFIRM_LIFE)

    def leave_link(self, profile: Profile) -> str:
        return self._links.make("leave-mail", (profile.person_id, _mark(profile.email)), LEAVE_LIFE)

    def may_confirm(self, token: str) -> bool:
        """Whether this link would confirm an address now; nothing changes."""
        with self._database.reading() as session:
            return self._profile(session, self._links.read("confirm-email", token)) is not None

    def confirm(self, token: str) -> None:
        """The owner of the address says that it is theirs. Raises NotThere. Twice is calm."""
        now, subject = self._now(), self._links.read("confirm-email", token)
        with self._database.transaction() as session:
            profile = self._profile(session, subject, lock=True)
            if profile is None:
                raise NotThere(OLD_CONFIRMATION)
            if profile.email_confirmed_at is None:
                profile.email_confirmed_at = now
                notices.resolve(session, profile.person_id, (TOPIC,), now)
                audit.record(session, profile.person_id, "email_confirmed", now)

    def may_leave(self, token: str) -> bool:
        return self._links.read("leave-mail", token) is not None

    def leave(self, token: str) -> None:
        """No more messages to whoever this link was sent to; calm when they have none. Raises NotThere."""
        now, subject = self._now(), self._links.read("leave-mail", token)
        if subject is None:
            raise NotThere(OLD_CONFIRMATION)
        with self._database.transaction() as session:
            profile = self._profile(session, subject, lock=True)
            if profile is not None and profile.email_opt_in:
                profile.email_opt_in = False
                audit.record(session, profile.person_id, "email_left", now)

    def refused(self, session: Session, profile: Profile) -> None:
        """The address takes no messages: none go there until it is confirmed again, and the studio says so."""
        profile.email_confirmed_at = None
        incident = f"{TOPIC}:{profile.person_id}"
        notices.tell(session, profile.person_id, topic=TOPIC, incident=incident, message=BOUNCED, now=self._now())

    def _ask(self, session: Session, profile: Profile) -> bool:
        now = self._now()
        asked = mails.count_since(session, profile.person_id, "confirm", now - DAY)
        if asked >= CONFIRMATIONS_A_DAY:
            return False
        key = f"confirm:{profile.person_id}:{now.timestamp():.0f}:{asked}"
        mails.queue(session, key=key, kind="confirm", person_id=profile.person_id, notice_id=None, step=1, now=now)
        return True

    def _profile(self, session: Session, subject: list[str | int] | None, *, lock: bool = False) -> Profile | None:
        """The profile of a link's subject, while its address is still the one that the link was sent to."""
        if subject is None or len(subject) != 2:
            return None
        try:
            profile = profiles.owned(session, int(subject[0]), lock=lock)
        except NotThere:
            return None
        return profile if profile.email and _mark(profile.email) == subject[1] else None


def may_write(profile: Profile) -> bool:
    """Whether notices go by e-mail to this person."""
    return bool(profile.email) and profile.email_opt_in and profile.email_confirmed_at is not None


def _mark(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()[:16]
