"""The words in the studio: each text in its field, with advice about it and the facts behind it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from app.domain import words
from app.domain.advice import Advice, advise
from app.domain.critic import Kind, judge
from app.domain.draft import Draft
from app.domain.fact_sheet import FactSheet
from app.domain.provenance import Explained, explain
from app.domain.snapshot import SHOWN_ALBUMS
from app.domain.words import Text, direction_of
from app.web.pages.form import Field, Form
from app.web.pages.versions import source_of

OUTDATED = "This text no longer fits your facts or our rules:"


@dataclass(frozen=True, slots=True)
class ProseView:
    """One text to edit. `name` is its form field; `why` explains the stored text, unless it is the artist's own.

    `advice` is the critic's on one's own words; on a text of ours it says that facts or rules have changed (`verdict`).
    """

    name: str
    label: str
    field: Field
    source: str
    verdict: str
    advice: Advice
    why: tuple[Explained, ...]
    dir: str


@dataclass(frozen=True, slots=True)
class WordsView:
    revision: str
    bio: ProseView
    captions: tuple[ProseView, ...]
    error: str
    nothing: str


def words_view(draft: Draft, form: Form) -> WordsView:
    sheet = draft.sheet()
    albums = draft.music.albums[:SHOWN_ALBUMS]
    bio = form.field("bio", _text(draft.words.bio), words.BIO_LIMIT)
    captions = []
    for album in albums:
        stored = draft.words.captions.get(album.id)
        field = form.field(f"caption.{album.id}", _text(stored), words.CAPTION_LIMIT)
        label = f"{album.title}, {', '.join(album.artists)}"
        captions.append(_prose(f"caption.{album.id}", label, field, stored, sheet))
    return WordsView(
        revision=form.value("revision", str(draft.revision)),
        bio=_prose("bio", "Bio", bio, draft.words.bio, sheet),
        captions=tuple(captions),
        error=form.error("revision"),
        nothing=_nothing(draft),
    )


def advice_document(draft: Draft, typed: Mapping[str, str]) -> dict[str, Any]:
    """`{"advice": {"bio": {"remarks": [{"rule", "span", "message"}], "more": 0}}}` for the texts that are typed.

    Only fields that the page has are looked at, whatever the form carries.
    """
    sheet = draft.sheet()
    names = ("bio", *(f"caption.{album.id}" for album in draft.music.albums[:SHOWN_ALBUMS]))
    return {"advice": {name: asdict(advise(sheet, typed[name], _kind(name))) for name in names if name in typed}}


def _prose(name: str, label: str, field: Field, stored: Text | None, sheet: FactSheet) -> ProseView:
    own = stored is None or stored.is_own or field.value != stored.text
    outdated = not own and not judge(sheet, field.value, _kind(name)).passed
    return ProseView(
        name=name,
        label=label,
        field=field,
        source=source_of(stored),
        verdict=OUTDATED if outdated else "",
        advice=advise(sheet, field.value, _kind(name)) if own or outdated else Advice(),
        why=explain(stored, sheet) if stored and not stored.is_own else (),
        dir=direction_of(is_own=stored is None or stored.is_own),
    )


def _kind(name: str) -> Kind:
    return "bio" if name == "bio" else "caption"


def _text(stored: Text | None) -> str:
    return stored.text if stored else ""


def _nothing(draft: Draft) -> str:
    """What to do while there is next to nothing to write about."""
    typed = draft.facts
    if typed.role or typed.city or typed.instruments or typed.influences or typed.current_release:
        return ""
    if draft.music.is_empty:
        return "There is no music here yet, so a text can only speak of what you tell us."
    return "A text is better with a fact that Spotify does not know."
