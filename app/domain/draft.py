"""The draft: everything the studio shows of one profile, and the page that publishing would make of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from app.domain import language, page, seeds
from app.domain.fact_sheet import AlbumFact, FactSheet, TrackFact, TypedFacts
from app.domain.facts import Facts, Link
from app.domain.layout import Layout
from app.domain.mailboxes import is_address
from app.domain.photo import Photo
from app.domain.refusals import BadInput
from app.domain.snapshot import SHOWN_ALBUMS, SHOWN_ARTISTS, Snapshot
from app.domain.themes import DEFAULT, THEMES
from app.domain.typed_text import clean
from app.domain.words import Words

LOCALES = tuple(language.NAMES)
SHEET_TRACKS = 10
WHOLE = Layout()

ConnectionStatus = Literal["none", "waiting", "connected", "needs_reauth"]


@dataclass(frozen=True, slots=True)
class Preferences:
    """The profile's settings, as the artist chose them; `hidden` are ids of items that stay off the page."""

    theme: str = DEFAULT
    locale: str = "en"
    auto_refresh: bool = True
    keep_fresh: bool = False
    email: str = ""
    email_opt_in: bool = False
    show_number: bool = False
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Draft:
    """One profile as its owner sees it. `name` is the provider's display name, used until one is typed.

    `member` is their number among the founding members."""

    profile_id: int
    person_id: int
    handle: str | None
    name: str
    connection: ConnectionStatus
    authorized_at: datetime | None
    revision: int
    facts: Facts
    links: tuple[Link, ...]
    words: Words
    music: Snapshot
    music_fingerprint: str
    preferences: Preferences
    is_public: bool
    published_fingerprint: str | None
    published_at: datetime | None
    last_checked_at: datetime | None
    photo: Photo | None = None
    layout: Layout = WHOLE
    member: int | None = None

    def page(self) -> page.Page:
        """The page that publishing now would make; the preview shows exactly this."""
        return page.build(
            facts=self.facts,
            fallback_name=self.name or self.handle or "",
            links=self.links,
            music=self.music,
            words=self.words,
            hidden=self.preferences.hidden,
            theme=self.preferences.theme,
            locale=self.preferences.locale,
            seed=seeds.seed(self.profile_id, self.music_fingerprint),
            photo=self.photo,
            layout=self.layout,
            member=self.member if self.preferences.show_number else None,
        )

    @property
    def has_unpublished_changes(self) -> bool:
        return self.is_public and self.published_fingerprint != self.page().fingerprint()

    def sheet(self) -> FactSheet:
        """The facts that a text about this profile may use: what the page shows, and the next few tracks."""
        hidden = self.preferences.hidden
        tracks = [track for track in self.music.tracks[:SHEET_TRACKS] if track.id not in hidden]
        artists = [artist for artist in self.music.artists[:SHOWN_ARTISTS] if artist.id not in hidden]
        albums = [album for album in self.music.albums[:SHOWN_ALBUMS] if album.id not in hidden]
        return FactSheet(
            id=str(self.profile_id),
            subject=self.facts.subject,
            display_name=self.facts.display_name or self.name or self.handle or "",
            top_artists=tuple(artist.name for artist in artists),
            top_tracks=tuple(
                TrackFact(track.name, track.artists[0].name, track.album.name if track.album else "")
                for track in tracks
            ),
            top_albums=tuple(
                AlbumFact(album.title, ", ".join(album.artists), album.year, len(album.track_ids)) for album in albums
            ),
            genres=tuple(dict.fromkeys(genre for artist in artists for genre in artist.genres)),
            typed=TypedFacts(
                role=self.facts.role,
                city=self.facts.city,
                instruments=self.facts.instruments,
                influences=self.facts.influences,
                current_release=self.facts.current_release,
                tone=self.facts.tone,
            ),
        )

    def sheet_album_ids(self) -> tuple[str, ...]:
        """The ids of the sheet's albums, in its order: captions are kept by id."""
        shown = self.music.albums[:SHOWN_ALBUMS]
        return tuple(album.id for album in shown if album.id not in self.preferences.hidden)


def parse_preferences(form: Mapping[str, Any], hidden: frozenset[str]) -> Preferences:
    """The settings in a submitted form; an unticked box sends nothing. Raises BadInput."""
    theme, locale = form.get("theme") or DEFAULT, form.get("locale") or LOCALES[0]
    if theme not in THEMES:
        raise BadInput("theme", f"Choose one of the themes: {', '.join(THEMES)}.")
    if locale not in LOCALES:
        raise BadInput("locale", f"Choose one of the languages: {', '.join(LOCALES)}.")
    email = clean(form.get("email") or "", field="email", label="The e-mail address", limit=254)
    if email and not is_address(email):
        raise BadInput("email", "That does not look like an e-mail address. Check it, or leave it empty.")
    return Preferences(
        theme=theme,
        locale=locale,
        auto_refresh=_ticked(form, "auto_refresh"),
        keep_fresh=_ticked(form, "keep_fresh"),
        show_number=_ticked(form, "show_number"),
        email=email,
        email_opt_in=_ticked(form, "email_opt_in") and bool(email),
        hidden=hidden,
    )


def _ticked(form: Mapping[str, Any], field: str) -> bool:
    return (form.get(field) or "").lower() in ("1", "on", "true", "yes")
