"""GET /studio/status.json: the state of one profile for the page's script and for machines (DESIGN.md 11)."""

from datetime import datetime
from typing import Any

from app.db.queries.words import Version
from app.domain.draft import Draft
from app.services.studio import Room


def status_document(room: Room, now: datetime) -> dict[str, Any]:
    draft, job = room.draft, room.job
    allowed_at = room.refresh_allowed_at or now
    return {
        "connection": draft.connection,
        "handle": draft.handle,
        "published": draft.is_public,
        "job": {"kind": job.kind, "state": job.state, "eta_s": job.eta_s} if job else None,
        "candidates": [_candidate(version, draft) for version in room.candidates],
        "next_refresh_allowed_at": allowed_at.isoformat(timespec="seconds"),
    }


def _candidate(version: Version, draft: Draft) -> dict[str, Any]:
    titles = {album.id: album.title for album in draft.music.albums}
    captions = version.words.captions.items()
    return {
        "id": version.id,
        "bio": version.words.bio.text if version.words.bio else None,
        "captions": [{"album": titles.get(album_id, album_id), "text": text.text} for album_id, text in captions],
    }
