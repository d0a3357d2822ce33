"""What all processes know of one provider, each change a single statement on one row."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, Update, or_, select, update
from sqlalchemy.orm import Session

from app.db.tables import ProviderState


def find(session: Session, provider: str) -> ProviderState | None:
    return session.scalar(select(ProviderState).where(ProviderState.provider == provider))


def add(session: Session, provider: str, now: datetime) -> None:
    session.add(ProviderState(provider=provider, blocked_until=None, reason="", calls=0, failures=0, changed_at=now))


def count_calls(session: Session, provider: str, calls: int, now: datetime) -> bool:
    """Count calls that may go out now; False when they may not, or nothing is known of the provider yet."""
    open_now = or_(ProviderState.blocked_until.is_(None), ProviderState.blocked_until <= now)
    return _changed(session, _of(provider).where(open_now).values(calls=ProviderState.calls + calls))


def count_failure(session: Session, provider: str) -> None:
    _changed(session, _of(provider).values(failures=ProviderState.failures + 1))


def block(session: Session, provider: str, until: datetime, reason: str, now: datetime) -> None:
    """Nobody calls before `until`; a later time that is already written down stays."""
    sooner = or_(ProviderState.blocked_until.is_(None), ProviderState.blocked_until < until)
    _changed(session, _of(provider).where(sooner).values(blocked_until=until, reason=reason, changed_at=now))


def _of(provider: str) -> Update:
    return update(ProviderState).where(ProviderState.provider == provider)


def _changed(session: Session, statement: Update) -> bool:
    result = session.execute(statement, execution_options={"synchronize_session": False})
    return cast(CursorResult[Any], result).rowcount == 1
