"""Sign-ins under way, found by the hash of their state and used once."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.orm import Session

from app.db.tables.people import OAuthAttempt


def add(
    session: Session,
    *,
    state_hash: str,
    browser_hash: str,
    verifier: bytes,
    next_path: str,
    person_id: int | None,
    now: datetime,
) -> None:
    session.add(
        OAuthAttempt(
            state_hash=state_hash,
            browser_hash=browser_hash,
            verifier=verifier,
            next_path=next_path,
            person_id=person_id,
            created_at=now,
        )
    )


def find(session: Session, state_hash: str) -> OAuthAttempt | None:
    return session.scalar(select(OAuthAttempt).where(OAuthAttempt.state_hash == state_hash))


def use(session: Session, attempt_id: int, now: datetime) -> bool:
    """Take the attempt's one use; False when somebody had it before."""
    taken = session.execute(
        update(OAuthAttempt).where(OAuthAttempt.id == attempt_id, OAuthAttempt.used_at.is_(None)).values(used_at=now)
    )
    return cast(CursorResult[Any], taken).rowcount == 1


def purge(session: Session, *, created_before: datetime, limit: int) -> None:
    """Drop at most `limit` attempts of long ago."""
    old = select(OAuthAttempt.id).where(OAuthAttempt.created_at < created_before).limit(limit)
    session.execute(
        delete(OAuthAttempt).where(OAuthAttempt.id.in_(old)), execution_options={"synchronize_session": False}
    )
