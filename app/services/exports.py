"""Taking everything along: one zip with the data, the lists, the page as it opens from disk, its sheet and its card."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import audit, exports, job_status, jobs, profiles, published
from app.db.queries.exports import File, Made
from app.db.queries.published import Version
from app.domain import portable, schedule
from app.domain.draft import Draft
from app.domain.jobs import EXPORT, Claim, JobStatus
from app.domain.page import Page
from app.domain.refusals import EXPORT_OVER, NotThere
from app.services import cards
from app.services.jobs import JobQueue
from app.services.one_sheets import OneSheetService

KEPT = timedelta(hours=24)
UNCLAIMED = "page"
"""Names the files of a profile without a handle."""

READ_ME = """{name}: your data, made on {made}

data.json        everything that we keep about you, table by table
artists.csv, albums.csv, tracks.csv, links.csv
                 the lists, for a spreadsheet; a cell that it would calculate begins with an apostrophe
site/index.html  your page; open it with a browser, or put the folder on any web server
one-sheet.pdf    your one-sheet
card.jpg         your preview image

The page comes without artwork: covers belong to their owners and may only be shown from Spotify itself.
Titles and names link back to Spotify. Left out are your tokens and session keys, because they open something.
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """The page that goes into an export: the public one, else the draft's."""

    page: Page
    handle: str
    published_at: datetime | None
    profile_id: int


Render = Callable[[Shown], Mapping[str, bytes]]
"""Files of a static site, by name, that open from disk and ask for nothing outside."""


class ExportService:
    def __init__(
        self,
        database: Database,
        now: Clock,
        queue: JobQueue,
        sheets: OneSheetService,
        public_url: str,
        site_name: str,
        render: Render,
    ) -> None:
        self._database = database
        self._now = now
        self._queue = queue
        self._sheets = sheets
        self._public_url = public_url
        self._site_name = site_name
        self._render = render

    def ask(self, person_id: int) -> None:
        """Queue an export; asking again while one is being made changes nothing."""
        now = self._now()
        with self._database.transaction() as session:
            profile = profiles.owned(session, person_id, lock=True)
            if jobs.is_busy(session, profile.id, EXPORT, now):
                return
            exports.ask(session, profile.id, now)
            jobs.make_due(session, profile.id, EXPORT, now=now, due_at=now, priority=schedule.OWN_WISH, payload={})
            audit.record(session, person_id, "export", now)
        self._queue.wake()

    def newest(self, person_id: int) -> tuple[Made | None, JobStatus | None]:
        """The person's export and the job that makes it. One whose day is over counts as none."""
        now = self._now()
        with self._database.reading() as session:
            profile = profiles.owned(session, person_id)
            made = exports.newest(session, profile.id)
            job = job_status.of_kind(session, profile.id, EXPORT, now)
        over = made is not None and made.expires_at is not None and made.expires_at <= now
        return (None, None) if over or made is None else (made, job)

    def file(self, person_id: int, export_id: int) -> File:
        """The zip. Raises NotThere when it is nobody's, somebody else's, or a day old."""
        with self._database.reading() as session:
            profile = profiles.owned(session, person_id)
            found = exports.file(session, profile.id, export_id, self._now())
        if found is None:
            raise NotThere(EXPORT_OVER)
        return found

    def run(self, claim: Claim) -> None:
        """Make the claimed export. A profile that left meanwhile gets none: its claim no longer stands."""
        with self._database.reading() as session:
            profile = profiles.by_id(session, claim.profile_id)
            draft = profiles.draft(session, profile)
            version = published.current(session, profile)
            rows = exports.everything(session, profile.person_id, profile.id)
        content = self._zip(draft, version, rows)
        now = self._now()
        with self._database.transaction() as session:
            jobs.finish(session, claim, now=now, outcome="done", next_due=None)
            exports.store(session, claim.profile_id, content, now=now, expires_at=now + KEPT)

    def _zip(self, draft: Draft, version: Version | None, rows: Mapping[str, Any]) -> bytes:
        now = self._now()
        handle = draft.handle or UNCLAIMED
        page = version.page if version else draft.page()
        shown = Shown(_without_artwork(page), handle, version.published_at if version else None, draft.profile_id)
        _, image = cards.draw(self._database, draft.profile_id, page, handle, self._public_url)
        dated = version or Version(0, 0, now, "", page)
        files: dict[str, bytes] = {
            "README.txt": READ_ME.format(name=self._site_name, made=f"{now:%d %B %Y, %H:%M} UTC").encode(),
            "data.json": json.dumps({"made_at": now.isoformat(), **rows}, ensure_ascii=False, indent=1).encode(),
            **{name: text.encode("utf-8-sig") for name, text in portable.csv_files(draft).items()},
            **{f"site/{name}": content for name, content in self._render(shown).items()},
            "one-sheet.pdf": self._sheets.print(draft.profile_id, self._sheets.sheet(dated, handle)),
            "card.jpg": image.jpeg,
        }
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                entry = zipfile.ZipInfo(name, now.timetuple()[:6])
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                archive.writestr(entry, content)
        return written.getvalue()


def _without_artwork(page: Page) -> Page:
    return replace(page, albums=tuple(replace(album, artwork=None) for album in page.albums))
