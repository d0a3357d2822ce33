"""What became of the messages of the last week, and what waits."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.tables.mail import Mail

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Mails:
    """`ended`: by outcome, in 7 days; `delayed` of the waiting ones were tried before."""

    waiting: int
    delayed: int
    oldest_at: datetime | None
    ended: dict[str, int]


def read(session: Session, now: datetime) -> Mails:
    waits = Mail.due_at.is_not(None)
    ended = select(Mail.outcome, func.count()).where(~waits, Mail.created_at > now - WEEK).group_by(Mail.outcome)
    return Mails(
        waiting=session.scalar(select(func.count()).select_from(Mail).where(waits)) or 0,
        delayed=session.scalar(select(func.count()).select_from(Mail).where(waits, Mail.outcome.is_not(None))) or 0,
        oldest_at=session.scalar(select(func.min(Mail.created_at)).where(waits)),
        ended={outcome or "unknown": count for outcome, count in session.execute(ended)},
    )
