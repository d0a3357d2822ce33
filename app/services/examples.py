"""The example on the landing page: a public page that the operator names, or in a demo somebody invented."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.db.clock import Clock
from app.domain.facts import Facts, Link
from app.domain.page import Artwork, Page, PageAlbum, PageArtist, PageTrack
from app.services.directory import Directory

SPOTIFY = "https://open.spotify.com/"
INVENTED = "example"
"""Stands where a handle would; no person can claim it."""


@dataclass(frozen=True, slots=True)
class Example:
    """A page to show. `handle` is INVENTED for the person who does not exist."""

    handle: str
    page: Page
    card: str
    published_at: datetime

    @property
    def is_invented(self) -> bool:
        return self.handle == INVENTED


class ExampleService:
    """`handle` is a page whose owner agreed to be the example; `demo` allows the invented one in its place."""

    def __init__(self, directory: Directory, now: Clock, handle: str, public_url: str, *, demo: bool) -> None:
        self._directory = directory
        self._now = now
        self._handle = handle
        self._public_url = public_url
        self._demo = demo

    def shown(self) -> Example | None:
        """The page as it is public now; None where there is nothing to show."""
        found = self._directory.find(self._handle) if self._handle else None
        if found is not None and found.version is not None:
            version = found.version
            return Example(found.moved_to or self._handle, version.page, version.card, version.published_at)
        if not self._demo:
            return None
        return Example(INVENTED, invented(self._public_url), "", self._now() - timedelta(hours=2))


def invented(public_url: str) -> Page:
    """Nobody: every name here is made up, and the sleeves are drawn for this site."""
    sleeves = f"{public_url}/static/img/example"
    return Page(
        display_name="Ines Solbakken",
        facts=Facts(display_name="Ines Solbakken", role="Harpist", city="Bergen", current_release="Salt Logic"),
        bio="Ines Solbakken plays a small harp through a large amplifier. She lives in Bergen and records at night, "
        "when the ferries have stopped.",
        links=(
            Link("Records", "https://records.example"),
            Link("Concerts", "https://concerts.example"),
            Link("Write to Ines", "mailto:ines@records.example"),
        ),
        artists=tuple(
            PageArtist(name, name, SPOTIFY)
            for name in ("Kites over Odda", "Halima Rún", "青い港", "The Lamp Room", "Jonas Værøy")
        ),
        albums=(
            _album("Dry Land Drills", "Kites over Odda", 2021, f"{sleeves}/kites.webp", "The one for the tram home."),
            _album("Inventory of Rain", "The Lamp Room", 1987, f"{sleeves}/lamp.webp", ""),
            _album("港の灯", "青い港", 2016, f"{sleeves}/salt.webp", "Sung in one take, by the sound of it."),
        ),
        tracks=tuple(
            PageTrack(title, title, artist, SPOTIFY)
            for title, artist in (
                ("Half a Compass", "Kites over Odda"),
                ("Lanterns for the Night Bus", "Halima Rún"),
                ("Second Draft of Summer", "Jonas Værøy"),
            )
        ),
        theme="sleeve",
        locale="en",
        seed=INVENTED,
    )


def _album(title: str, artist: str, year: int, artwork: str, caption: str) -> PageAlbum:
    return PageAlbum(title, title, artist, year, SPOTIFY, Artwork(artwork, 320, 320), caption)
