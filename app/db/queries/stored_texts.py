"""All texts that stand in drafts and were not written by hand, whoever they belong to."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.tables.profiles import CopyText, CopyVersion


def profiles_with_texts_of_ours(session: Session) -> list[int]:
    """The profiles whose draft holds a text of the grounded writer or a model, in order."""
    written = (
        select(CopyVersion.profile_id)
        .join(CopyText, CopyText.version_id == CopyVersion.id)
        .where(CopyVersion.state == "current", CopyText.source != "edited")
    )
    return list(session.scalars(written.distinct().order_by(CopyVersion.profile_id)))
