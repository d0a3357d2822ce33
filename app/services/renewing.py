"""What a changed snapshot does to a page: prepared without a transaction, stored in the refresh's own."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from app.db.database import Database
from app.db.queries import notices, profiles, snapshots, words
from app.domain import renewal
from app.domain import words as texts
from app.domain.draft import Draft
from app.domain.page import Page
from app.domain.snapshot import Snapshot
from app.domain.words import Words
from app.media.preview_image import PreviewImage
from app.services import cards, likeness
from app.services.publishing import store_version

PUBLISHED = "Your page shows it."
WAITS = "Your page stays as it is until you publish."
OFFERED = "A text that fits it waits below."


@dataclass(frozen=True, slots=True)
class Change:
    """`seen` is the draft that it was prepared from, `made` the one to be; `public` its page, when it is published."""

    seen: Draft
    made: Draft
    offer: Words | None
    public: tuple[Page, str, PreviewImage] | None


class Renewing:
    def __init__(self, database: Database, public_url: str) -> None:
        self._database = database
        self._public_url = public_url

    def prepare(self, profile_id: int, music: Snapshot, mark: str) -> Change:
        """Decide what becomes of the words, and draw the page if it is published without asking.

        That is: the artist chose to keep it fresh, and nothing of theirs waits to be published with it.
        """
        with self._database.reading() as session:
            seen = profiles.draft(session, profiles.by_id(session, profile_id))
            used = words.used_forms(session, profile_id)
        with_music = replace(seen, music=music, music_fingerprint=mark)
        renewed = renewal.renew(with_music, seen.music, used, likeness.neighbours(self._database, profile_id))
        if not seen.preferences.keep_fresh:
            return Change(seen, replace(with_music, words=renewed.words), renewed.offer, None)
        fresh = texts.accept(renewed.words, renewed.offer, frozenset()) if renewed.offer else renewed.words
        made = replace(with_music, words=fresh)
        if not seen.is_public or seen.handle is None or seen.has_unpublished_changes:
            return Change(seen, made, None, None)
        page = made.page()
        drawn = cards.draw(self._database, profile_id, page, seen.handle, self._public_url)
        return Change(seen, made, None, (page, *drawn))

    def store(self, session: Session, change: Change, now: datetime) -> bool:
        """Write it; False when the artist changed something meanwhile. The caller holds the profile's lock."""
        seen, made = change.seen, change.made
        profile = profiles.by_id(session, seen.profile_id)
        if profiles.draft(session, profile) != seen:
            return False
        snapshots.replace(session, profile.id, made.music, made.music_fingerprint, now)
        if made.words != seen.words:
            profile.revision += 1
            words.make_current(session, profile.id, made.words, origin="refreshed", now=now)
        if change.offer is not None:
            words.offer(session, profile.id, change.offer, origin="refreshed", now=now)
        likeness.note(session, profile.id)
        if change.public is not None:
            page, card, image = change.public
            store_version(session, profile, made, page, (card, image), now)
        if seen.is_public:
            self._tell(session, change, now)
        return True

    def _tell(self, session: Session, change: Change, now: datetime) -> None:
        parts = [renewal.describe(change.seen.music, change.made.music), PUBLISHED if change.public else WAITS]
        parts += [OFFERED] if change.offer is not None else []
        incident = f"changed:{change.seen.profile_id}"
        person_id, message = change.seen.person_id, " ".join(parts)
        notices.tell(session, person_id, topic="changed", incident=incident, message=message, now=now)
