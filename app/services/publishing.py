"""Publishing: the artist's click makes an immutable version and its preview image; only that is read (`directory`)."""

import unicodedata
from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import audit, notices, photos, profiles, published, visibility
from app.db.tables.profiles import Profile
from app.domain.draft import Draft
from app.domain.handles import NOT_YET
from app.domain.page import Page, split
from app.domain.refusals import BadInput, Withheld
from app.media.preview_image import PreviewImage
from app.services import cards, directory
from app.services.planning import Planner

log = structlog.get_logger()
TRIES = 3


class PublishingService:
    def __init__(self, database: Database, now: Clock, public_url: str, planner: Planner) -> None:
        self._database = database
        self._now = now
        self._public_url = public_url
        self._planner = planner

    def publish(self, person_id: int) -> str:
        """Publish the draft; its handle. Twice makes no second version. Raises BadInput without a handle."""
        for _ in range(TRIES):
            with self._database.reading() as session:
                profile = profiles.owned(session, person_id)
                draft = profiles.draft(session, profile)
            _refuse_withheld(profile)
            if draft.handle is None and draft.connection == "waiting":
                raise BadInput("handle", NOT_YET)
            if draft.handle is None:
                raise BadInput("handle", "Claim a handle first: it becomes the address of your page.")
            made = draft.page()
            card, image = cards.draw(self._database, draft.profile_id, made, draft.handle, self._public_url)
            if self._store(draft, made, card, image):
                return draft.handle
        raise BadInput("handle", "Something changed while publishing. Look at the preview and publish again.")

    def unpublish(self, person_id: int) -> None:
        """Take the page away from visitors; everything stays in the studio."""
        with self._database.transaction() as session:
            profile = profiles.owned(session, person_id, lock=True)
            profile.is_public = False
            session.flush()
            visibility.changed(session, profile.id)
            self._planner.plan(session, profile.id)
            audit.record(session, person_id, "unpublish", self._now())

    def _store(self, seen: Draft, made: Page, card: str, image: PreviewImage) -> bool:
        """Write the version unless the draft changed while the image was drawn."""
        now = self._now()
        with self._database.transaction() as session:
            profile = profiles.owned(session, seen.person_id, lock=True)
            _refuse_withheld(profile)
            current = profiles.draft(session, profile)
            if current.page() != made or current.handle != seen.handle:
                return False
            store_version(session, profile, current, made, (card, image), now)
            session.flush()
            self._planner.plan(session, profile.id)
            return True


def _refuse_withheld(profile: Profile) -> None:
    """Raises Withheld while an admin keeps this page from visitors."""
    if profile.withheld is not None:
        raise Withheld(f"This page was taken down by the people who run this site: {profile.withheld_reason}")


def store_version(
    session: Session, profile: Profile, draft: Draft, made: Page, drawn: tuple[str, PreviewImage], now: datetime
) -> None:
    """Make the draft's page public, as a new version unless it is the one that is; its preview image with it."""
    card, image = drawn
    published.store_asset(session, profile.id, card, directory.JPEG, image.jpeg, now)
    fingerprint = made.fingerprint()
    if draft.published_fingerprint != fingerprint or profile.published_version_id is None:
        published.add(session, profile, fingerprint, split(made, draft.words), card=card, now=now)
        audit.record(session, draft.person_id, "publish", now)
    elif not profile.is_public:
        audit.record(session, draft.person_id, "publish", now)
        visibility.changed(session, profile.id)
    profile.is_public = True
    photos.tidy(session, profile)
    notices.resolve(session, draft.person_id, ("changed",), now)
    if image.missing:
        log.warning("glyphs_missing", profile_id=profile.id, count=len(image.missing))
        notices.tell(
            session,
            None,
            topic="glyphs",
            incident=f"glyphs:{profile.id}",
            message=missing_sentence(draft.handle or "", image.missing),
            now=now,
        )
    else:
        notices.settle_incident(session, f"glyphs:{profile.id}", now)


def missing_sentence(handle: str, missing: tuple[str, ...]) -> str:
    """Which characters the admin's fonts lack, by name: `U+13000 EGYPTIAN HIEROGLYPH A001`."""
    named = [f"U+{ord(sign):04X} {unicodedata.name(sign, 'without a name')}" for sign in missing[:5] for sign in sign]
    more = f" and {len(missing) - 5} more" if len(missing) > 5 else ""
    return (
        f"The preview image of /{handle} shows empty boxes: no installed font draws {', '.join(named)}{more}. "
        "Install a font that does (fonts-noto has most), and publish the page again."
    )
