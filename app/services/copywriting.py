"""Texts on request: nothing is written before the artist asks, and nothing is taken before the artist accepts."""

from typing import Literal

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import jobs, profiles, words
from app.domain import schedule
from app.domain.draft import Draft
from app.domain.jobs import GENERATE, Claim
from app.domain.refusals import BadInput
from app.domain.words import Sentence, Text, Words
from app.domain.writer import Draft as Written
from app.domain.writer import compose
from app.services.jobs import JobQueue

Part = Literal["all", "bio", "captions"]
PARTS: tuple[Part, ...] = ("all", "bio", "captions")


class CopywritingService:
    def __init__(self, database: Database, now: Clock, queue: JobQueue) -> None:
        self._database = database
        self._now = now
        self._queue = queue

    def ask(self, person_id: int, part: str) -> None:
        """Queue new texts; asking again while some are being written changes nothing. Raises BadInput."""
        if part not in PARTS:
            raise BadInput("part", "Choose the bio, the captions, or all.")
        with self._database.reading() as session:
            profile_id = profiles.owned(session, person_id).id
        self._queue.ask(profile_id, GENERATE, priority=schedule.OWN_WISH, payload={"part": part})

    def run(self, claim: Claim) -> None:
        """Write one candidate, or say which fact is missing."""
        with self._database.reading() as session:
            draft = profiles.draft(session, profiles.by_id(session, claim.profile_id))
            used = words.used_forms(session, claim.profile_id)
        written = compose(draft.sheet(), seed=claim.profile_id, used_forms=used)
        candidate = _wanted(_words(written, draft), claim.payload.get("part", "all"))
        empty = candidate.bio is None and not candidate.captions
        now = self._now()
        with self._database.transaction() as session:
            outcome = "facts_missing" if empty else "done"
            jobs.finish(session, claim, now=now, outcome=outcome, next_due=None)
            if not empty:
                words.offer(session, claim.profile_id, candidate, origin="written", now=now)


def _words(written: Written, draft: Draft) -> Words:
    """The writer's texts as words of this profile: captions by album id."""
    ids = draft.sheet_album_ids()
    bio = None
    if written.bio:
        sentences = tuple(Sentence(sentence.text, sentence.facts) for sentence in written.bio.sentences)
        bio = Text(written.bio.text, "written", written.bio.form, sentences)
    captions = {
        ids[caption.album_index]: Text(caption.text, "written", caption.form, (Sentence(caption.text, caption.facts),))
        for caption in written.captions
    }
    return Words(bio=bio, captions=captions)


def _wanted(words: Words, part: str) -> Words:
    if part == "bio":
        return Words(bio=words.bio)
    if part == "captions":
        return Words(captions=words.captions)
    return words
