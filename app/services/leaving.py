"""Leaving: disconnecting Spotify, and deleting the account. Both take effect at once."""

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import (
    audit,
    connections,
    handles,
    jobs,
    notices,
    people,
    profiles,
    published,
    snapshots,
    visibility,
    words,
)
from app.domain.jobs import GENERATE, REFRESH
from app.domain.page import join
from app.domain.refusals import BadInput
from app.services import pictures

NO_HANDLE = "delete"


class LeavingService:
    def __init__(self, database: Database, now: Clock, public_url: str) -> None:
        self._database = database
        self._now = now
        self._public_url = public_url

    def disconnect(self, person_id: int) -> None:
        """Delete the tokens, Spotify's lists and the text made from them; a public page goes on with own words only."""
        image = self._card_without_music(person_id)
        now = self._now()
        with self._database.transaction() as session:
            profile = profiles.owned(session, person_id, lock=True)
            connections.disconnect(session, person_id)
            for kind in (REFRESH, GENERATE):
                jobs.forget(session, profile.id, kind)
            snapshots.delete_all(session, profile.id)
            words.delete_derived(session, profile.id)
            published.delete_pictures(session, profile.id)
            profile.hidden, profile.last_checked_at = [], None
            profile.revision += 1
            if image is not None:
                fingerprint, picture = image
                published.store_asset(session, profile.id, fingerprint, "image/jpeg", picture, now)
                published.strip_music(session, profile, card=fingerprint, now=now)
            else:
                # nothing was public: the same page, published again later, has to be stored again
                profile.is_public, profile.published_version_id = False, None
            published.forget_music(session, profile.id)
            visibility.changed(session, profile.id)
            notices.resolve(session, person_id, ("reconnect", "waiting", "emptied", "changed"), now)
            audit.record(session, person_id, "disconnect", now)

    def delete(self, person_id: int, confirm: str) -> None:
        """Delete everything of this person at once; their handles answer "gone". Raises BadInput."""
        now = self._now()
        with self._database.transaction() as session:
            profile = profiles.owned(session, person_id, lock=True)
            expected = handles.current(session, profile.id) or NO_HANDLE
            if confirm.strip().lower() != expected:
                raise BadInput("confirm", f"Type {expected} to delete everything. Nothing was deleted.")
            handles.leave_behind(session, profile.id, now)
            people.delete_person(session, person_id)
            audit.record(session, person_id, "delete", now)

    def _card_without_music(self, person_id: int) -> tuple[str, bytes] | None:
        """The preview image of the page that stays, drawn before anything is deleted; None when nothing is public."""
        with self._database.reading() as session:
            profile = profiles.owned(session, person_id)
            handle = handles.current(session, profile.id)
            own = published.own_part(session, profile, handle)
        if own is None or handle is None:
            return None
        fingerprint, image = pictures.draw(pictures.card_of(join(own, None), handle, self._public_url))
        return fingerprint, image.jpeg
