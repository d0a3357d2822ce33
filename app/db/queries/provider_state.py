"""What all processes know of one provider: one row, locked while it is changed."""

from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.db.tables import ProviderState


def find(session: Session, provider: str) -> ProviderState | None:
    return session.scalar(select(ProviderState).where(ProviderState.provider == provider))


def locked(session: Session, provider: str, now: datetime) -> ProviderState:
    """The row, made when there is none; nobody else reads it to change it before this transaction ends."""
    mine = select(ProviderState).where(ProviderState.provider == provider).with_for_update()
    state = session.scalar(mine)
    if state is None:
        insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
        first = {"provider": provider, "reason": "", "calls": 0, "failures": 0, "changed_at": now}
        session.execute(insert(ProviderState).values(spent={}, circuits={}, **first).on_conflict_do_nothing())
        state = session.scalars(mine).one()
    return state


def block(session: Session, provider: str, until: datetime, reason: str, now: datetime) -> None:
    """Nobody calls before `until`; a later time that is already written down stays."""
    sooner = or_(ProviderState.blocked_until.is_(None), ProviderState.blocked_until < until)
    values = {"blocked_until": until, "reason": reason, "changed_at": now}
    session.execute(
        update(ProviderState).where(ProviderState.provider == provider, sooner).values(values),
        execution_options={"synchronize_session": False},
    )
