"""Tombstones: who left, what is still held of them, and who must not come back."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from app.db.tables.people import Person
from app.db.tables.profiles import Profile
from app.db.tables.tombstones import Tombstone


@dataclass(frozen=True, slots=True)
class Held:
    """What is kept of somebody who left."""

    person_id: int
    profile_id: int
    left_at: datetime


@dataclass(frozen=True, slots=True)
class Grave:
    """One tombstone as it travels past a restore."""

    mark: str
    number: int
    deleted_at: datetime
    erased_at: datetime | None
    withheld: str | None = None
    withheld_reason: str | None = None


def add(session: Session, mark: str, profile: Profile, now: datetime, *, held: bool) -> None:
    """Note that this profile's person leaves; `held`: their own words stay for a while."""
    session.add(
        Tombstone(
            mark=mark,
            number=profile.person_id,
            deleted_at=now,
            held_person_id=profile.person_id if held else None,
            erased_at=None if held else now,
            withheld=profile.withheld,
            withheld_reason=profile.withheld_reason,
        )
    )


def held(session: Session, marks: Sequence[str]) -> Held | None:
    """What is held of whoever has one of these marks, the newest first."""
    row = session.execute(
        select(Profile.person_id, Profile.id, Profile.left_at)
        .join(Tombstone, Profile.person_id == Tombstone.held_person_id)
        .where(Tombstone.mark.in_(marks), Profile.left_at.is_not(None))
        .order_by(Tombstone.deleted_at.desc())
        .limit(1)
    ).one_or_none()
    return Held(row.person_id, row.id, row.left_at) if row and row.left_at else None


def withheld(session: Session, marks: Sequence[str]) -> Tombstone | None:
    """The newest tombstone of somebody who left while something was withheld from them; None when nothing was."""
    theirs = select(Tombstone).where(Tombstone.mark.in_(marks), Tombstone.withheld.is_not(None))
    return session.scalars(theirs.order_by(Tombstone.deleted_at.desc()).limit(1)).one_or_none()


def lift(session: Session, marks: Sequence[str]) -> None:
    """Nothing is withheld any more from whoever has one of these marks, neither here nor in what is held of them."""
    theirs = select(Tombstone).where(Tombstone.mark.in_(marks))
    for row in session.scalars(theirs):
        row.withheld = row.withheld_reason = None
        if row.held_person_id is not None:
            held_one = session.scalars(select(Profile).where(Profile.person_id == row.held_person_id)).one()
            held_one.withheld = held_one.withheld_at = held_one.withheld_reason = None


def mark_of(session: Session, person_id: int) -> str:
    """The mark that this held person is known by."""
    return session.scalars(select(Tombstone.mark).where(Tombstone.held_person_id == person_id)).first() or ""


def erased(session: Session, person_id: int, now: datetime) -> None:
    """Before the held person's row goes."""
    mine = update(Tombstone).where(Tombstone.held_person_id == person_id)
    session.execute(mine.values(erased_at=now, held_person_id=None), execution_options={"synchronize_session": False})


def forget(session: Session, person_id: int) -> None:
    """They came back."""
    session.execute(delete(Tombstone).where(Tombstone.held_person_id == person_id))


def lapsed(session: Session, left_before: datetime, limit: int) -> Sequence[int]:
    """People whose time to come back is over."""
    over = select(Profile.person_id).where(Profile.left_at.is_not(None), Profile.left_at <= left_before)
    return session.scalars(over.order_by(Profile.left_at).limit(limit)).all()


def are_any(session: Session) -> bool:
    return session.scalar(select(Tombstone.id).limit(1)) is not None


def risen(session: Session) -> Sequence[tuple[int, bool]]:
    """People who left and are here all the same, each with whether their words may still be held."""
    back = (
        select(Person.id, Tombstone.erased_at.is_(None))
        .join(Tombstone, Tombstone.number == Person.id)
        .join(Profile, Profile.person_id == Person.id)
        .where(Person.created_at < Tombstone.deleted_at)
        .where(or_(Profile.left_at.is_(None), Tombstone.erased_at.is_not(None)))
        .order_by(Tombstone.deleted_at)
    )
    return [(person_id, held) for person_id, held in session.execute(back)]


def hold_again(session: Session, person_id: int) -> datetime:
    """The risen person's tombstone holds them from now on; when they left."""
    newest = session.scalars(
        select(Tombstone).where(Tombstone.number == person_id).order_by(Tombstone.deleted_at.desc()).limit(1)
    ).one()
    newest.held_person_id = person_id
    return newest.deleted_at


def all_of_them(session: Session) -> list[Grave]:
    rows = session.scalars(select(Tombstone).order_by(Tombstone.id))
    return [
        Grave(row.mark, row.number, row.deleted_at, row.erased_at, row.withheld, row.withheld_reason) for row in rows
    ]


def merge(session: Session, graves: Iterable[Grave]) -> int:
    """Add those that are not known yet, and what is known of them since; how many were new.

    Of several with one key the first decides what is withheld.
    """
    known = {(row.number, row.deleted_at): row for row in session.scalars(select(Tombstone))}
    told: set[tuple[int, datetime]] = set()
    new = 0
    for grave in graves:
        key = (grave.number, grave.deleted_at)
        row = known.get(key)
        if row is None:
            known[key] = Tombstone(**asdict(grave))
            session.add(known[key])
            new += 1
        else:
            row.erased_at = row.erased_at or grave.erased_at
            if key not in told:
                row.withheld, row.withheld_reason = grave.withheld, grave.withheld_reason
        told.add(key)
    return new
