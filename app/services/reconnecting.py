"""What is over once a connection works again, in the transaction that found out."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.db.queries import notices, profiles

ENDED_BY_A_REFRESH = ("emptied", "reconnect", "waiting", "forgotten", "stopped")
"""Not "consent": a refresh makes no permission longer, only a new one does."""


def reconnected(session: Session, profile_id: int, person_id: int, now: datetime) -> None:
    """End what was told about it. A weekly refresh that we switched off goes on; the artist's own "off" stays."""
    if notices.is_open(session, person_id, "stopped"):
        profiles.by_id(session, profile_id).auto_refresh = True
        session.flush()
    notices.resolve(session, person_id, ENDED_BY_A_REFRESH, now)
