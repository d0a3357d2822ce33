"""After the rules became stricter: judge the texts in all drafts again, and queue better ones where they fail.

Nothing is replaced. A new text is offered beside the one that failed, as if the artist had asked, but it does not count
for them, and no model is called for it. What the artist wrote by hand is not judged. The index of bios that are
alike is brought up to date on the way, for texts that are older than it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import structlog

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import jobs, profiles, stored_texts, words
from app.db.queries.words import Version
from app.domain import schedule
from app.domain.critic import Verdict, judge
from app.domain.draft import Draft
from app.domain.fact_sheet import FactSheet
from app.domain.jobs import GENERATE
from app.domain.refusals import NotThere
from app.domain.words import Text, Words
from app.services import likeness
from app.services.jobs import JobQueue

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Rechecked:
    """One text and what the critic says of it today. `field` is `bio` or `caption.<album id>`."""

    handle: str | None
    field: str
    verdict: Verdict


class RecheckService:
    def __init__(self, database: Database, now: Clock, queue: JobQueue) -> None:
        self._database = database
        self._now = now
        self._queue = queue

    def run(self) -> Iterator[Rechecked]:
        """Each text in turn; what fails has its job queued by then. Doing it again queues nothing twice."""
        with self._database.reading() as session:
            found = stored_texts.profiles_with_texts_of_ours(session)
        for profile_id in found:
            try:
                yield from self._recheck(profile_id)
            except NotThere:
                log.info("recheck_skipped", profile_id=profile_id)

    def _recheck(self, profile_id: int) -> list[Rechecked]:
        """One profile. Raises NotThere: it may be deleted meanwhile."""
        with self._database.reading() as session:
            draft = profiles.draft(session, profiles.by_id(session, profile_id))
            offered = words.candidates(session, profile_id)
        with self._database.transaction() as session:
            likeness.note(session, profile_id)
        sheet = draft.sheet()
        verdicts = {field: _judged(sheet, field, text) for field, text in _ours(draft.words).items()}
        failed = {field for field, verdict in verdicts.items() if not verdict.passed}
        if missing := failed - _offered(sheet, offered):
            self._queue_text(draft, missing)
        return [Rechecked(draft.handle, field, verdict) for field, verdict in verdicts.items()]

    def _queue_text(self, draft: Draft, fields: set[str]) -> None:
        """Ask as a person would, but after all people's own wishes."""
        part = "bio" if fields == {"bio"} else "all" if "bio" in fields else "captions"
        now, payload = self._now(), {"part": part}
        with self._database.transaction() as session:
            profile = profiles.owned(session, draft.person_id, lock=True)
            queued = jobs.make_due(
                session, profile.id, GENERATE, now=now, due_at=now, priority=schedule.FIRST_IMPORT, payload=payload
            )
        if queued:
            log.info("recheck_queued", profile_id=draft.profile_id, part=part)
            self._queue.wake()


def _ours(words: Words) -> dict[str, Text]:
    texts = {"bio": words.bio} if words.bio else {}
    texts |= {f"caption.{album_id}": text for album_id, text in words.captions.items()}
    return {field: text for field, text in texts.items() if not text.is_own}


def _judged(sheet: FactSheet, field: str, text: Text) -> Verdict:
    return judge(sheet, text.text, "bio" if field == "bio" else "caption")


def _offered(sheet: FactSheet, candidates: list[Version]) -> set[str]:
    """The fields for which a text that passes is offered already."""
    return {
        field
        for candidate in candidates
        for field, text in _ours(candidate.words).items()
        if _judged(sheet, field, text).passed
    }
