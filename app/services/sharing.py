"""What a link to a page shows: of the published version, or of the draft as publishing now would make it."""

from dataclasses import dataclass
from datetime import datetime

from app.db.database import Database
from app.db.queries import profiles, published
from app.domain.draft import Draft
from app.domain.link_preview.crawlers import Picture
from app.domain.page import Page
from app.media import preview_image
from app.services import cards


@dataclass(frozen=True, slots=True)
class Shared:
    """One document and its preview image. `published_at` is None for a draft; `card` names the image."""

    draft: Draft
    handle: str
    page: Page
    published_at: datetime | None
    card: str
    jpeg: bytes

    @property
    def picture(self) -> Picture:
        width, height = preview_image.measure(self.jpeg)
        return Picture(width, height, len(self.jpeg))


class SharingService:
    def __init__(self, database: Database, public_url: str) -> None:
        self._database = database
        self._public_url = public_url

    def shared(self, person_id: int, *, of_draft: bool, unclaimed: str) -> Shared:
        """What is public now, unless nothing is or the draft is asked for; `unclaimed` stands for a handle to come."""
        with self._database.reading() as session:
            draft = profiles.draft(session, profiles.owned(session, person_id))
            found = published.find(session, draft.handle) if draft.handle else None
            if found is not None and found.version is not None and draft.handle and not of_draft:
                version = found.version
                asset = published.asset(session, draft.profile_id, version.card)
                if asset is not None:
                    return Shared(draft, draft.handle, version.page, version.published_at, version.card, asset.content)
        handle, page = draft.handle or unclaimed, draft.page()
        card, image = cards.draw(self._database, draft.profile_id, page, handle, self._public_url)
        return Shared(draft, handle, page, None, card, image.jpeg)
