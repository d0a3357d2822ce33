"""No two pages with one text: what bios are alike, kept when words change and asked when a text is judged."""

from sqlalchemy.orm import Session

from app.db.database import Database
from app.db.queries import likeness, profiles
from app.domain.critic import Fingerprint, Neighbours, shingles


def note(session: Session, profile_id: int) -> None:
    """Bring the index up to date with the bios that the profile shows and is offered, in the caller's transaction."""
    bios = likeness.bios(session, profile_id)
    sheet = profiles.draft(session, profiles.by_id(session, profile_id)).sheet()
    likeness.keep(session, profile_id, {text_id: shingles(sheet, text) for text_id, text in bios.items()})


def neighbours(database: Database, profile_id: int) -> Neighbours:
    """The near bios of other profiles, for the critic; each question is a short reading of its own."""

    def near(own: Fingerprint) -> list[Fingerprint]:
        with database.reading() as session:
            return likeness.near(session, profile_id, own)

    return near
