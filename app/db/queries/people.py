"""People: everything of a person hangs on their row and goes with it. Each has one profile from the first moment on."""

from datetime import datetime

from sqlalchemy import delete, exists, or_, select
from sqlalchemy.orm import Session

from app.db.queries import profiles
from app.db.tables import Connection, Person, Profile
from app.db.tables import Session as SignedIn


def create(session: Session, now: datetime) -> int:
    """A new person with an empty profile; their id."""
    person = Person(created_at=now)
    session.add(person)
    session.flush()
    profiles.create(session, person.id, now)
    return person.id


def profile_of(session: Session, person_id: int) -> int:
    """The id of the person's one profile."""
    return session.scalars(select(Profile.id).where(Profile.person_id == person_id)).one()


def delete_person(session: Session, person_id: int) -> None:
    """Delete the person; sessions, tokens, profile, texts, versions, jobs and notices go by their foreign keys."""
    session.execute(delete(Person).where(Person.id == person_id), execution_options={"synchronize_session": False})


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
    session.execute(delete(Person).where(Person.id.in_(lost)), execution_options={"synchronize_session": False})
