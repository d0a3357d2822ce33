"""What the studio shows of a page's arrangement: its photo, links, sections and theme."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from app.domain import facts
from app.domain.draft import Draft
from app.domain.layout import SECTIONS
from app.domain.photo import ALT_LIMIT
from app.domain.snapshot import SHOWN_ALBUMS
from app.domain.themes import THEMES
from app.web.pages.form import Form, Option

SPARE_LINKS = 2
SECTION_LABELS = {"bio": "Bio", "links": "Links", "albums": "Albums", "artists": "Artists", "tracks": "Tracks"}
THEME_LABELS = {
    "sleeve": ("Sleeve", "Jazz covers, Swiss posters"),
    "programme": ("Programme", "Concert halls, liner notes"),
    "j-card": ("J-card", "Cassettes, side A and B"),
    "fanzine": ("Fanzine", "Photocopies, gig posters"),
    "label": ("Label", "The centre of a record"),
}


@dataclass(frozen=True, slots=True)
class ThemeOption:
    """A theme to choose; `hint` says where it comes from, and its picture is a static file of its name."""

    value: str
    label: str
    chosen: bool
    hint: str


def photo(draft: Draft, form: Form) -> dict[str, Any]:
    """The draft's own photo, and the words for those who do not see it."""
    shown = draft.photo
    return {
        "url": url_for("studio_photo.draft_photo", v=shown.fingerprint) if shown else "",
        "width": shown.width if shown else 0,
        "height": shown.height if shown else 0,
        "alt": form.field("photo_alt", shown.alt if shown else "", ALT_LIMIT),
        "error": form.error("photo"),
    }


def links(draft: Draft, form: Form) -> tuple[dict[str, Any], ...]:
    """A row for each link, and some to fill in; a refused form keeps what was typed."""
    rows = [(link.label, link.url, link.hidden) for link in draft.links]
    if "url" in form.typed:
        hidden = form.typed.get("link_hidden", ())
        typed = zip(form.typed.get("label", []), form.typed["url"], strict=False)
        rows = [(label, url, str(place) in hidden) for place, (label, url) in enumerate(typed)]
    last = len(rows) - 1
    rows += [("", "", False)] * min(SPARE_LINKS, facts.LINKS_LIMIT - len(rows))
    return tuple(
        {
            "label": label,
            "url": url,
            "label_error": form.error(f"label.{place}"),
            "error": form.error(f"url.{place}"),
            "hidden": off,
            "movable": place < last,
        }
        for place, (label, url, off) in enumerate(rows)
    )


def layout(draft: Draft, form: Form) -> dict[str, Any]:
    """Sections, the pinned release, and the album that comes first."""
    chosen = draft.layout
    sent = "release_url" in form.typed
    shown = form.typed.get("section", ()) if sent else set(SECTIONS) - chosen.off
    pinned = form.value("pinned", chosen.pinned)
    albums = [(album.id, album.title) for album in draft.music.albums[:SHOWN_ALBUMS]]
    titled = draft.facts.current_release
    return {
        "sections": tuple(Option(value, SECTION_LABELS[value], value in shown) for value in SECTIONS),
        "albums": tuple(Option(key, title, key == pinned) for key, title in (("", "As Spotify lists them"), *albums))
        if albums
        else (),
        "release_url": form.field("release_url", chosen.release_url, facts.URL_LIMIT),
        "release_hint": f"It leads from “{titled}” at the top of your page. Starts with https://"
        if titled
        else "Shown with the title of your current release: say that under About you. Starts with https://",
        "error": form.error("section") or form.error("pinned"),
    }


def themes(chosen: str) -> tuple[ThemeOption, ...]:
    labelled = ((value, *THEME_LABELS[value]) for value in THEMES)
    return tuple(ThemeOption(value, label, value == chosen, hint) for value, label, hint in labelled)
