"""Versions of the words as the studio shows them: candidates and history."""

from dataclasses import dataclass
from datetime import datetime

from app.db.queries.words import Version
from app.domain import freshness
from app.domain.snapshot import Snapshot
from app.domain.words import Text
from app.web.pages.frame import Frame, private_frame

SOURCES = {
    "written": "Written from your facts",
    "generated": "Written by a language model",
    "edited": "Edited by you",
}
ORIGINS = {
    "written": "Written from your facts",
    "accepted": "Taken from a new text",
    "edited": "Edited by you",
    "restored": "Restored",
}


@dataclass(frozen=True, slots=True)
class CaptionView:
    album: str
    text: str


@dataclass(frozen=True, slots=True)
class CandidateView:
    id: int
    made: str
    source: str
    bio: str
    captions: tuple[CaptionView, ...]
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage(Frame):
    """`templates/studio/history.html`, newest first."""

    versions: tuple[CandidateView, ...]


def source_of(text: Text | None) -> str:
    return SOURCES[text.source] if text else ""


def candidate_view(version: Version, music: Snapshot, now: datetime) -> CandidateView:
    titles = {album.id: album.title for album in music.albums}
    return CandidateView(
        id=version.id,
        made=freshness.ago(version.created_at, now),
        source=ORIGINS[version.origin],
        bio=version.words.bio.text if version.words.bio else "",
        captions=tuple(
            CaptionView(titles.get(album_id, "An album that is no longer listed"), text.text)
            for album_id, text in version.words.captions.items()
        ),
        current=version.state == "current",
    )


def history_page(versions: list[Version], music: Snapshot, now: datetime) -> HistoryPage:
    return HistoryPage(
        **private_frame(),
        title="Earlier words",
        versions=tuple(candidate_view(version, music, now) for version in versions),
    )
