"""The studio's first page (`templates/studio/edit.html`): what can be changed, and one primary action at a time."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, get_args

from app.domain import consent, facts, freshness, language
from app.domain.draft import LOCALES, Draft
from app.domain.fact_sheet import Subject, Tone
from app.domain.jobs import REFRESH
from app.domain.snapshot import SHOWN_ALBUMS, SHOWN_ARTISTS, SHOWN_TRACKS
from app.domain.themes import THEMES
from app.domain.writer.material import sort_out
from app.services.studio import Room
from app.web.context import services
from app.web.pages import arrangement
from app.web.pages.form import Field, Form, Option, Wrong
from app.web.pages.frame import Action, Frame, private_frame
from app.web.pages.job import JobView, job_view
from app.web.pages.versions import CandidateView, candidate_view
from app.web.pages.words import WordsView, words_view

Step = Literal["connect", "waiting", "wait", "claim", "generate", "choose", "publish", "live"]

SUBJECT_LABELS = {"artist": "My music: I make it", "listener": "Music I love: I listen"}
TONE_LABELS = {"plain": "Plain", "warm": "Warm", "dry": "Dry", "playful": "Playful"}
LOCALE_LABELS = language.NAMES
LIST_FIELD_LIMIT = facts.LIST_LIMIT * (facts.LIST_ITEM_LIMIT + 2)
LIST_HINT = f"With commas between. Up to {facts.LIST_LIMIT}, each of up to {facts.LIST_ITEM_LIMIT} characters."


@dataclass(frozen=True, slots=True)
class NoticeView:
    text: str
    action: Action | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditPage(Frame):
    """Every field is described at the top of the template."""

    step: Step
    state: str
    public_url: str
    public_address: str
    handle: str
    published: bool
    has_changes: bool
    connection: str
    permission: str
    notices: tuple[NoticeView, ...]
    job: JobView | None
    handle_field: Field
    words: WordsView
    generation: dict[str, Any]
    candidates: tuple[CandidateView, ...]
    facts: dict[str, Any]
    photo: dict[str, Any]
    layout: dict[str, Any]
    link_rows: tuple[dict[str, Any], ...]
    links_hint: str
    links_error: str
    refresh: dict[str, Any]
    settings: dict[str, Any]


def edit_page(room: Room, now: datetime, wrong: Wrong | None = None) -> EditPage:
    """The page of this room; with `wrong`, the refused form keeps what was typed beside what is wrong."""
    draft = room.draft
    form = Form(wrong)
    url = f"{services().settings.public_url}/{draft.handle or ''}"
    has_facts = not sort_out(draft.sheet()).is_empty
    job = job_view(room.job, now, has_facts=has_facts, paused=room.paused) if room.job else None
    step = _step(room, job)
    has_address = draft.handle is not None or step != "waiting"  # then the page has the form for it
    page = EditPage(
        **private_frame(),
        title="Studio",
        step=step,
        state=_state(room, now),
        public_url=url,
        public_address=url.partition("://")[2],
        handle=draft.handle or "",
        published=draft.is_public,
        has_changes=draft.has_unpublished_changes,
        connection=draft.connection,
        permission=_permission(draft),
        notices=_notices(room, job),
        job=job if job and not job.waits else None,
        handle_field=form.field("handle", draft.handle or "", 30) if has_address else Field("", "", 30),
        words=words_view(draft, form),
        generation=_generation(room, now, job),
        candidates=tuple(
            candidate_view(version, draft, number, now) for number, version in enumerate(room.candidates, start=1)
        ),
        facts=_facts(draft, form),
        photo=arrangement.photo(draft, form),
        layout=arrangement.layout(draft, form),
        link_rows=arrangement.links(draft, form),
        links_hint=f"Up to {facts.LINKS_LIMIT} links. Each starts with https:// or mailto:",
        links_error=form.error("url") or form.error("label"),
        refresh=_refresh(room, now, job),
        settings=_settings(draft, form, mail_reaches=room.mail_reaches),
    )
    return page if form.told else replace(page, flashes=(*page.flashes, ("problem", form.sentence)))


def _notices(room: Room, job: JobView | None) -> tuple[NoticeView, ...]:
    """What the artist should know, with what has to wait for a while."""
    waits = (NoticeView(job.sentence),) if job and job.waits else ()
    return (*waits, *(NoticeView(notice.message) for notice in room.notices))


def _step(room: Room, job: JobView | None) -> Step:
    draft = room.draft
    if draft.connection in ("none", "needs_reauth"):
        return "connect"
    if draft.connection == "waiting":
        return "waiting"
    if draft.handle is None:
        return "claim"
    if draft.is_public:
        return "publish" if draft.has_unpublished_changes else "live"
    return _first_words(room, job is not None and job.active)


def _first_words(room: Room, active: bool) -> Step:
    """On the way to the first publishing: the lists, then a text, then the click."""
    draft = room.draft
    if draft.last_checked_at is None and active and room.job is not None and room.job.kind == REFRESH:
        return "wait"
    if draft.words.bio is not None or active:
        return "publish"
    return "choose" if room.candidates else "generate"


def _state(room: Room, now: datetime) -> str:
    draft = room.draft
    if draft.connection == "waiting":
        return "Waiting for Spotify."
    if not draft.is_public:
        return "Not public yet. Nobody sees this until you publish."
    changes = " Your changes are not public yet." if draft.has_unpublished_changes else ""
    if draft.last_checked_at is None:
        return f"Live.{changes}"
    after = f", next {freshness.about(room.next_refresh_at, now)}" if room.next_refresh_at else ""
    return f"Live. Last refreshed {freshness.day_ago(draft.last_checked_at, now)}{after}.{changes}"


def _permission(draft: Draft) -> str:
    if draft.connection != "connected" or draft.authorized_at is None:
        return ""
    ends = freshness.date(consent.ends_at(draft.authorized_at))
    return f"Your Spotify permission ends on {ends}. Reconnect before then to keep your page fresh."


def _generation(room: Room, now: datetime, job: JobView | None) -> dict[str, Any]:
    left = room.texts_left
    said = left.used_up(now) if left.again_at else left.sentence
    return {"allowed": not (job and job.active) and left.again_at is None, "left": said}


def _facts(draft: Draft, form: Form) -> dict[str, Any]:
    said = draft.facts
    subject, tone = form.value("subject", said.subject), form.value("tone", said.tone)
    return {
        "display_name": form.field("display_name", said.display_name or draft.name, facts.NAME_LIMIT),
        "role": form.field("role", said.role, facts.SHORT_LIMIT),
        "city": form.field("city", said.city, facts.SHORT_LIMIT),
        "instruments": form.field("instruments", ", ".join(said.instruments), LIST_FIELD_LIMIT),
        "influences": form.field("influences", ", ".join(said.influences), LIST_FIELD_LIMIT),
        "current_release": form.field("current_release", said.current_release, facts.RELEASE_LIMIT),
        "list_hint": LIST_HINT,
        "subjects": tuple(Option(value, SUBJECT_LABELS[value], value == subject) for value in get_args(Subject)),
        "tones": tuple(Option(value, TONE_LABELS[value], value == tone) for value in get_args(Tone)),
        "error": form.error("subject") or form.error("tone"),
    }


def _refresh(room: Room, now: datetime, job: JobView | None) -> dict[str, Any]:
    checked = room.draft.last_checked_at
    last = f"Last refreshed {freshness.ago(checked, now)}." if checked else "Not refreshed yet."
    if job and job.active:
        return {"allowed": False, "sentence": f"{last} A run is under way."}
    if job and job.waits and job.kind == REFRESH:
        return {"allowed": False, "sentence": f"{last} {job.sentence}"}
    if room.refresh_allowed_at:
        return {
            "allowed": False,
            "sentence": f"{last} You can refresh again {freshness.wait(room.refresh_allowed_at, now)}.",
        }
    return {"allowed": True, "sentence": last}


def _settings(draft: Draft, form: Form, *, mail_reaches: bool) -> dict[str, Any]:
    chosen, music = draft.preferences, draft.music
    theme, locale = form.value("theme", chosen.theme), form.value("locale", chosen.locale)
    hidden = form.typed.get("hidden", ()) if "email" in form.typed else chosen.hidden
    kinds = (
        ("Artist", [(artist.id, artist.name) for artist in music.artists[:SHOWN_ARTISTS]]),
        ("Album", [(album.id, album.title) for album in music.albums[:SHOWN_ALBUMS]]),
        ("Track", [(track.id, track.name) for track in music.tracks[:SHOWN_TRACKS]]),
    )
    return {
        "themes": arrangement.themes(theme if theme in THEMES else chosen.theme),
        "locales": tuple(Option(value, LOCALE_LABELS[value], value == locale) for value in LOCALES),
        "auto_refresh": form.ticked("auto_refresh", stored=chosen.auto_refresh, of="email"),
        "keep_fresh": form.ticked("keep_fresh", stored=chosen.keep_fresh, of="email"),
        "show_number": form.ticked("show_number", stored=chosen.show_number, of="email"),
        "number": f"You are founding member no. {draft.member}." if draft.member else "",
        "hideable": tuple(
            {"value": key, "label": name, "kind": kind, "hidden": key in hidden}
            for kind, items in kinds
            for key, name in items
        ),
        "email": form.field("email", chosen.email, 254),
        "email_hint": _email_hint(draft, mail_reaches=mail_reaches),
        "email_asks": _asks(draft, mail_reaches=mail_reaches),
        "email_opt_in": form.ticked("email_opt_in", stored=chosen.email_opt_in, of="email"),
        "error": form.error("theme") or form.error("locale"),
    }


def _asks(draft: Draft, *, mail_reaches: bool) -> bool:
    """Whether an address waits for its owner to confirm it, and this site can ask."""
    wanted = draft.preferences.email_opt_in and not mail_reaches
    return wanted and services().mailing.writes


def _email_hint(draft: Draft, *, mail_reaches: bool) -> str:
    if not services().mailing.writes:
        return "This site sends no mail. Notices about your page stand here, at the top of the studio."
    if mail_reaches:
        return "Confirmed. We write only when your page needs you."
    if _asks(draft, mail_reaches=mail_reaches):
        return "Not confirmed yet. Open the link in the message that we sent to this address."
    return "Only for notices about this page, and only if you tick the box."
