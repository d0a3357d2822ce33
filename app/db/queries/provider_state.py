"""What all processes know of one provider: one row, locked while it is changed.

Every call to the provider asks it several times, so the statements are built once and the row is read as a value.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.orm import Session

from app.db import upsert
from app.db.base import Base
from app.db.database import Reach
from app.db.tables.work import ProviderState

STATE = Base.metadata.tables["provider_state"]
_MINE = STATE.c.provider == bindparam("of_provider")
_FIND = select(
    STATE.c.blocked_until,
    STATE.c.reason,
    STATE.c.calls,
    STATE.c.failures,
    STATE.c.spent,
    STATE.c.circuits,
    STATE.c.probe,
).where(_MINE)
_LOCK = _FIND.with_for_update()
_WRITE = update(STATE).where(_MINE)


@dataclass(frozen=True, slots=True)
class State:
    """The row as it was read; the meaning of its parts is in `tables.ProviderState`."""

    blocked_until: datetime | None
    reason: str
    calls: int
    failures: int
    spent: dict[str, Any]
    circuits: dict[str, Any]
    probe: dict[str, Any]


def find(session: Reach, provider: str) -> State | None:
    row = session.connection().execute(_FIND, {"of_provider": provider}).first()
    return State(*row) if row is not None else None


def locked(session: Reach, provider: str, now: datetime) -> State:
    """The row, made when there is none; nobody else reads it to change it before this transaction ends."""
    row = session.connection().execute(_LOCK, {"of_provider": provider}).first()
    if row is None:
        first = {"provider": provider, "reason": "", "calls": 0, "failures": 0, "changed_at": now}
        add = upsert.insert(session, ProviderState).values(spent={}, circuits={}, **first).on_conflict_do_nothing()
        session.connection().execute(add)
        row = session.connection().execute(_LOCK, {"of_provider": provider}).one()
    return State(*row)


def write(session: Reach, provider: str, **changes: Any) -> None:
    """Change columns of a row that this transaction holds locked."""
    session.connection().execute(_WRITE, {"of_provider": provider, **changes})


def block(session: Session, provider: str, until: datetime, reason: str, now: datetime) -> None:
    """Nobody calls before `until`; a later time that is already written down stays."""
    sooner = or_(ProviderState.blocked_until.is_(None), ProviderState.blocked_until < until)
    values = {"blocked_until": until, "reason": reason, "changed_at": now}
    session.execute(
        update(ProviderState).where(ProviderState.provider == provider, sooner).values(values),
        execution_options={"synchronize_session": False},
    )
