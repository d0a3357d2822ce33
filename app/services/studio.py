"""What the artist types: handle, facts, links, words, settings. Each save is one story in one transaction."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import generations, handles, job_status, leader, notices, profiles, visibility, words
from app.db.queries.notices import Told
from app.db.queries.words import Version
from app.domain import draft as drafts
from app.domain import facts, generation_limits
from app.domain import layout as layouts
from app.domain import words as texts
from app.domain.draft import Draft
from app.domain.generation_limits import Remaining
from app.domain.handles import NOT_YET, YOUR_FORMER, HandleTaken, skeleton
from app.domain.handles import parse as parse_handle
from app.domain.jobs import JobStatus
from app.domain.refusals import BadInput, NotThere, StaleRevision
from app.domain.typed_text import clean
from app.services import likeness
from app.services.mailboxes import Mailboxes, may_write
from app.services.planning import Planner
from app.services.returning import ReturningService


@dataclass(frozen=True, slots=True)
class Room:
    """Everything on the studio's first page. `mail_reaches`: notices go to a confirmed address, too.

    `paused`: an admin stopped all background work for a while.
    """

    draft: Draft
    candidates: tuple[Version, ...]
    job: JobStatus | None
    notices: tuple[Told, ...]
    refresh_allowed_at: datetime | None
    next_refresh_at: datetime | None
    texts_left: Remaining
    mail_reaches: bool
    paused: bool


ALBUM_GONE = "An album left your lists while you wrote its caption. Nothing was saved yet; keep your words: “{text}”"


class StudioService:
    def __init__(
        self,
        database: Database,
        now: Clock,
        reserved: Collection[str],
        cooldown: timedelta,
        planner: Planner,
        mailboxes: Mailboxes,
        returning: ReturningService,
    ) -> None:
        """`reserved` are the first words of the site's own paths, which no handle may take."""
        self._database = database
        self._now = now
        self._reserved = reserved
        self._cooldown = cooldown
        self._planner = planner
        self._mailboxes = mailboxes
        self._returning = returning

    def room(self, person_id: int) -> Room:
        now = self._now()
        with self._database.reading() as session:
            profile = profiles.owned(session, person_id)
            return Room(
                draft=profiles.draft(session, profile),
                candidates=tuple(words.candidates(session, profile.id)),
                job=job_status.newest(session, profile.id, now),
                notices=tuple(notices.open_for(session, person_id)),
                next_refresh_at=job_status.next_refresh_at(session, profile.id),
                refresh_allowed_at=job_status.asked_again_at(session, profile.id, self._cooldown, now),
                mail_reaches=may_write(profile),
                paused=leader.is_paused(session),
                texts_left=generation_limits.remaining(
                    generations.asked_since(session, person_id, now - generation_limits.DAY), now
                ),
            )

    def draft(self, person_id: int) -> Draft:
        with self._database.reading() as session:
            return profiles.draft(session, profiles.owned(session, person_id))

    def history(self, person_id: int) -> list[Version]:
        with self._database.reading() as session:
            return words.history(session, profiles.owned(session, person_id).id)

    def claim_handle(self, person_id: int, typed: str) -> None:
        """Claim a first handle, or rename: the former one then redirects. Raises BadInput."""
        handle = parse_handle(typed, self._reserved)
        try:
            with self._database.transaction() as session:
                profile = profiles.owned(session, person_id, lock=True)
                if profiles.draft(session, profile).connection == "waiting":
                    raise BadInput("handle", NOT_YET)
                handles.claim(session, profile.id, handle, self._now())
                visibility.changed(session, profile.id)
        except HandleTaken:
            former = self._returning.former(person_id)
            if former is not None and former.handle is not None and skeleton(former.handle) == skeleton(handle):
                raise BadInput("handle", YOUR_FORMER) from None
            raise

    def save_facts(self, person_id: int, form: Mapping[str, str]) -> None:
        """Save what the form says; what it does not name stays. Raises BadInput.

        The provider's name, sent back as it was filled in, is nothing that was typed.
        """
        with self._database.transaction() as session:
            profile = profiles.owned(session, person_id, lock=True)
            draft = profiles.draft(session, profile)
            said = facts.as_form(draft.facts) | dict(form.items())
            if draft.name and said["display_name"].strip() == draft.name.strip():
                said["display_name"] = ""
            profiles.save_facts(session, profile.id, facts.parse(said))

    def save_links(
        self, person_id: int, labels: Sequence[str], urls: Sequence[str], hidden: Collection[str] = ()
    ) -> None:
        """Save the rows in their order; `hidden` are the numbers of rows that stay off the page. Raises BadInput."""
        said = facts.parse_links(labels, urls, hidden)
        with self._database.transaction() as session:
            profiles.save_links(session, profiles.owned(session, person_id, lock=True).id, said)

    def save_layout(self, person_id: int, shown: Collection[str], pinned: str, release_url: str) -> None:
        """Which sections the page has, which album comes first, where the release is. Raises BadInput."""
        with self._database.transaction() as session:
            profile = profiles.owned(session, person_id, lock=True)
            albums = {album.id for album in profiles.draft(session, profile).music.albums}
            profiles.save_layout(profile, layouts.parse(shown, pinned, release_url, albums))

    def save_preferences(self, person_id: int, form: Mapping[str, str], hidden: Sequence[str]) -> None:
        with self._database.transaction() as session:
            profile = profiles.owned(session, person_id, lock=True)
            music = profiles.draft(session, profile).music
            artists, albums = ({item.id for item in items} for items in (music.artists, music.albums))
            known = artists | albums | {track.id for track in music.tracks}
            before, wanted = profile.email, profile.email_opt_in
            said = {"theme": profile.theme, "locale": profile.locale, **form}  # a form without one leaves it alone
            profiles.save_preferences(profile, drafts.parse_preferences(said, frozenset(hidden) & known))
            self._mailboxes.typed(session, profile, before, wanted)
            if profile.auto_refresh:
                notices.resolve(session, person_id, ("stopped",), self._now())
            session.flush()
            self._planner.plan(session, profile.id)

    def edit_words(self, person_id: int, bio: str | None, captions: Mapping[str, str], revision: int) -> None:
        """Save the words typed by hand; a bio of None stays. BadInput; StaleRevision after another tab's save."""
        if bio is not None:
            bio = clean(bio, field="bio", label="The bio", limit=texts.BIO_LIMIT, lines=True)
        typed = {
            album_id: clean(text, field=f"caption.{album_id}", label="A caption", limit=texts.CAPTION_LIMIT)
            for album_id, text in captions.items()
        }
        with self._database.transaction() as session:
            profile = profiles.owned(session, person_id, lock=True)
            before = words.current(session, profile.id)
            known = {album.id for album in profiles.draft(session, profile).music.albums} | set(before.captions)
            if lost := [text for key, text in typed.items() if text and key not in known]:
                raise BadInput("revision", ALBUM_GONE.format(text=lost[0]))
            after = texts.edit(before, bio, {key: text for key, text in typed.items() if key in known})
            if after == before:
                return
            if profile.revision != revision:
                raise StaleRevision(_by_field(before), _by_field(after), profile.revision)
            profile.revision += 1
            words.make_current(session, profile.id, after, origin="edited", now=self._now())
            likeness.note(session, profile.id)

    def accept(self, person_id: int, candidate_id: int, parts: Collection[str]) -> None:
        """Take a candidate, whole or in parts; what it replaces stays in the history. Raises NotThere, BadInput."""
        with self._database.transaction() as session:
            profile = profiles.owned(session, person_id, lock=True)
            candidate = words.version(session, profile.id, candidate_id)
            if candidate.state not in ("candidate", "settled"):
                raise NotThere("That text is not one to take. Reload the studio and choose again.")
            fields = {"bio", "captions", *(f"caption.{key}" for key in candidate.words.captions)}
            chosen = frozenset(parts) - {"all"}
            if not chosen <= fields:
                raise BadInput("part", "Choose the bio, the captions, or one caption of that text.")
            before = words.current(session, profile.id)
            after = texts.accept(before, candidate.words, chosen)
            if after != before:
                profile.revision += 1
                words.make_current(session, profile.id, after, origin="accepted", now=self._now())
            if texts.accept(after, candidate.words, frozenset()) == after:  # nothing of it is left to take
                words.settle_candidate(session, candidate.id)
            likeness.note(session, profile.id)

    def restore(self, person_id: int, version_id: int) -> None:
        """Make a past version the current one again; nothing is removed. Raises NotThere."""
        with self._database.transaction() as session:
            profile = profiles.owned(session, person_id, lock=True)
            version = words.version(session, profile.id, version_id)
            if version.words == words.current(session, profile.id):
                return
            profile.revision += 1
            words.make_current(session, profile.id, version.words, origin="restored", now=self._now())
            likeness.note(session, profile.id)


def _by_field(words: texts.Words) -> dict[str, str]:
    captions = {f"caption.{album_id}": text.text for album_id, text in words.captions.items()}
    return {"bio": words.bio.text if words.bio else "", **captions}
