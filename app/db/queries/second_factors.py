"""Second factors: each try is counted before it is judged, each code works once."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, Update, delete, func, or_, select, update
from sqlalchemy.orm import Session

from app.db.tables.factors import RecoveryCode, SecondFactor
from app.db.tables.people import Connection
from app.db.tables.people import Session as SignedIn

_QUIET = {"synchronize_session": False}


@dataclass(frozen=True, slots=True)
class Stored:
    """The sealed secret, and since when tries are counted."""

    secret: bytes = field(repr=False)
    tries_since: datetime | None


def find(session: Session, person_id: int) -> Stored | None:
    row = session.get(SecondFactor, person_id)
    return Stored(row.secret, row.tries_since) if row else None


def replace(session: Session, person_id: int, secret: bytes, code_hashes: list[str], now: datetime) -> None:
    """A new secret and new codes; whoever passed with the old ones has to show the new ones."""
    for table in (SecondFactor, RecoveryCode):
        session.execute(delete(table).where(table.person_id == person_id), execution_options=_QUIET)
    session.execute(
        update(SignedIn).where(SignedIn.person_id == person_id).values(second_factor_at=None), execution_options=_QUIET
    )
    session.add(
        SecondFactor(person_id=person_id, secret=secret, last_step=0, tries=0, tries_since=None, created_at=now)
    )
    session.add_all(RecoveryCode(person_id=person_id, code_hash=hashed) for hashed in code_hashes)


def count_try(session: Session, person_id: int, *, most: int, begun_after: datetime, now: datetime) -> bool:
    """Take one of the `most` tries of this while; False when they are used up."""
    mine = update(SecondFactor).where(SecondFactor.person_id == person_id)
    over = or_(SecondFactor.tries_since.is_(None), SecondFactor.tries_since <= begun_after)
    if _changed(session, mine.where(over).values(tries=1, tries_since=now)):
        return True
    return _changed(session, mine.where(SecondFactor.tries < most).values(tries=SecondFactor.tries + 1))


def use_step(session: Session, person_id: int, step: int) -> bool:
    """Take the code of this step; False when it, or a later one, was taken before."""
    mine = update(SecondFactor).where(SecondFactor.person_id == person_id, SecondFactor.last_step < step)
    return _changed(session, mine.values(last_step=step, tries=0, tries_since=None))


def use_recovery(session: Session, person_id: int, code_hash: str, now: datetime) -> bool:
    mine = update(RecoveryCode).where(
        RecoveryCode.person_id == person_id, RecoveryCode.code_hash == code_hash, RecoveryCode.used_at.is_(None)
    )
    return _changed(session, mine.values(used_at=now))


def recovery_left(session: Session, person_id: int) -> int:
    unused = select(func.count()).where(RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None))
    return session.scalar(unused) or 0


def person_of(session: Session, account_id: str) -> int | None:
    """Whose account at a provider this is; None before their first sign-in."""
    return session.scalar(select(Connection.person_id).where(Connection.account_id == account_id))


def _changed(session: Session, statement: Update) -> bool:
    return cast(CursorResult[Any], session.execute(statement, execution_options=_QUIET)).rowcount == 1
