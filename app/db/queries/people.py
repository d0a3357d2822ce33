"""People: everything of a person hangs on their row and goes with it. Each has one profile from the first moment on."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, delete, exists, or_, select, update
from sqlalchemy.orm import Session

from app.db import shown
from app.db.queries import profiles
from app.db.tables.factors import RecoveryCode, SecondFactor
from app.db.tables.money import Generation
from app.db.tables.people import Connection, OAuthAttempt, Person
from app.db.tables.people import Session as SignedIn
from app.db.tables.profiles import Profile
from app.db.tables.work import Notice


def create(session: Session, now: datetime) -> int:
    """A new person with an empty profile; their id."""
    person = Person(created_at=now)
    session.add(person)
    session.flush()
    profiles.create(session, person.id, now)
    return person.id


def shell(session: Session, now: datetime) -> int:
    """A person without a profile, to hang one on that nobody has any more; their id."""
    person = Person(created_at=now)
    session.add(person)
    session.flush()
    return person.id


def profile(session: Session, person_id: int) -> Profile:
    """The person's profile, whether or not they left, locked."""
    return session.scalars(select(Profile).where(Profile.person_id == person_id).with_for_update(key_share=True)).one()


def profile_of(session: Session, person_id: int) -> int:
    """The id of the person's one profile."""
    return session.scalars(select(Profile.id).where(Profile.person_id == person_id)).one()


def delete_person(session: Session, person_id: int) -> None:
    """Delete the person; sessions, tokens, profile, texts, versions, jobs and notices go by their foreign keys."""
    shown.note_readers(session)
    session.execute(delete(Person).where(Person.id == person_id), execution_options={"synchronize_session": False})


def close(session: Session, person_id: int) -> None:
    """End everything that somebody who leaves could still act with: sessions, sign-ins under way, the connection."""
    for table in (SignedIn, OAuthAttempt, Connection, Notice, SecondFactor, RecoveryCode):
        mine = delete(table).where(table.person_id == person_id)
        session.execute(mine, execution_options={"synchronize_session": False})


def take_over(session: Session, profile: Profile, person_id: int, former_id: int) -> None:
    """The profile, and what its texts cost, become this person's."""
    profile.person_id = person_id
    session.flush()
    session.execute(update(Generation).where(Generation.person_id == former_id).values(person_id=person_id))


def purge_unreachable(session: Session, *, authorized_before: datetime, limit: int) -> None:
    """Drop at most `limit` people whose account was never known and who have no session left to come back with."""
    lost = (
        select(Connection.person_id)
        .where(
            Connection.account_id.is_(None),
            Connection.user_id.is_(None),
            or_(Connection.authorized_at.is_(None), Connection.authorized_at < authorized_before),
            ~exists().where(SignedIn.person_id == Connection.person_id),
        )
        .limit(limit)
    )
    gone = session.execute(delete(Person).where(Person.id.in_(lost)), execution_options={"synchronize_session": False})
    if cast(CursorResult[Any], gone).rowcount:
        shown.note_readers(session)
