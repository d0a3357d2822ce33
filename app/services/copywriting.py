"""Texts on request: nothing is written before the artist asks, and nothing is taken before the artist accepts.

A wish is counted when it is accepted, once. Then a worker asks the model, if there is one and it may be asked, and the
grounded writer answers for all that the model did not.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from sqlalchemy.orm import Session

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import generations, jobs, profiles, words
from app.db.queries.generations import Story
from app.domain import generation_limits, schedule
from app.domain.critic import Neighbours
from app.domain.draft import Draft
from app.domain.generation_limits import DAY, Remaining
from app.domain.jobs import GENERATE, Claim
from app.domain.refusals import BadInput, TooSoon
from app.domain.words import Sentence, Source, Text, Words
from app.domain.writer import Draft as Written
from app.domain.writer import Text as WrittenText
from app.domain.writer import compose
from app.services import likeness
from app.services.generation import EXPECTED_S, GenerationService, Told
from app.services.jobs import JobQueue

Part = Literal["all", "bio", "captions"]
PARTS: tuple[Part, ...] = ("all", "bio", "captions")


class CopywritingService:
    def __init__(self, database: Database, now: Clock, queue: JobQueue, generation: GenerationService) -> None:
        self._database = database
        self._now = now
        self._queue = queue
        self._generation = generation

    def ask(self, person_id: int, part: str) -> None:
        """Queue new texts and count the wish; asking again while some are being written changes nothing.

        Raises BadInput; TooSoon when the person's hour or day is used up.
        """
        if part not in PARTS:
            raise BadInput("part", "Choose the bio, the captions, or all.")
        now = self._now()
        with self._database.transaction() as session:
            profile = profiles.owned(session, person_id, lock=True)
            if jobs.is_busy(session, profile.id, GENERATE, now):
                return
            left = _remaining(session, person_id, now)
            if left.again_at is not None:
                raise TooSoon(left.used_up(now), left.again_at)
            payload: dict[str, object] = {"part": part}
            payload["generation"] = generations.add(session, person_id, profile.id, part, now)
            if self._generation.has_model:
                payload["expected_s"] = EXPECTED_S
            jobs.make_due(
                session, profile.id, GENERATE, now=now, due_at=now, priority=schedule.OWN_WISH, payload=payload
            )
        self._queue.wake()

    def cancel(self, person_id: int) -> None:
        """Drop the texts that are waited for; what a worker still brings is discarded, its cost stays in the books."""
        now = self._now()
        with self._database.transaction() as session:
            profile = profiles.owned(session, person_id, lock=True)
            if jobs.is_busy(session, profile.id, GENERATE, now):
                jobs.forget(session, profile.id, GENERATE)
                generations.cancel(session, profile.id, now)

    def remaining(self, person_id: int) -> Remaining:
        """How many texts the person may still ask for."""
        with self._database.reading() as session:
            return _remaining(session, person_id, self._now())

    def run(self, claim: Claim) -> None:
        """Offer up to three candidates, or say which fact is missing."""
        part, generation_id = claim.payload.get("part", "all"), claim.payload.get("generation")
        with self._database.reading() as session:
            draft = profiles.draft(session, profiles.by_id(session, claim.profile_id))
            used = words.used_forms(session, claim.profile_id)
        near = likeness.neighbours(self._database, claim.profile_id)
        told = self._generation.write(draft, part, generation_id, used, claim.profile_id, near)
        offers = _offers(draft, part, told, used, near)
        now = self._now()
        with self._database.transaction() as session:
            outcome = "done" if offers else "facts_missing"
            jobs.finish(session, claim, now=now, outcome=outcome, next_due=None)
            for offered in reversed(offers):  # the newest stands first
                words.offer(session, claim.profile_id, offered, origin=_origin(offered), now=now)
            likeness.note(session, claim.profile_id)
            if generation_id is not None:
                newest = words.candidates(session, claim.profile_id)[: len(offers)]
                story = self._story(told, offers, outcome, tuple(version.id for version in newest))
                generations.finish(session, generation_id, story, now)

    def _story(self, told: Told, offers: list[Words], outcome: str, version_ids: tuple[int, ...]) -> Story:
        result = told.result
        return Story(
            outcome=outcome,
            writer="model" if any(_origin(offer) == "generated" for offer in offers) else "grounded",
            fallback_reason=told.reason,
            model=self._generation.model if result else None,
            prompt_version=told.version,
            latency_ms=result.latency_ms if result else None,
            rules=tuple(sorted(result.rules)) if result else (),
            version_ids=version_ids,
        )


def _remaining(session: Session, person_id: int, now: datetime) -> Remaining:
    return generation_limits.remaining(generations.asked_since(session, person_id, now - DAY), now)


def _offers(draft: Draft, part: str, told: Told, used: set[str], near: Neighbours) -> list[Words]:
    """The model's texts, each with the captions; the grounded writer's for what the model did not write."""
    bios = told.result.bios if told.result else ()
    captions = told.result.captions if told.result else {}
    grounded: Written | None = None
    if part != "bio" or not bios:
        grounded = compose(draft.sheet(), seed=draft.profile_id, used_forms=used, near=near)
    lines = _captions(draft, grounded, captions) if part != "bio" else {}
    if part == "captions":
        return [Words(captions=lines)] if lines else []
    texts = [_text(bio, "generated") for bio in bios]
    if not texts and grounded is not None and grounded.bio is not None:
        texts = [_text(grounded.bio, "written")]
    if texts:
        return [Words(bio=text, captions=lines) for text in texts]
    return [Words(captions=lines)] if lines else []


def _captions(draft: Draft, grounded: Written | None, generated: Mapping[int, WrittenText]) -> dict[str, Text]:
    """Captions by album id."""
    ids = draft.sheet_album_ids()
    lines = {
        ids[caption.album_index]: Text(caption.text, "written", caption.form, (Sentence(caption.text, caption.facts),))
        for caption in (grounded.captions if grounded else ())
    }
    return lines | {ids[index]: _text(text, "generated") for index, text in generated.items()}


def _text(text: WrittenText, source: Source) -> Text:
    return Text(text.text, source, text.form, tuple(Sentence(part.text, part.facts) for part in text.sentences))


def _origin(offered: Words) -> str:
    texts = [text for text in (offered.bio, *offered.captions.values()) if text is not None]
    return "generated" if any(text.source == "generated" for text in texts) else "written"
