"""Signed-in browsers, found by the hash of their token."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, and_, bindparam, delete, or_, select, update
from sqlalchemy.orm import Session

from app.db.database import Reach
from app.db.tables.people import Connection
from app.db.tables.people import Session as SignedIn
from app.db.tables.profiles import Profile
from app.domain.actor import Actor

SIGN_IN_PROVIDER = "spotify"

_FOUND = (
    select(
        SignedIn.id,
        SignedIn.person_id,
        SignedIn.created_at,
        SignedIn.seen_at,
        SignedIn.second_factor_at,
        SignedIn.admin_seen_at,
        Profile.id.label("profile_id"),
        Connection.account_id,
        Profile.withheld,
        Profile.withheld_reason,
    )
    .join(Profile, Profile.person_id == SignedIn.person_id)
    .outerjoin(Connection, and_(Connection.person_id == SignedIn.person_id, Connection.provider == SIGN_IN_PROVIDER))
    .where(SignedIn.token_hash == bindparam("of_token"))
)
"""Built once: every request of somebody who is signed in asks it."""


@dataclass(frozen=True, slots=True)
class Found:
    actor: Actor
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class SignedInBrowser:
    """One session as its owner may know it."""

    session_id: int
    signed_in_at: datetime
    seen_at: datetime


def add(session: Session, person_id: int, token_hash: str, now: datetime) -> None:
    session.add(SignedIn(person_id=person_id, token_hash=token_hash, created_at=now, seen_at=now))


def find(session: Reach, token_hash: str) -> Found | None:
    """The person behind a token, whatever its age."""
    row = session.connection().execute(_FOUND, {"of_token": token_hash}).one_or_none()
    if row is None:
        return None
    actor = Actor(
        row.person_id,
        row.profile_id,
        row.id,
        row.account_id,
        row.created_at,
        row.second_factor_at,
        row.admin_seen_at,
        (row.withheld_reason or "-") if row.withheld == "person" else "",
    )
    return Found(actor, row.seen_at)


def all_of(session: Session, person_id: int) -> list[SignedInBrowser]:
    """Where a person is signed in, newest visit first, over or not."""
    rows = session.scalars(select(SignedIn).where(SignedIn.person_id == person_id).order_by(SignedIn.seen_at.desc()))
    return [SignedInBrowser(row.id, row.created_at, row.seen_at) for row in rows]


def elevate(session: Session, token_hash: str, new_hash: str, now: datetime) -> bool:
    """A right second factor: the session goes on under a new token; False when it is closed by now."""
    mine = update(SignedIn).where(SignedIn.token_hash == token_hash)
    result = session.execute(mine.values(token_hash=new_hash, second_factor_at=now))
    return cast(CursorResult[Any], result).rowcount == 1


def touch_admin(session: Session, session_id: int, now: datetime) -> None:
    session.execute(update(SignedIn).where(SignedIn.id == session_id).values(admin_seen_at=now))


def touch(session: Session, session_id: int, now: datetime) -> None:
    """Note a visit; never moves back, and never revives a session that was closed meanwhile."""
    session.execute(update(SignedIn).where(SignedIn.id == session_id, SignedIn.seen_at < now).values(seen_at=now))


def remove(session: Session, token_hash: str) -> None:
    session.execute(delete(SignedIn).where(SignedIn.token_hash == token_hash))


def remove_all(session: Session, person_id: int, but: int | None = None) -> int:
    """End every session of a person, or every other one than `but`; how many there were."""
    mine = delete(SignedIn).where(SignedIn.person_id == person_id)
    gone = session.execute(mine if but is None else mine.where(SignedIn.id != but))
    return cast(CursorResult[Any], gone).rowcount


def purge(session: Session, *, created_before: datetime, seen_before: datetime, limit: int) -> None:
    """Drop at most `limit` sessions that no longer open anything."""
    over = or_(SignedIn.created_at < created_before, SignedIn.seen_at < seen_before)
    session.execute(
        delete(SignedIn).where(SignedIn.id.in_(select(SignedIn.id).where(over).limit(limit))),
        execution_options={"synchronize_session": False},
    )
