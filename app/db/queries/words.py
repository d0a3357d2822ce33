"""The versions of a profile's words: the current one, candidates, and every past one."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Row, bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from app.db.tables.profiles import CopyText, CopyVersion
from app.domain.refusals import NotThere
from app.domain.words import Sentence, Source, Text, Words

KEPT_CANDIDATES = 3

_CURRENT = (
    select(CopyText.field, CopyText.album_id, CopyText.text, CopyText.source, CopyText.form, CopyText.sentences)
    .join(CopyVersion, CopyVersion.id == CopyText.version_id)
    .where(CopyVersion.profile_id == bindparam("of_profile"), CopyVersion.state == "current")
    .order_by(CopyText.id)
)
"""Built once: whatever the studio does asks for it."""

Stored = CopyText | Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Version:
    """A stored set of texts. `state` is current, past or candidate; `origin` tells what made it."""

    id: int
    number: int
    state: str
    origin: str
    created_at: datetime
    words: Words


def current(session: Session, profile_id: int) -> Words:
    session.flush()
    return _words(session.connection().execute(_CURRENT, {"of_profile": profile_id}).all())


def candidates(session: Session, profile_id: int) -> list[Version]:
    """What was written and not yet taken or replaced, newest first."""
    return _load(session, profile_id, ("candidate",))[:KEPT_CANDIDATES]


def history(session: Session, profile_id: int) -> list[Version]:
    """The current and all past versions, newest first."""
    return _load(session, profile_id, ("current", "past"))


def version(session: Session, profile_id: int, version_id: int) -> Version:
    """One version of this profile. Raises NotThere."""
    for found in _load(session, profile_id, ("current", "past", "candidate", "settled")):
        if found.id == version_id:
            return found
    raise NotThere("That version no longer exists.")


def used_forms(session: Session, profile_id: int) -> set[str]:
    """The frames that this profile has been offered before, so that asking again brings another one."""
    forms = (
        select(CopyText.form)
        .join(CopyVersion, CopyVersion.id == CopyText.version_id)
        .where(CopyVersion.profile_id == profile_id, CopyText.form != "")
    )
    return set(session.scalars(forms))


def make_current(session: Session, profile_id: int, words: Words, *, origin: str, now: datetime) -> None:
    """These words become the draft's; those before stay in the history."""
    session.execute(
        update(CopyVersion)
        .where(CopyVersion.profile_id == profile_id, CopyVersion.state == "current")
        .values(state="past")
    )
    _add(session, profile_id, words, state="current", origin=origin, now=now)


def offer(session: Session, profile_id: int, words: Words, *, origin: str, now: datetime) -> None:
    """Add a candidate; the oldest beyond those shown step back into the past of things not taken."""
    _add(session, profile_id, words, state="candidate", origin=origin, now=now)
    for old in _load(session, profile_id, ("candidate",))[KEPT_CANDIDATES:]:
        settle_candidate(session, old.id)


def settle_candidate(session: Session, version_id: int) -> None:
    """A candidate that was taken or replaced is offered no more; its form stays known."""
    session.execute(update(CopyVersion).where(CopyVersion.id == version_id).values(state="settled"))


def delete_derived(session: Session, profile_id: int) -> None:
    """Delete every text made from the provider's data; the artist's own words stay in all versions."""
    versions = select(CopyVersion.id).where(CopyVersion.profile_id == profile_id)
    session.execute(delete(CopyText).where(CopyText.version_id.in_(versions), CopyText.source != "edited"))
    session.execute(
        delete(CopyVersion).where(CopyVersion.profile_id == profile_id, CopyVersion.state.in_(("candidate", "settled")))
    )


def _add(session: Session, profile_id: int, words: Words, *, state: str, origin: str, now: datetime) -> None:
    newest = session.scalar(select(func.max(CopyVersion.number)).where(CopyVersion.profile_id == profile_id))
    row = CopyVersion(profile_id=profile_id, number=(newest or 0) + 1, state=state, origin=origin, created_at=now)
    session.add(row)
    session.flush()
    texts = [("bio", "", words.bio)] if words.bio else []
    texts += [("caption", album_id, text) for album_id, text in words.captions.items()]
    session.add_all(
        CopyText(
            version_id=row.id,
            field=field,
            album_id=album_id,
            text=text.text,
            source=text.source,
            form=text.form[:500],
            sentences=[asdict(sentence) for sentence in text.sentences],
        )
        for field, album_id, text in texts
        if text is not None
    )
    session.flush()


def _load(session: Session, profile_id: int, states: Sequence[str]) -> list[Version]:
    rows = session.scalars(
        select(CopyVersion)
        .where(CopyVersion.profile_id == profile_id, CopyVersion.state.in_(states))
        .order_by(CopyVersion.number.desc())
    ).all()
    texts: dict[int, list[CopyText]] = {row.id: [] for row in rows}
    for text in session.scalars(select(CopyText).where(CopyText.version_id.in_(texts)).order_by(CopyText.id)):
        texts[text.version_id].append(text)
    return [Version(row.id, row.number, row.state, row.origin, row.created_at, _words(texts[row.id])) for row in rows]


def _words(rows: Sequence[Stored]) -> Words:
    bios = [_text(row) for row in rows if row.field == "bio"]
    captions = {row.album_id: _text(row) for row in rows if row.field == "caption"}
    return Words(bio=bios[0] if bios else None, captions=captions)


def _text(row: Stored) -> Text:
    sentences = tuple(Sentence(item["text"], tuple(item["facts"])) for item in row.sentences)
    return Text(row.text, cast(Source, row.source), row.form, sentences)
