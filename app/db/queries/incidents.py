"""The incident command: every connection sealed at once."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from app.db.tables.people import Connection
from app.db.tables.profiles import Profile
from app.db.tables.work import Job
from app.domain.jobs import REFRESH
from app.domain.schedule import ROUTINE

_QUIET = {"synchronize_session": False}
_OPEN = Connection.refresh_token.is_not(None) & or_(Connection.sealed_at.is_(None), Connection.probed_at.is_(None))
"""Tokens that may still be used, if only by the one probe."""


def next_open(session: Session, limit: int) -> Sequence[tuple[int, int]]:
    """People and profiles with such a token, their profiles locked in order."""
    rows = session.execute(
        select(Profile.person_id, Profile.id)
        .join(Connection, Connection.person_id == Profile.person_id)
        .where(_OPEN)
        .order_by(Profile.id)
        .limit(limit)
        .with_for_update(key_share=True, of=Profile)
    )
    return [(person_id, profile_id) for person_id, profile_id in rows]


def seal(session: Session, people: Sequence[int], now: datetime) -> None:
    """Nobody uses these tokens again, not even to probe; what is on its way finds no row that takes it."""
    session.execute(
        update(Connection)
        .where(Connection.person_id.in_(people), _OPEN)
        .values(
            status="needs_reauth",
            sealed_at=now,
            probed_at=now,
            broken_at=now,
            token_fingerprint=None,
            access_token=None,
            access_expires_at=None,
            lease_owner=None,
            lease_until=None,
        ),
        execution_options=_QUIET,
    )


def rest(session: Session, profiles: Sequence[int]) -> None:
    """Their weekly rounds are over until they reconnect."""
    session.execute(
        update(Job)
        .where(Job.profile_id.in_(profiles), Job.kind == REFRESH, Job.lease_owner.is_(None), Job.priority >= ROUTINE)
        .values(due_at=None, scheduled_for=None, planned=False, attempts=0, failures=0),
        execution_options=_QUIET,
    )
