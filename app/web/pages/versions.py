"""Versions of the words as the studio shows them: candidates beside the draft, and the history."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.db.queries.words import Version
from app.domain import differences, freshness
from app.domain.differences import Piece
from app.domain.draft import Draft
from app.domain.provenance import Explained, explain
from app.domain.words import Text, Words, direction_of
from app.domain.writer.english import listed
from app.web.pages.frame import Frame, private_frame

SOURCES = {
    "written": "Written from your facts.",
    "generated": "Written by a language model.",
    "edited": "Your own words. A new text replaces them only when you take it.",
}
ORIGINS = {
    "written": "Written from your facts",
    "generated": "Written by a language model",
    "accepted": "Taken from a new text",
    "edited": "Edited by you",
    "restored": "Restored",
    "refreshed": "Written after your music changed",
}
UNLISTED = "An album that is no longer listed"


@dataclass(frozen=True, slots=True)
class BesideView:
    """One text beside the draft's. `part` is its name in the form; `now` is empty when the draft has no such text.

    `unlike`: they have so little in common that marks would say nothing.
    """

    part: str
    label: str
    text: str
    new: tuple[Piece, ...]
    now: tuple[Piece, ...]
    same: bool
    unlike: bool
    replaces_own: bool
    dir: str
    now_dir: str
    why: tuple[Explained, ...] = ()


@dataclass(frozen=True, slots=True)
class CandidateView:
    """`number` counts from 1, newest first; `warning` says whose words taking all of it would replace."""

    id: int
    number: int
    made: str
    source: str
    bio: BesideView | None
    captions: tuple[BesideView, ...]
    new_captions: int
    warning: str
    offers: bool


@dataclass(frozen=True, slots=True)
class VersionView:
    """`changed` names the fields that this version changed; `differs` are those that bringing it back would."""

    id: int
    made: str
    source: str
    changed: str
    current: bool
    bio: str
    bio_dir: str
    captions: tuple[BesideView, ...]
    differs: tuple[BesideView, ...]
    removed: tuple[BesideView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage(Frame):
    """`templates/studio/history.html`, newest first."""

    versions: tuple[VersionView, ...]


def source_of(text: Text | None) -> str:
    return SOURCES[text.source] if text else ""


def candidate_view(version: Version, draft: Draft, number: int, now: datetime) -> CandidateView:
    fields = _beside(version.words, draft, explained=True)
    bio = next((field for field in fields if field.part == "bio"), None)
    captions = tuple(field for field in fields if field.part != "bio")
    return CandidateView(
        id=version.id,
        number=number,
        made=freshness.ago(version.created_at, now),
        source=ORIGINS[version.origin],
        bio=bio,
        captions=captions,
        new_captions=sum(not caption.same for caption in captions),
        warning=_warning(fields),
        offers=not all(field.same for field in fields),
    )


def history_page(versions: list[Version], draft: Draft, now: datetime) -> HistoryPage:
    older = [*(version.words for version in versions[1:]), Words()]
    return HistoryPage(
        **private_frame(),
        title="Earlier words",
        versions=tuple(
            _version_view(version, before, draft, now) for version, before in zip(versions, older, strict=False)
        ),
    )


def _version_view(version: Version, before: Words, draft: Draft, now: datetime) -> VersionView:
    fields = _beside(version.words, draft, explained=False)
    kept = {field.part for field in fields}
    bio, current = version.words.bio, version.state == "current"
    return VersionView(
        id=version.id,
        made=freshness.ago(version.created_at, now),
        source=ORIGINS[version.origin],
        changed=_changed(before, version.words),
        current=current,
        bio=bio.text if bio else "",
        bio_dir=direction_of(is_own=bio is None or bio.is_own),
        captions=tuple(field for field in fields if field.part != "bio"),
        differs=tuple(field for field in fields if not field.same),
        removed=tuple(field for field in _beside(draft.words, draft, explained=False) if field.part not in kept),
    )


def _beside(words: Words, draft: Draft, *, explained: bool) -> tuple[BesideView, ...]:
    """Each of these texts beside the draft's own."""
    titles = {f"caption.{album.id}": album.title for album in draft.music.albums} | {"bio": "Bio"}
    sheet, drafted = draft.sheet(), _fields(draft.words)
    views = []
    for part, text in _fields(words).items():
        now = drafted.get(part)
        pieces = differences.by_word(now.text, text.text) if now else (Piece("same", text.text),)
        same = now is not None and now.text == text.text
        views.append(
            BesideView(
                part=part,
                label=titles.get(part, UNLISTED),
                text=text.text,
                new=differences.without("removed", pieces),
                now=differences.without("added", pieces) if now else (),
                same=same,
                unlike=now is not None and all(piece.kind != "same" for piece in pieces),
                replaces_own=now is not None and now.is_own and not same,
                dir=direction_of(is_own=text.is_own),
                now_dir=direction_of(is_own=now is None or now.is_own),
                why=explain(text, sheet) if explained else (),
            )
        )
    return tuple(views)


def _fields(words: Words) -> dict[str, Text]:
    """The texts by the names of their form fields."""
    captions = {f"caption.{album_id}": text for album_id, text in words.captions.items()}
    return {"bio": words.bio, **captions} if words.bio else captions


def _warning(fields: tuple[BesideView, ...]) -> str:
    own = [field.part for field in fields if field.replaces_own]
    if not own:
        return ""
    return f"This replaces {_parts(own, 'your own ')}. What you wrote stays in the earlier versions."


def _changed(before: Words, after: Words) -> str:
    """`Bio and 2 captions changed.` against the version before."""
    old, new = ({part: text.text for part, text in _fields(words).items()} for words in (before, after))
    words = _parts([part for part in {**new, **old} if old.get(part) != new.get(part)])
    return f"{words[0].upper()}{words[1:]} changed." if words else ""


def _parts(parts: list[str], whose: Literal["", "your own "] = "") -> str:
    """`your own bio and 2 captions`"""
    captions = sum(part != "bio" for part in parts)
    named = ["bio"] if "bio" in parts else []
    named += [f"{captions} caption{'' if captions == 1 else 's'}"] if captions else []
    return whose + listed(named)
