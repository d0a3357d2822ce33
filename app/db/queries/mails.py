"""Messages by e-mail: queued once, leased, handed over once, settled."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, Update, func, select, update
from sqlalchemy.orm import Session

from app.db import upsert
from app.db.tables.mail import Mail
from app.domain.mails import MailClaim, MailKind


def queue(
    session: Session,
    *,
    key: str,
    kind: MailKind,
    person_id: int | None,
    notice_id: int | None,
    step: int,
    now: datetime,
) -> None:
    """Have it sent soon; the same `key` a second time changes nothing."""
    row = {"key": key, "kind": kind, "person_id": person_id, "notice_id": notice_id, "step": step}
    fresh = upsert.insert(session, Mail).values(due_at=now, generation=0, tries=0, created_at=now, **row)
    session.execute(fresh.on_conflict_do_nothing(index_elements=["key"]))


def claim(session: Session, *, now: datetime, owner: str, until: datetime) -> MailClaim | None:
    """Lease the message that waited longest; None when none is due. One that was handed over and never settled is
    settled as `unsure` on the way: it may have arrived, so it is not sent again."""
    due = select(Mail).where(Mail.due_at.is_not(None), Mail.due_at <= now).order_by(Mail.due_at, Mail.id).limit(1)
    while (mail := session.scalar(due.with_for_update(skip_locked=True))) is not None:
        mail.generation += 1
        if mail.handed_at is not None:
            mail.due_at, mail.lease_owner, mail.outcome = None, None, "unsure"
            session.flush()
            continue
        mail.lease_owner, mail.due_at = owner, until
        mail.tries += 1
        session.flush()
        return MailClaim(
            mail_id=mail.id,
            person_id=mail.person_id,
            notice_id=mail.notice_id,
            key=mail.key,
            kind=mail.kind,
            step=mail.step,
            tries=mail.tries,
            generation=mail.generation,
            owner=owner,
        )
    return None


def hand_over(session: Session, claim: MailClaim, now: datetime) -> bool:
    """Note that the text leaves; False when the claim no longer stands, and then it must not."""
    return _changed(session, _held(claim).where(Mail.due_at > now).values(handed_at=now))


def settle(session: Session, claim: MailClaim, outcome: str, now: datetime) -> bool:
    """The end of this message."""
    sent_at = now if outcome == "sent" else None
    return _changed(session, _held(claim).values(due_at=None, lease_owner=None, outcome=outcome, sent_at=sent_at))


def put_off(session: Session, claim: MailClaim, outcome: str, until: datetime) -> bool:
    """Not now: the server has not taken it, so it may be tried again."""
    return _changed(session, _held(claim).values(due_at=until, lease_owner=None, outcome=outcome, handed_at=None))


def is_pending(session: Session, notice_id: int) -> bool:
    waiting = select(Mail.id).where(Mail.notice_id == notice_id, Mail.due_at.is_not(None))
    return session.scalar(waiting.limit(1)) is not None


def count_since(session: Session, person_id: int, kind: MailKind, since: datetime) -> int:
    mine = select(func.count()).where(Mail.person_id == person_id, Mail.kind == kind, Mail.created_at > since)
    return session.scalar(mine) or 0


def _held(claim: MailClaim) -> Update:
    return update(Mail).where(
        Mail.id == claim.mail_id, Mail.generation == claim.generation, Mail.lease_owner == claim.owner
    )


def _changed(session: Session, statement: Update) -> bool:
    result = session.execute(statement, execution_options={"synchronize_session": False})
    return cast(CursorResult[Any], result).rowcount == 1
