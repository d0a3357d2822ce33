"""The public pages, as visitors and machines read them: which there are, and what each address shows."""

from datetime import datetime

from app.db.database import Database
from app.db.queries import published
from app.db.queries.published import Found, Standing
from app.db.shown import Shown

JPEG = "image/jpeg"


class Directory:
    def __init__(self, database: Database) -> None:
        self._database = database

    def pages(self) -> list[tuple[str, datetime]]:
        """Handle and time of publishing of every public page, by handle."""
        with self._database.reading() as session:
            return published.public_handles(session)

    def find(self, handle: str) -> Found | None:
        with self._database.bare_reading() as session:
            return published.find(session, handle)

    def standing(self, handle: str) -> Standing | None:
        """What the address shows now, in brief; None unless it is a public page's present handle."""
        with self._database.bare_reading() as session:
            return published.standing(session, handle)

    @property
    def shown(self) -> Shown:
        """Another object after each commit of this process that changed what an address shows."""
        return self._database.shown

    def card(self, handle: str, fingerprint: str) -> bytes | None:
        """The preview image's JPEG; None unless the page is public now and once had this image."""
        with self._database.reading() as session:
            found = published.find(session, handle)
            if found is None or found.version is None or found.profile_id is None:
                return None
            asset = published.asset(session, found.profile_id, fingerprint)
            return asset.content if asset and asset.content_type == JPEG else None
