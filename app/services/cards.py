"""Preview images of pages, with the artist's own photo in them where there is one."""

from app.db.database import Database
from app.db.queries import photos
from app.domain.page import Page
from app.media import card_drawing, preview_image
from app.media.preview_image import PreviewImage
from app.services.pictures import card_of


def draw(database: Database, profile_id: int, page: Page, handle: str, public_url: str) -> tuple[str, PreviewImage]:
    """The image of this page and the fingerprint of everything in it."""
    photo = None
    if page.photo is not None:
        with database.reading() as session:
            photo = photos.find(session, profile_id, page.photo.fingerprint)
    card = card_of(page, handle, public_url)
    return preview_image.fingerprint(card), card_drawing.PRESS.draw(card, photo)
