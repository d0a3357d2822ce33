"""The artist's own photo: in the draft at once, public only with the next publish, like every other change."""

from dataclasses import replace
from threading import BoundedSemaphore

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import photos, profiles, published
from app.domain.photo import ALT_LIMIT, REFUSALS, Photo
from app.domain.refusals import BadInput, NotThere
from app.domain.typed_text import clean
from app.media import photo as darkroom

AT_ONCE = 2
"""Pictures that one process has developed at a time: each child may take 768 MB and a core for some seconds."""


class PhotoService:
    def __init__(self, database: Database, now: Clock) -> None:
        self._database = database
        self._now = now
        self._places = BoundedSemaphore(AT_ONCE)

    def save(self, person_id: int, upload: bytes, alt: str) -> None:
        """Show this picture in the draft. Raises BadInput for what is no picture that a page can show."""
        said = _alt(alt)
        developed = self._develop(upload)
        photo = Photo(developed.fingerprint, developed.width, developed.height, said)
        now = self._now()
        with self._database.transaction() as session:
            profile = profiles.owned(session, person_id, lock=True)
            published.store_asset(session, profile.id, photo.fingerprint, darkroom.CONTENT_TYPE, developed.content, now)
            photos.show(profile, photo)
            photos.tidy(session, profile)

    def describe(self, person_id: int, alt: str) -> None:
        """Change the words for those who do not see the picture. Raises BadInput when there is none."""
        said = _alt(alt)
        with self._database.transaction() as session:
            profile = profiles.owned(session, person_id, lock=True)
            photo = profiles.draft(session, profile).photo
            if photo is None:
                raise BadInput("photo", REFUSALS["missing"])
            photos.show(profile, replace(photo, alt=said))

    def remove(self, person_id: int) -> None:
        """Take the picture out of the draft; visitors see it until the next publish. Twice is calm."""
        with self._database.transaction() as session:
            profile = profiles.owned(session, person_id, lock=True)
            photos.show(profile, None)
            photos.tidy(session, profile)

    def of_draft(self, person_id: int) -> bytes:
        """The draft's picture. Raises NotThere."""
        with self._database.reading() as session:
            profile = profiles.owned(session, person_id)
            photo = profiles.draft(session, profile).photo
            content = photos.find(session, profile.id, photo.fingerprint) if photo else None
        if content is None:
            raise NotThere("There is no photo in your draft.")
        return content

    def stored(self, profile_id: int, fingerprint: str) -> bytes | None:
        """A picture by its name, whoever may see it."""
        with self._database.reading() as session:
            return photos.find(session, profile_id, fingerprint)

    def _develop(self, upload: bytes) -> darkroom.Developed:
        if not self._places.acquire(timeout=darkroom.TIME_LIMIT_S):
            raise BadInput("photo", REFUSALS["busy"])
        try:
            return darkroom.develop(upload)
        except darkroom.Refused as refusal:
            raise BadInput("photo", REFUSALS[refusal.reason]) from refusal
        finally:
            self._places.release()


def _alt(typed: str) -> str:
    return clean(typed, field="photo_alt", label="The description", limit=ALT_LIMIT)
