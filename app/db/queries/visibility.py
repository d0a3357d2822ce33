"""The visibility epoch of a profile: kept pages of an older one are shown to nobody."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.db import shown
from app.db.tables.profiles import Profile


def changed(session: Session, profile_id: int) -> None:
    """Who may see the page, or under which address, has changed: published, hidden, renamed, suspended, taken down.

    Call it in the transaction that makes the change. Every process then draws the page anew, or answers what stands in
    its place, within two seconds.
    """
    shown.note_readers(session)
    session.execute(
        update(Profile).where(Profile.id == profile_id).values(visibility_epoch=Profile.visibility_epoch + 1),
        execution_options={"synchronize_session": False},
    )
