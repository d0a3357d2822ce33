"""Sending what is queued, each message at most once, whenever this process is killed.

Claim (lease, generation) -> compose from what is true now -> talk to the server up to the point where it would take the
text -> note that it leaves, in a transaction of its own that the claim fences -> send the text -> settle. Killed
before the note: nothing was accepted, the lease runs out and it is tried again. Killed after it: it may have arrived,
and nobody wants the same message twice, so it is settled as `unsure` and never repeated; the studio says it anyway.
"""

from collections.abc import Callable
from datetime import datetime
from threading import Event

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import handles, leader, mails, notices, profiles, provider_state
from app.db.queries.provider_state import State
from app.domain import circuit_breaker, courses, letters
from app.domain.circuit_breaker import Circuit, Rule
from app.domain.letters import Site
from app.domain.mails import LEASE, Letter, MailClaim, delay
from app.domain.refusals import NotThere
from app.mail import Mailer, Outcome, compose
from app.media import letter as rendering
from app.services.mailboxes import Mailboxes, may_write

log = structlog.get_logger()

PROVIDER = "smtp"
RULE = Rule(delay(1), delay(4), 1)
DOWN = (
    "The mail server takes no messages from this site. They wait, and go out by themselves once it does;"
    " look at SMTP_URL, MAIL_FROM and the provider's limits."
)
TRIES = 3
UNWRITTEN = (
    "A message could not be written after three tries and is laid aside; others go on. Its kind: {kind}."
    " The log names the error."
)


class _ClaimLost(Exception):
    """Another process has this message now, or it is settled."""


class Mailing:
    """`admin` is where incidents of the site are told; None when nobody gave an address."""

    def __init__(
        self,
        database: Database,
        now: Clock,
        new_id: Callable[[], str],
        mailer: Mailer | None,
        mailboxes: Mailboxes,
        site: Site,
        admin: str | None,
        to_line: Callable[[Session, MailClaim], Letter | None] = lambda _session, _claim: None,
    ) -> None:
        self._database = database
        self._now = now
        self._new_id = new_id
        self._mailer = mailer
        self._mailboxes = mailboxes
        self._site = site
        self._admin = admin
        self._to_line = to_line

    @property
    def writes(self) -> bool:
        """Whether this site can send mail."""
        return self._mailer is not None

    def send_due(self, stopping: Event) -> int:
        """Send what is due, one after the other; how many were dealt with."""
        done = 0
        while not stopping.is_set() and self.send_next() is not None:
            done += 1
        return done

    def send_next(self) -> str | None:
        """Deal with one message; its outcome, None when nothing is due or the server asked for patience."""
        if self._mailer is None or (claim := self._claim()) is None:
            return None
        try:
            letter = self._letter(claim)
            bodies = (rendering.text(letter), rendering.html(letter)) if letter else ("", "")
        except SQLAlchemyError:
            raise
        except Exception as error:  # whatever it is, it holds up no other message
            return self._unwritten(claim, error)
        if letter is None:
            return self._settle(claim, "dropped")
        outcome, code = self._send(self._mailer, claim, letter, bodies)
        log.info("mail_ended", mail_id=claim.mail_id, kind=claim.kind, step=claim.step, outcome=outcome, answer=code)
        if outcome in ("later", "down"):
            return self._put_off(claim, outcome)
        return self._settle(claim, outcome)

    def _claim(self) -> MailClaim | None:
        now = self._now()
        with self._database.transaction() as session:
            state = provider_state.find(session, PROVIDER)
            if state is not None and state.blocked_until is not None and state.blocked_until > now:
                return None
            if leader.is_paused(session):
                return None
            return mails.claim(session, now=now, owner=self._new_id(), until=now + LEASE)

    def _letter(self, claim: MailClaim) -> Letter | None:
        """What to say, from what is true now; None when it is over, or nobody may be written to any more."""
        with self._database.reading() as session:
            if claim.kind != "notice":
                return (self._confirmation if claim.kind == "confirm" else self._to_line)(session, claim)
            notice = notices.read(session, claim.notice_id)
            if notice is None or notice.resolved_at is not None:
                return None
            if claim.person_id is None:
                return letters.to_admin(self._site, to=self._admin, message=notice.message) if self._admin else None
            try:
                profile = profiles.owned(session, claim.person_id)
            except NotThere:
                return None
            if not may_write(profile):
                return None
            return letters.of_notice(
                self._site,
                to=profile.email,
                leave=self._site.address(f"/email/leave/{self._mailboxes.leave_link(profile)}"),
                topic=notice.topic,
                message=notice.message,
                step=claim.step,
                handle=handles.current(session, profile.id) if profile.is_public else None,
            )

    def _confirmation(self, session: Session, claim: MailClaim) -> Letter | None:
        try:
            profile = profiles.owned(session, claim.person_id or 0)
        except NotThere:
            return None
        if not profile.email or not profile.email_opt_in or profile.email_confirmed_at is not None:
            return None
        link = self._site.address(f"/email/confirm/{self._mailboxes.confirm_link(profile)}")
        return letters.of_confirmation(self._site, to=profile.email, link=link)

    def _unwritten(self, claim: MailClaim, error: Exception) -> str:
        """A message that our own code cannot write: later, and laid aside after three tries; the admin is told."""
        log.error(
            "mail_unwritten", mail_id=claim.mail_id, kind=claim.kind, error=type(error).__name__, tries=claim.tries
        )
        now = self._now()
        if claim.tries < TRIES:
            with self._database.transaction() as session:
                stands = mails.put_off(session, claim, "unwritten", now + delay(claim.tries))
            return "unwritten" if stands else "lease_lost"
        with self._database.transaction() as session:
            if not mails.settle(session, claim, "parked", now):
                return "lease_lost"
            incident, message = _unwritten_kind(claim), UNWRITTEN.format(kind=claim.kind)
            notices.tell(session, None, topic="unwritten", incident=incident, message=message, now=now)
        return "parked"

    def _send(self, mailer: Mailer, claim: MailClaim, letter: Letter, bodies: tuple[str, str]) -> tuple[Outcome, int]:
        """`bodies`: the letter as text and as HTML."""

        def hand_over() -> None:
            now = self._now()
            with self._database.transaction() as session:
                if not mails.hand_over(session, claim, now):
                    raise _ClaimLost

        try:
            message = compose(
                sender=mailer.sender,
                to=letter.to,
                subject=letter.subject,
                text=bodies[0],
                html=bodies[1],
                leave=letter.leave,
                key=f"{claim.mail_id}.{claim.owner}",
                now=self._now(),
            )
        except (ValueError, IndexError):
            return "refused", 0  # an address that no message can carry
        try:
            return mailer.send(message, hand_over)
        except _ClaimLost:
            return "unsure", 0

    def _settle(self, claim: MailClaim, outcome: Outcome | str) -> str:
        now = self._now()
        with self._database.transaction() as session:
            if outcome == "refused" and claim.person_id is not None:
                self._refused(session, claim)
            if not mails.settle(session, claim, outcome, now):
                return "lease_lost"
            if outcome == "sent":
                notices.settle_incident(session, _unwritten_kind(claim), now)
                self._works(session, claim, now)
        return outcome

    def _refused(self, session: Session, claim: MailClaim) -> None:
        try:
            self._mailboxes.refused(session, profiles.owned(session, claim.person_id or 0, lock=True))
        except NotThere:
            return

    def _works(self, session: Session, claim: MailClaim, now: datetime) -> None:
        """The server takes messages: its circuit closes, and the notice's next step counts from now."""
        state = provider_state.locked(session, PROVIDER, now)
        if _circuit(state) != Circuit():
            provider_state.write(session, PROVIDER, circuits={}, blocked_until=None)
            notices.resolve(session, None, (PROVIDER,), now)
        notice = notices.locked(session, claim.notice_id) if claim.notice_id is not None else None
        if notice is not None and notice.next_step_at is not None and notice.steps == claim.step:
            notice.next_step_at = courses.next_at(notice.topic, notice.steps, now)

    def _put_off(self, claim: MailClaim, outcome: Outcome) -> str:
        """Later, never dropped. What holds for every message stops all of them for a while, and the admin is told."""
        now = self._now()
        with self._database.transaction() as session:
            until = now + delay(claim.tries)
            if outcome == "down":
                state = provider_state.locked(session, PROVIDER, now)
                circuit = circuit_breaker.failed(_circuit(state), RULE, now)
                until = circuit.open_until or until
                found = {"circuits": {"mail": circuit.to_json()}, "blocked_until": until, "reason": "no answer"}
                provider_state.write(session, PROVIDER, failures=state.failures + 1, changed_at=now, **found)
                notices.tell(session, None, topic=PROVIDER, incident=PROVIDER, message=DOWN, now=now)
            if not mails.put_off(session, claim, outcome, until):
                return "lease_lost"
        return outcome


def _circuit(state: State) -> Circuit:
    return Circuit.from_json(state.circuits.get("mail", {}))


def _unwritten_kind(claim: MailClaim) -> str:
    """The admin's incident: one for each kind of message, over when one of that kind was sent."""
    return "unwritten:admin" if claim.kind == "notice" and claim.person_id is None else f"unwritten:{claim.kind}"
