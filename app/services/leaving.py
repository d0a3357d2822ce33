"""Leaving: disconnecting Spotify, and deleting the account. Both take effect at once, whatever is under way."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import (
    audit,
    connections,
    exports,
    handles,
    jobs,
    notices,
    people,
    profiles,
    published,
    snapshots,
    tombstones,
    visibility,
    words,
)
from app.db.tables.profiles import Profile
from app.domain.jobs import EXPORT, GENERATE, REFRESH
from app.domain.page import join
from app.domain.refusals import BadInput
from app.services import cards, marks
from app.services.accounts import PROVIDER
from app.vault import Vault

NO_HANDLE = "delete"
ABOUT_SPOTIFY = ("reconnect", "waiting", "emptied", "changed", "consent", "stopped", "forgotten")


class LeavingService:
    def __init__(self, database: Database, vault: Vault, now: Clock, public_url: str) -> None:
        self._database = database
        self._vault = vault
        self._now = now
        self._public_url = public_url

    def disconnect(self, person_id: int) -> None:
        """Delete the tokens, Spotify's lists and the text made from them; a public page goes on with own words only."""
        image = self.card_without_music(person_id)
        with self._database.transaction() as session:
            self.cut(session, profiles.owned(session, person_id, lock=True), image, "disconnect")

    def cut(self, session: Session, profile: Profile, image: tuple[str, bytes] | None, action: str) -> None:
        """Part with Spotify, in a transaction that holds the profile's lock.

        `image` is the preview image of the page that goes on, None when nothing is public; `action` is for the audit.
        """
        now = self._now()
        connections.disconnect(session, profile.person_id)
        strip(session, profile)
        if image is not None:
            fingerprint, picture = image
            published.store_asset(session, profile.id, fingerprint, "image/jpeg", picture, now)
            published.strip_music(session, profile, card=fingerprint, now=now)
        else:
            # nothing was public: the same page, published again later, has to be stored again
            profile.is_public, profile.published_version_id = False, None
        published.forget_music(session, profile.id)
        visibility.changed(session, profile.id)
        notices.resolve(session, profile.person_id, ABOUT_SPOTIFY, now)
        audit.record(session, profile.person_id, action, now)

    def delete(self, person_id: int, confirm: str, *, erase_now: bool) -> None:
        """Take everything away at once; their page answers "gone". Raises BadInput.

        Tokens, Spotify's data, sessions and the page go now. Own words stay 30 days, for somebody who comes back with
        the same account (`ReturningService`), unless `erase_now` or nobody could be known again.
        """
        now = self._now()
        with self._database.transaction() as session:
            profile = profiles.owned(session, person_id, lock=True)
            expected = handles.current(session, profile.id) or NO_HANDLE
            if confirm.strip().lower() != expected:
                raise BadInput("confirm", f"Type {expected} to delete everything. Nothing was deleted.")
            mark = self._mark(session, person_id)
            if mark is not None:
                tombstones.add(session, mark, profile, now, held=not erase_now)
            audit.record(session, person_id, "delete", now, erased=erase_now or mark is None)
            if mark is None or erase_now:
                erase(session, profile, self._vault, now)
            else:
                hold(session, profile, now)

    def _mark(self, session: Session, person_id: int) -> str | None:
        """What the account is known by later; None when there never was one."""
        connection = connections.of_person(session, person_id, PROVIDER)
        known = marks.of(self._vault, connection) if connection else []
        return known[0] if known else None

    def card_without_music(self, person_id: int) -> tuple[str, bytes] | None:
        """The preview image of the page that stays, drawn before anything is deleted; None when nothing is public."""
        with self._database.reading() as session:
            profile = profiles.owned(session, person_id)
            profile_id, handle = profile.id, handles.current(session, profile.id)
            own = published.own_part(session, profile, handle)
        if own is None or handle is None:
            return None
        fingerprint, image = cards.draw(self._database, profile_id, join(own, None), handle, self._public_url)
        return fingerprint, image.jpeg


def strip(session: Session, profile: Profile) -> None:
    """Delete what came from the provider, what was made of it, and all work on it. The caller holds the lock."""
    for kind in (REFRESH, GENERATE, EXPORT):
        jobs.forget(session, profile.id, kind)
    exports.forget(session, profile.id)
    snapshots.delete_all(session, profile.id)
    words.delete_derived(session, profile.id)
    published.delete_pictures(session, profile.id)
    profile.hidden, profile.pinned, profile.last_checked_at = [], "", None
    profile.revision += 1


def hold(session: Session, profile: Profile, now: datetime) -> None:
    """Keep the own words of a profile that nobody has any more; everything else of its person goes."""
    strip(session, profile)
    published.forget_music(session, profile.id)
    people.close(session, profile.person_id)
    profile.is_public, profile.left_at = False, now
    profile.email, profile.email_opt_in, profile.email_confirmed_at = "", False, None
    session.flush()
    visibility.changed(session, profile.id)


def erase(session: Session, profile: Profile, vault: Vault, now: datetime) -> None:
    """Delete the person and all of theirs; their handles answer "gone" and stay reserved for a while."""
    somebody = f"{profile.person_id}|{profile.created_at.isoformat()}"  # SQLite gives a number again that is free
    audit.close(session, profile.person_id, profile.id, vault.marks(somebody, purpose="audit")[0])
    handles.leave_behind(session, profile.id, profile.left_at or now)
    tombstones.erased(session, profile.person_id, now)
    people.delete_person(session, profile.person_id)
