"""People: everything of a person hangs on their row and goes with it."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.db.tables import Person


def delete_person(session: Session, person_id: int) -> None:
    """Delete the person; sessions, tokens, profile, texts, versions, jobs and notices go by their foreign keys."""
    session.execute(delete(Person).where(Person.id == person_id))
