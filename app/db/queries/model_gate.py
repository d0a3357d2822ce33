"""What all processes know of the language model: one row of `provider_state`, changed by single statements."""

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session

from app.db import upsert
from app.db.tables.work import ProviderState
from app.domain.model_breaker import PATIENCE

PROVIDER = "model"
_MINE = ProviderState.provider == PROVIDER


def enter(session: Session, now: datetime, probe: timedelta) -> bool:
    """Count a call that may go out now. Of those who come when a pause is over, one may try; the others wait for it."""
    state = session.scalar(select(ProviderState).where(_MINE).with_for_update())
    if state is None:
        first = {"provider": PROVIDER, "reason": "", "calls": 0, "failures": 0, "changed_at": now}
        session.execute(upsert.insert(session, ProviderState).values(first).on_conflict_do_nothing())
        return enter(session, now, probe)
    if state.blocked_until is not None and state.blocked_until > now:
        return False
    state.calls += 1
    if state.blocked_until is not None or state.failures >= PATIENCE:
        state.blocked_until, state.changed_at = now + probe, now
    return True


def count_failure(session: Session, reason: str, now: datetime) -> int:
    """One more failure in a row; how many there are now."""
    counted = (
        update(ProviderState)
        .where(_MINE)
        .values(failures=ProviderState.failures + 1, reason=reason, changed_at=now)
        .returning(ProviderState.failures)
    )
    return session.scalar(counted) or 1


def close(session: Session, until: datetime) -> None:
    """Nobody asks before `until`."""
    session.execute(update(ProviderState).where(_MINE).values(blocked_until=until))


def clear(session: Session, now: datetime) -> bool:
    """The model answered; whether it had failed before."""
    troubled = (ProviderState.failures > 0) | ProviderState.blocked_until.is_not(None)
    cleared = (
        update(ProviderState).where(_MINE, troubled).values(failures=0, blocked_until=None, reason="", changed_at=now)
    )
    result = session.execute(cleared, execution_options={"synchronize_session": False})
    return cast(CursorResult[Any], result).rowcount > 0
