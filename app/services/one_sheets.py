"""One-sheets: what each prints, drawn at the first request after a publish and kept until the next one.

A drawing takes about a second of one core, in a child process. So each process draws one at a time, a few requests
wait for it, the rest is asked to come back; and a claim in the database keeps two processes from drawing the same.
"""

import time
from datetime import timedelta
from threading import BoundedSemaphore, Lock
from urllib.parse import urlsplit

import structlog

from app.db.clock import Clock
from app.db.database import Database
from app.db.queries import one_sheets, photos
from app.db.queries.published import Version
from app.domain import words
from app.domain.bio_lengths import lengths
from app.domain.facts import Link
from app.domain.language import language
from app.domain.refusals import NotYet
from app.media import one_sheet
from app.media.one_sheet import NotDrawn, Sheet, SheetItem, SheetLink
from app.services import pictures

log = structlog.get_logger()

WAITING = 3
"""Requests of one process that may stand still for a sheet; its other threads go on serving pages."""

PATIENCE = timedelta(seconds=2 * one_sheet.TIME_LIMIT_S)
"""After this a claim without a sheet is anybody's. A sheet that cannot be drawn is tried no more often."""

LOOK_AGAIN_S = 0.1


class OneSheetService:
    def __init__(self, database: Database, now: Clock, public_url: str, site_name: str) -> None:
        self._database = database
        self._now = now
        self._public_url = public_url
        self._site_name = site_name
        self._places = BoundedSemaphore(WAITING)
        self._press = Lock()

    def sheet(self, version: Version, handle: str) -> Sheet:
        """What is printed of this version: chosen from its page, nothing added."""
        page, name = version.page, version.page.display_name or handle
        url, said = f"{self._public_url}/{handle}", language(page.locale)
        contact = next((link for link in page.links if link.url.startswith("mailto:")), None)
        return Sheet(
            name=name,
            line=said.joined(page.facts.role, page.facts.city),
            bio=lengths(page.bio),
            bio_is_own=page.bio_is_own,
            bio_language=words.language_of(is_own=page.bio_is_own, page=page.locale),
            release=page.facts.current_release,
            contact=_link(contact) if contact else None,
            links=tuple(_link(link) for link in page.links if link is not contact),
            heading=said.gettext("On repeat"),
            albums=tuple(SheetItem(album.title, album.artist, album.url, album.year) for album in page.albums),
            artists=tuple(SheetItem(artist.name, "", artist.url) for artist in page.artists),
            tracks=tuple(SheetItem(track.title, track.artist, track.url) for track in page.tracks),
            url=url,
            short_url=_typed(url),
            as_of=said.gettext("As of %(date)s", date=said.date(version.published_at)),
            dated=version.published_at.isoformat(timespec="seconds"),
            site_name=self._site_name,
            language=page.locale,
            seed=page.seed,
            rings=pictures.rings_of(page),
            theme=page.theme,
            photo=page.photo.fingerprint if page.photo else "",
            photo_alt=(page.photo.alt or said.gettext("Photo of %(name)s", name=name)) if page.photo else "",
        )

    def fingerprint(self, sheet: Sheet) -> str:
        """Of everything that is drawn."""
        return one_sheet.fingerprint(sheet)

    def pdf(self, profile_id: int, sheet: Sheet) -> bytes:
        """The printed sheet, drawn now if nobody has yet. Raises NotYet."""
        name = one_sheet.fingerprint(sheet)
        kept = self._find(profile_id, name)
        if kept is not None:
            return kept
        if not self._places.acquire(blocking=False):
            raise NotYet
        try:
            return self._wait_for(profile_id, name, sheet)
        finally:
            self._places.release()

    def print(self, profile_id: int, sheet: Sheet) -> bytes:
        """A sheet that nobody keeps, drawn when the press is free. Raises NotDrawn."""
        with self._press:
            return one_sheet.draw(sheet, self._photo(profile_id, sheet))

    def _wait_for(self, profile_id: int, name: str, sheet: Sheet) -> bytes:
        """Draw it when nobody else does, else look until whoever does is done."""
        deadline = time.monotonic() + one_sheet.TIME_LIMIT_S
        while time.monotonic() < deadline:
            if self._press.acquire(timeout=deadline - time.monotonic()):
                try:
                    kept = self._find(profile_id, name) or self._draw(profile_id, name, sheet)
                finally:
                    self._press.release()
                if kept is not None:
                    return kept
            time.sleep(LOOK_AGAIN_S)
        raise NotYet

    def _draw(self, profile_id: int, name: str, sheet: Sheet) -> bytes | None:
        """None when another process has the claim."""
        with self._database.transaction() as session:
            if not one_sheets.claim(session, profile_id, name, now=self._now(), patience=PATIENCE):
                return None
        began = time.monotonic()
        try:
            content = one_sheet.draw(sheet, self._photo(profile_id, sheet))
        except NotDrawn as exc:
            log.exception("one_sheet_failed", profile_id=profile_id)
            raise NotYet from exc
        with self._database.transaction() as session:
            kept = one_sheets.complete(session, profile_id, name, content)
        ms = round((time.monotonic() - began) * 1000)
        log.info("one_sheet_drawn", profile_id=profile_id, size=len(content), ms=ms, kept=kept)
        if not kept:  # the page lost its pictures meanwhile: what was drawn may show too much
            raise NotYet
        return content

    def _photo(self, profile_id: int, sheet: Sheet) -> bytes | None:
        if not sheet.photo:
            return None
        with self._database.reading() as session:
            return photos.find(session, profile_id, sheet.photo)

    def _find(self, profile_id: int, name: str) -> bytes | None:
        with self._database.reading() as session:
            return one_sheets.find(session, profile_id, name)


def _link(link: Link) -> SheetLink:
    return SheetLink(link.label, link.url, _typed(link.url))


def _typed(url: str) -> str:
    """The address as one would type it."""
    parts = urlsplit(url)
    if parts.scheme == "mailto":
        return parts.path
    return f"{parts.netloc.removeprefix('www.')}{parts.path}".rstrip("/")
