"""Members and their numbers, and the waitlist."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from app.db.tables.members import Numbering, Waiting
from app.db.tables.people import Person
from app.db.tables.profiles import Profile

PLACES_LOCK = 7_262_468
"""Two sign-ins never count the same last place."""
MEMBERS = "members"


@dataclass(frozen=True, slots=True)
class Queue:
    """How many wait, confirmed and not; how many invitations are out."""

    confirmed: int
    unconfirmed: int
    invited: int


def lock_places(session: Session) -> None:
    """One at a time from here to the end of the transaction; SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": PLACES_LOCK})


def count(session: Session) -> int:
    """Members with a page of theirs."""
    members = select(func.count()).select_from(Person).join(Profile, Profile.person_id == Person.id)
    return session.scalar(members.where(Person.member_number.is_not(None), Profile.left_at.is_(None))) or 0


def number(session: Session, person_id: int) -> int | None:
    return session.scalar(select(Person.member_number).where(Person.id == person_id))


def give_number(session: Session, person_id: int) -> int:
    """One more than was ever given: the number of somebody who left is nobody else's."""
    row = session.get(Numbering, MEMBERS, with_for_update=True) or Numbering(kind=MEMBERS, last=0)
    row.last = max(row.last, session.scalar(select(func.max(Person.member_number))) or 0) + 1
    session.add(row)
    session.get_one(Person, person_id).member_number = row.last
    session.flush()
    return row.last


def keep_lower_number(session: Session, person_id: int, former_id: int) -> None:
    """Of the numbers of two rows of one human being the first one is theirs; the other is nobody's any more."""
    mine, former = session.get_one(Person, person_id), session.get_one(Person, former_id)
    numbers = sorted(number for number in (mine.member_number, former.member_number) if number is not None)
    mine.member_number = former.member_number = None
    session.flush()
    mine.member_number = numbers[0] if numbers else None
    session.flush()


def waiting(session: Session, waiting_id: int) -> Waiting | None:
    return session.scalar(select(Waiting).where(Waiting.id == waiting_id).with_for_update())


def by_address(session: Session, email: str) -> Waiting | None:
    return session.scalar(select(Waiting).where(Waiting.email == email).with_for_update())


def add(session: Session, email: str, now: datetime) -> Waiting:
    row = Waiting(email=email, asked_at=now, asks=0)
    session.add(row)
    session.flush()
    return row


def first_in_line(session: Session, limit: int) -> list[Waiting]:
    """Those who confirmed first and were not invited yet."""
    line = select(Waiting).where(Waiting.confirmed_at.is_not(None), Waiting.invited_at.is_(None))
    return list(session.scalars(line.order_by(Waiting.confirmed_at, Waiting.id).limit(limit).with_for_update()))


def forget(session: Session, waiting_id: int) -> None:
    session.execute(delete(Waiting).where(Waiting.id == waiting_id))


def queue(session: Session) -> Queue:
    def how_many(*where: object) -> int:
        return session.scalar(select(func.count()).select_from(Waiting).where(*where)) or 0  # type: ignore[arg-type]

    confirmed, invited = Waiting.confirmed_at.is_not(None), Waiting.invited_at.is_not(None)
    return Queue(how_many(confirmed, ~invited), how_many(~confirmed), how_many(invited))
