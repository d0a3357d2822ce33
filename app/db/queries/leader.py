"""The leader's row: who, since when, in which term; where no lock elects, it is the lease itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, Update, bindparam, select, update
from sqlalchemy.orm import Session

from app.db import upsert
from app.db.base import Base
from app.db.database import Reach
from app.db.tables.work import Leader

NAME = "scheduler"
LEADER = Base.metadata.tables["leader"]
_TERM = (LEADER.c.name == NAME) & (LEADER.c.holder == bindparam("of_holder")) & (LEADER.c.term == bindparam("of_term"))
_RENEW = update(LEADER).where(_TERM)
_TICK = update(LEADER).where(_TERM).returning(LEADER.c.paused_at, LEADER.c.swept_at)
_SWEEP = update(LEADER).where(
    _TERM, LEADER.c.swept_at.is_(None) | (LEADER.c.swept_at <= bindparam("before", type_=LEADER.c.swept_at.type))
)
_HOLD = select(LEADER.c.term).where(_TERM).with_for_update(read=True)
_PAUSED = select(LEADER.c.name).where(LEADER.c.name == NAME, LEADER.c.paused_at.is_not(None))
"""Built once: every few seconds each of them is asked."""


def find(session: Session) -> Leader | None:
    return session.get(Leader, NAME)


def renew(session: Reach, holder: str, term: int, now: datetime, until: datetime) -> bool:
    """Still this holder's term; False when another one has begun."""
    mine = {"of_holder": holder, "of_term": term, "renewed_at": now, "expires_at": until}
    return cast(CursorResult[Any], session.connection().execute(_RENEW, mine)).rowcount == 1


def take(session: Session, holder: str, now: datetime, until: datetime, *, elected: bool) -> int | None:
    """Begin a new term, if `elected` by the lock or the last lease has run out; its number."""
    _ensure(session, now)
    row = session.scalars(select(Leader).where(Leader.name == NAME).with_for_update()).one()
    if not elected and row.expires_at > now:
        return None
    row.holder, row.term, row.taken_at, row.renewed_at, row.expires_at = holder, row.term + 1, now, now, until
    return row.term


def hold(session: Reach, holder: str, term: int) -> bool:
    """Keep the term from ending before this transaction does; False when it has ended."""
    return session.connection().execute(_HOLD, {"of_holder": holder, "of_term": term}).first() is not None


@dataclass(frozen=True, slots=True)
class Tick:
    """What a leader finds when it looks: whether an admin stopped the engine, and when the rarer work was begun."""

    paused: bool
    swept_at: datetime | None


def tick(session: Reach, holder: str, term: int, now: datetime) -> Tick | None:
    """Note that the leader looks; None when its term is over, and then it does nothing."""
    mine = {"of_holder": holder, "of_term": term, "ticked_at": now}
    row = session.connection().execute(_TICK, mine).first()
    return Tick(row.paused_at is not None, row.swept_at) if row is not None else None


def sweep(session: Reach, holder: str, term: int, now: datetime, before: datetime) -> bool:
    """Whether the rarer work is due, and this leader's; it is noted as begun."""
    mine = {"of_holder": holder, "of_term": term, "swept_at": now, "before": before}
    return cast(CursorResult[Any], session.connection().execute(_SWEEP, mine)).rowcount == 1


def resign(session: Session, holder: str, term: int, now: datetime) -> None:
    """Let the next one begin at once."""
    _changed(session, _term(holder, term).values(expires_at=now))


def is_paused(session: Reach) -> bool:
    """Whether an admin stopped the engine, for all processes, until it is resumed."""
    return session.connection().execute(_PAUSED).first() is not None


def pause(session: Session, now: datetime) -> None:
    """Stop the engine. Twice is calm: it stays stopped since the first time."""
    _ensure(session, now)
    stop = update(Leader).where(Leader.name == NAME, Leader.paused_at.is_(None)).values(paused_at=now)
    session.execute(stop, execution_options={"synchronize_session": False})


def resume(session: Session) -> None:
    go_on = update(Leader).where(Leader.name == NAME).values(paused_at=None)
    session.execute(go_on, execution_options={"synchronize_session": False})


def _ensure(session: Session, now: datetime) -> None:
    """The row is there, led by nobody at first."""
    first = {"name": NAME, "holder": "", "term": 0, "taken_at": now, "renewed_at": now, "expires_at": now}
    session.execute(upsert.insert(session, Leader).values(first).on_conflict_do_nothing())


def _term(holder: str, term: int) -> Update:
    return update(Leader).where(Leader.name == NAME, Leader.holder == holder, Leader.term == term)


def _changed(session: Session, statement: Update) -> bool:
    result = session.execute(statement, execution_options={"synchronize_session": False})
    return cast(CursorResult[Any], result).rowcount == 1
