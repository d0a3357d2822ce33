"""Pages as the views hand them over: full, empty, long, right-to-left. Keys are (template, sample name)."""

import json
import re
from types import SimpleNamespace as O
from typing import Any

from markupsafe import Markup

from app.domain import retention
from app.domain.advice import Advice, advise
from app.domain.differences import by_word, without
from app.domain.emblem import Ring, emblem
from app.domain.fact_sheet import AlbumFact, FactSheet, TypedFacts
from app.domain.name_fit import fit
from app.domain.palette import palette
from app.domain.provenance import explain
from app.domain.themes import DEFAULT, ENGRAVED, THEMES, TWO_REELS, catalogue_number
from app.domain.words import Sentence, Source, Text
from app.media.emblem import svg
from app.web.pages.arrangement import themes
from app.web.pages.versions import source_of

SITE = "Anchor"
BIO = (
    "Mara Lindqvist writes for string quartet and one tired synthesiser. She lives in Göteborg, near the harbour, "
    "and records at night when the cranes stop.\n\n"
    "The Weather Station and Arvo Pärt are on repeat at the moment."
)
LONG = "The Extraordinarily Long-Winded Philharmonic Society for Unfinished Symphonies and Other Lost Causes"


def base(**fields: Any) -> O:
    common = {
        "title": f"Studio · {SITE}",
        "site_name": SITE,
        "lang": "en",
        "dir": "ltr",
        "signed_in": True,
        "flashes": (),
    }
    return O(**{**common, **fields})


def field(value: str = "", limit: int = 80, error: str = "") -> O:
    return O(value=value, error=error, limit=limit)


def options(*labels: str) -> tuple[O, ...]:
    return tuple(O(value=label.lower(), label=label, chosen=i == 0) for i, label in enumerate(labels))


ALBUMS = (
    ("a1", "Ignorance", "The Weather Station", "2021", "The one that plays when the ferry is late.", 640),
    ("a2", "Tabula Rasa", "Arvo Pärt", "1984", "", 640),
    (
        "a3",
        "Promises",
        "Floating Points, Pharoah Sanders & The London Symphony Orchestra",
        "2021",
        "Nine movements, one motif.",
        640,
    ),
    ("a4", "あたらしい日々", "青葉市子", "2020", "", 300),
    ("a5", "Journey in Satchidananda", "Alice Coltrane", "1971", "Harp, and all the time in the world.", 640),
)
SHEET = FactSheet(
    id="mara",
    subject="artist",
    display_name="Mara Lindqvist",
    top_albums=tuple(AlbumFact(title, artist, int(year), 1) for _, title, artist, year, _, _ in ALBUMS),
    typed=TypedFacts(role="composer", city="Göteborg", instruments=("synthesiser", "viola")),
)
FACTS = ("display_name", "typed.role", "typed.city", "top_albums.0.title", "top_albums.0.year", "top_artists.9")
ARTISTS = ("The Weather Station", "Arvo Pärt", "فيروز", "Floating Points", "Alice Coltrane")
TRACKS = (
    ("Robber", "The Weather Station"),
    ("Spiegel im Spiegel (Version for Cello and Piano), 1978", "Arvo Pärt"),
    ("Movement 6", "Floating Points, Pharoah Sanders"),
)


def public(
    name: str,
    *,
    handle: str,
    line: str = "",
    bio: str = "",
    albums: int = 5,
    artists: int = 5,
    tracks: int = 3,
    links: int = 3,
    lang: str = "en",
    art: str = "art",
    theme: str = DEFAULT,
    photo: bool = False,
) -> O:
    url = f"https://anchor.example/{handle}"
    ink = palette(handle)
    rings = (
        *(Ring("artist", artist, 1 - i / 6) for i, artist in enumerate(ARTISTS[:artists])),
        *(Ring("album", album[0], 1 - i / 6) for i, album in enumerate(ALBUMS[:albums])),
        *(Ring("track", track[0], 1 - i / 4) for i, track in enumerate(TRACKS[:tracks])),
    )
    spotify = "https://open.spotify.com"
    card = f"{url}/card/0123456789abcdef0123.jpg"
    description = bio.split("\n", maxsplit=1)[0][:155] or f"{name} on {SITE}"
    return O(
        lang=lang,
        dir="rtl" if lang == "ar" else "ltr",
        title=f"{name} · {SITE}"[:65],
        description=description,
        canonical=url,
        theme_color=ink.block,
        meta=(
            ("property", "og:title", name[:65]),
            ("property", "og:type", "profile"),
            ("property", "og:url", url),
            ("property", "og:site_name", SITE),
            ("property", "og:description", description),
            ("property", "og:image", card),
            ("property", "og:image:type", "image/jpeg"),
            ("property", "og:image:width", "1200"),
            ("property", "og:image:height", "630"),
            ("property", "og:image:alt", f"{name}: a disc of grooves drawn from their music"),
            ("name", "twitter:card", "summary_large_image"),
        ),
        json_ld=Markup(  # noqa: S704 - as the view makes it
            json.dumps({"@context": "https://schema.org", "@type": "ProfilePage", "url": url}).replace("<", "\\u003c")
        ),
        icon_url=f"/{handle}/icon.svg",
        oembed_url="https://anchor.example/oembed?url=https%3A%2F%2Fanchor.example%2Fmara",
        preview=False,
        theme=theme,
        ink_class=ink.css_class,
        name_fit=fit(name),
        seal=Markup(svg(emblem(handle, rings), size=64, detail="seal")) if photo or theme in TWO_REELS else Markup(),  # noqa: S704
        catalogue=catalogue_number(SITE, handle),
        photo=O(url=f"{art}/photo.webp", width=900, height=1200, alt=f"{name} at work") if photo else None,
        member="Founding member no. 12" if photo else "",
        release=O(
            ping="",
            title="Salt Logic",
            url=f"{spotify}/album/x",
            icon="spotify",
            host="open.spotify.com",
            action="OPEN SPOTIFY",
        )
        if photo
        else None,
        emblem=Markup(svg(emblem(handle, rings), size=600, detail="line" if theme in ENGRAVED else "full")),  # noqa: S704 - as the view makes it
        display_name=name,
        line=line,
        bio=bio,
        paragraphs=tuple(bio.split("\n\n")) if bio else (),
        bio_lang="",
        bio_dir="auto",
        links=tuple(
            O(label=label, url=f"https://{host}/x", host=host, icon=icon, ping=f"/{handle}/count/0123456789ab")
            for label, host, icon in (
                ("Listen on Bandcamp", "mara.bandcamp.com", "bandcamp"),
                ("Concerts", "maralindqvist.se", "web"),
                ("Write to me about scores, recordings and commissions", "scores@maralindqvist.se", "mail"),
            )[:links]
        ),
        albums=tuple(
            O(
                id=i,
                title=t,
                artist=a,
                year=y,
                caption=c,
                caption_lang="",
                caption_dir="auto",
                url=f"{spotify}/album/{i}",
                image=O(url=f"{art}/{i}.jpg", width=s, height=s),
            )
            for i, t, a, y, c, s in ALBUMS[:albums]
        ),
        artists=tuple(O(name=artist, url=f"{spotify}/artist/x") for artist in ARTISTS[:artists]),
        tracks=tuple(O(title=t, artist=a, url=f"{spotify}/track/x") for t, a in TRACKS[:tracks]),
        listening=bool(albums or artists or tracks),
        spotify_ping=f"/{handle}/count/spotify",
        heading="On repeat",
        updated="Updated 2 hours ago",
        updated_iso="2026-11-20T09:13:00Z",
        site_name=SITE,
        footer_links=(),
    )


def prose(name: str, label: str, text: str, source: Source = "written", limit: int = 1000, error: str = "") -> O:
    """A text in its field, with what the view says of it."""
    own = source == "edited"
    return O(
        name=name,
        label=label,
        field=field(text, limit, error),
        source=source_of(Text(text, source) if text else None),
        verdict="",
        advice=advise(SHEET, text, "bio" if name == "bio" else "caption") if own else Advice(),
        why=explain(Text(text, source, "", (Sentence(text, FACTS[4:]),)), SHEET) if text and not own else (),
        dir="auto" if own or not text else "ltr",
    )


def beside(part: str, label: str, text: str, now: str = "", *, own: bool = False) -> O:
    """A new text beside the draft's own."""
    pieces = by_word(now, text) if now else by_word(text, text)
    parts = re.findall(r"[^.]+\.", text)
    facts = FACTS[:3] if part == "bio" else FACTS[4:]
    sentences = tuple(Sentence(part.strip(), facts) for part in parts)
    return O(
        part=part,
        label=label,
        text=text,
        new=without("removed", pieces),
        now=without("added", pieces) if now else (),
        same=text == now,
        unlike=all(piece.kind != "same" for piece in pieces),
        replaces_own=own,
        dir="ltr",
        now_dir="auto" if own or not now else "ltr",
        why=explain(Text(text, "written", "", sentences), SHEET),
    )


def candidate(number: int, bio: O | None, captions: tuple[O, ...] = (), warning: str = "") -> O:
    fields = (bio, *captions) if bio else captions
    return O(
        id=number,
        number=number,
        made="just now",
        source="Written from your facts",
        bio=bio,
        captions=captions,
        new_captions=sum(not caption.same for caption in captions),
        warning=warning,
        offers=not all(field.same for field in fields),
    )


def job(kind: str, state: str, sentence: str, action: O | None = None) -> O:
    active = state in ("queued", "running")
    late = "Still writing. It takes longer than usual; you can go on working, or cancel."
    return O(
        kind=kind,
        state=state,
        sentence=sentence,
        active=active,
        late=late,
        eta_s=4,
        can_cancel=active and kind == "generate",
        action=action,
    )


def version(number: int, made: str, changed: str, *fields: O, removed: tuple[O, ...] = (), current: bool = False) -> O:
    return O(
        id=number,
        made=made,
        source="Edited by you" if current else "Written from your facts",
        changed=changed,
        current=current,
        bio=fields[0].text if fields else "",
        bio_dir="auto",
        captions=fields[1:],
        differs=() if current else fields,
        removed=removed,
    )


def studio(step: str, **fields: Any) -> O:
    published = step == "live"
    connected = step not in ("connect", "wait")
    common = {
        "step": step,
        "state": {
            "connect": "Nothing here yet. Connect Spotify to begin.",
            "wait": "Your music is on its way.",
            "claim": "Your music is here. Now choose your address.",
            "generate": "Draft. Nobody sees it yet.",
            "publish": "Draft. Not public until you publish.",
            "live": "Live. Last refreshed today, next about Thursday.",
        }[step],
        "handle": "mara" if step in ("generate", "publish", "live") else "",
        "public_url": "https://anchor.example/mara",
        "public_address": "anchor.example/mara",
        "published": published,
        "has_changes": False,
        "connection": {"connect": "none", "wait": "waiting"}.get(step, "connected"),
        "permission": "Your Spotify permission ends on 20 May 2027." if connected else "",
        "notices": (),
        "job": None,
        "handle_field": field("mara" if published else "", 30),
        "words": O(
            revision=3,
            bio=prose("bio", "Bio", BIO if published else "", "edited"),
            captions=tuple(prose(f"caption.{i}", f"{t}, {a}", c) for i, t, a, _, c, _ in ALBUMS) if connected else (),
            error="",
            nothing="",
        ),
        "generation": O(allowed=True, left="You have 7 new texts left this hour."),
        "candidates": (),
        "facts": O(
            display_name=field("Mara Lindqvist", 100),
            role=field("Composer", 60),
            city=field("Göteborg", 60),
            instruments=field("synthesiser, viola", 200),
            influences=field("", 200),
            list_hint="With commas between. Up to 8, each of up to 60 characters.",
            current_release=field("", 120),
            subjects=(
                O(value="artist", label="I make music", chosen=True),
                O(value="listener", label="I love music", chosen=False),
            ),
            tones=options("Plain", "Warm", "Dry", "Playful"),
            error="",
        ),
        "link_rows": (
            O(label="Bandcamp", url="https://mara.bandcamp.com", label_error="", error="", hidden=False, movable=True),
            O(label="Concerts", url="https://maralindqvist.se", label_error="", error="", hidden=True, movable=False),
            O(label="", url="", label_error="", error="", hidden=False, movable=False),
            O(label="", url="", label_error="", error="", hidden=False, movable=False),
        ),
        "photo": O(
            url="art/photo.webp" if published else "",
            width=900,
            height=1200,
            alt=field("Mara at the piano", 200),
            error="" if published or step == "claim" else "That picture moves. Choose one that stands still.",
        ),
        "layout": O(
            sections=options("Bio", "Links", "Albums", "Artists", "Tracks"),
            albums=options("As Spotify lists them", *(title for _, title, *_ in ALBUMS)) if connected else (),
            release_url=field("", 500),
            release_hint="It leads from “Salt Logic” at the top of your page. Starts with https://",
            error="",
        ),
        "links_hint": "Up to 12. https or mailto.",
        "links_error": "",
        "refresh": O(
            allowed=step == "publish", sentence="Last refreshed today. You can refresh again tomorrow at 14:05."
        ),
        "settings": O(
            themes=themes(DEFAULT),
            locales=options("English", "Deutsch"),
            auto_refresh=True,
            keep_fresh=False,
            show_number=False,
            number="You are founding member no. 12." if connected else "",
            hideable=tuple(O(value=f"album:{i}", label=t, kind="Album", hidden=False) for i, t, *_ in ALBUMS)
            if connected
            else (),
            email=field("", 200),
            email_opt_in=False,
            email_hint="Only for notices about this page.",
            email_asks=True,
            error="",
        ),
    }
    return base(**{**common, **fields})


NEW_BIOS = (
    "Mara Lindqvist is a composer in Göteborg. Ignorance by The Weather Station, from 2021, is on repeat.",
    "Mara Lindqvist plays synthesiser and viola. Tabula Rasa came out in 1984 and Ignorance followed in 2021.",
    "Two songs here are by Floating Points. Mara Lindqvist is a composer in Göteborg.",
)
NEW_CAPTIONS = (
    beside("caption.a1", "Ignorance", "The 2021 record in a list of old ones.", "The 2021 record here.", own=True),
    beside("caption.a3", "Promises", "Nine movements, one motif.", "Nine movements, one motif."),
    beside("caption.a4", "あたらしい日々", "The newest album here, out in 2020."),
)
OWN_BIO = NEW_BIOS[0].replace("Göteborg", "Oslo")
REPLACES = "This replaces your own bio and 1 caption. What you wrote stays in the earlier versions."
CANDIDATES = tuple(
    candidate(
        number, beside("bio", "Bio", text, NEW_BIOS[0].replace("Göteborg", "Oslo"), own=True), NEW_CAPTIONS, REPLACES
    )
    for number, text in enumerate(NEW_BIOS, start=1)
)
ARABIC_NAME = "فرقة ليلى المساء للموسيقى العربية الأصيلة والطرب القديم في القاهرة والإسكندرية وما بينهما من المدن"
ARABIC = "تعزف فرقة ليلى المساء في القاهرة. صدر ألبوم فيروز عام ألفين وعشرة."
RUNNING = job("generate", "running", "Writing: about 4 seconds.")


def section(name: str, heading: str, *rows: object, actions: tuple[object, ...] = (), **more: object) -> O:
    """A section of the admin's page."""
    return O(name=name, heading=heading, rows=rows, actions=actions, part="rows", **more)


def texts_section() -> O:
    """The section of texts, with a prompt whose texts nobody keeps."""
    found = section(
        "texts",
        "Texts and what they cost",
        O(name="Spent in 2026-11", value="$41.20 of $50.00 (82 %)", wrong=True),
        O(name="Dearest text", value="$0.0081", wrong=False),
    )
    found.part = "texts"
    found.people = (O(name="mara", value="$0.21 for 34 texts", wrong=False),)
    found.prompts = (
        O(
            version="bio-v1",
            texts=218,
            asked_again="34 %",
            wrong=True,
            edited_at_once="6 %",
            unchanged="61 %",
            fallback="4 %",
            reasons="timeout 6, refusal 3",
            rules="capital 31, vocabulary 12, swap 4",
        ),
    )
    return found


PEOPLE: dict[str, dict[str, Any]] = {
    "full": {"name": "Mara Lindqvist", "handle": "mara", "line": "Composer, Göteborg", "bio": BIO},
    "photo": {"name": "Mara Lindqvist", "handle": "mara", "line": "Composer, Göteborg", "bio": BIO, "photo": True},
    "long": {
        "name": LONG,
        "handle": "unfinished",
        "line": "Orchestra, Llanfairpwllgwyngyll",
        "bio": BIO,
        "albums": 4,
    },
    "arabic": {
        "name": "فرقة ليلى المساء",
        "handle": "layla",
        "line": "عود وغناء، القاهرة",
        "bio": "فرقة من القاهرة تعزف الموسيقى الشرقية منذ عام ألفين وعشرة.",
        "lang": "ar",
        "albums": 3,
    },
    "empty": {"name": "O", "handle": "o", "albums": 0, "artists": 0, "tracks": 0, "links": 0},
    "letter": {"name": "Q", "handle": "q", "line": "DJ, Detroit", "bio": "Q plays records.", "albums": 2},
    "japanese": {
        "name": "山田 花子 トリオ",
        "handle": "hanako",
        "line": "作曲家・東京",
        "bio": "東京の三人組。",
        "albums": 1,
        "lang": "ja",
        "links": 1,
    },
    "hindi": {
        "name": "रवीना शर्मा 🎻✨",
        "handle": "raveena",
        "line": "गायिका, मुंबई",
        "bio": "मुंबई की गायिका और वायलिन वादक।",
        "albums": 5,
        "links": 1,
        "tracks": 0,
    },
    "unbroken": {
        "name": "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
        "handle": "rind",
        "line": "Punk, Wien",
        "albums": 2,
        "links": 1,
    },
}
"""Whom every theme has to suit."""

SAMPLES: dict[tuple[str, str], O] = {
    **{
        ("public/page.html", f"{theme} {name}"): public(theme=theme, **person)
        for theme in THEMES
        for name, person in PEOPLE.items()
    },
    ("public/landing.html", "signed out"): base(
        title=f"{SITE}: your music page, written from Spotify",
        signed_in=False,
        description="The music you make and love, on one page.",
        canonical="https://anchor.example/",
        meta=(("property", "og:title", SITE),),
        json_ld=Markup("{}"),
        demo_note="This is a demo: the people on Spotify's side are invented.",
        example=O(
            display_name="Mara Lindqvist",
            frame_url="public-page-sleeve-full.html",
            url="/mara",
            address="anchor.example/mara",
        ),
    ),
    ("public/private.html", "owner"): base(title="Private", handle="mara", edit_url="/studio"),
    ("public/private.html", "stranger"): base(title="Private", handle="mara", edit_url="", signed_in=False),
    ("public/embed.html", "full"): O(
        lang="en",
        direction="ltr",
        title="Mara Lindqvist",
        canonical="https://anchor.example/mara",
        emblem=Markup(  # noqa: S704 - as the view makes it
            svg(emblem("mara", ()), size=64, detail="favicon", title="Mara Lindqvist")
        ),
        display_name="Mara Lindqvist",
        line="Composer, Göteborg",
        sentence=BIO,
        sentence_lang="",
        sentence_dir="auto",
        site_name=SITE,
    ),
    ("public/report.html", "refused"): base(
        title="Report this page",
        handle="mara",
        display_name="Mara Lindqvist",
        token="token",
        reasons=options("It says something about me that is not true", "Something else"),
        reason_error="Choose what is wrong with the page.",
        words=field("", 1000),
        contact="hello@anchor.example",
        signed_in=False,
    ),
    ("public/reported.html", "sent"): base(
        title="Thank you", handle="mara", display_name="Mara Lindqvist", signed_in=False
    ),
    ("public/gone.html", "gone"): base(title="Gone", handle="mara", signed_in=False),
    ("public/privacy.html", "privacy"): base(
        title="Privacy",
        contact="hello@anchor.example",
        contact_url="mailto:hello@anchor.example",
        ai=True,
        ai_reads_spotify=False,
        kept=tuple((rule.what, retention.said(rule.kept), rule.why) for rule in retention.RULES),
        never=retention.NEVER_STORED,
        errors=True,
        signed_in=False,
    ),
    ("public/terms.html", "terms"): base(title="Terms", contact="", contact_url="", signed_in=False),
    ("admin/door.html", "code"): base(title="One more step", next="/admin", code=field(limit=40)),
    ("admin/door.html", "wrong"): base(title="One more step", next="/admin", code=field(limit=40, error="Not right.")),
    ("studio/browsers.html", "two"): base(
        title="Where you are logged in",
        browsers=(
            O(name="This browser", signed_in="2 hours ago", seen="just now"),
            O(name="Another browser", signed_in="3 days ago", seen="yesterday"),
        ),
    ),
    ("auth/login.html", "login"): base(title="Log in", next="/studio", demo_note="", again=False, signed_in=False),
    ("auth/callback_problem.html", "denied"): base(
        title="Not connected",
        heading="You said no, and that is fine",
        sentence="Spotify was not connected. Nothing was read, and nothing changed.",
        action=O(label="Try again", url=""),
        retry=True,
        signed_in=False,
    ),
    ("errors/error.html", "404"): base(
        title="Not here",
        status=404,
        heading="Nothing at this address",
        sentence="Check the spelling of the link, or start from the front page.",
        action=O(label="Go to the front page", url="/"),
        request_id="01JD3K8Z",
        signed_in=False,
    ),
    ("studio/edit.html", "connect"): studio("connect"),
    ("studio/edit.html", "importing"): studio(
        "wait", job=job("refresh", "running", "Reading your music from Spotify: about 8 seconds.")
    ),
    ("studio/edit.html", "claim refused"): studio(
        "claim", handle_field=field("Admin", 30, "“admin” is reserved. Try another, for example mara-lindqvist.")
    ),
    ("studio/edit.html", "generate"): studio("generate", job=RUNNING),
    ("studio/edit.html", "publish"): studio(
        "publish",
        candidates=(candidate(1, beside("bio", "Bio", NEW_BIOS[0]), NEW_CAPTIONS[2:]),),
        flashes=(("done", "Saved. Not public until you publish."),),
    ),
    ("studio/edit.html", "three candidates"): studio("live", candidates=CANDIDATES),
    ("studio/edit.html", "arabic"): studio(
        "live",
        candidates=(
            candidate(1, beside("bio", "Bio", ARABIC, ARABIC.replace("القاهرة", "بيروت"))),
            candidate(2, None, (beside("caption.a1", ARABIC_NAME, ARABIC[:40]),)),
        ),
        words=O(
            revision=3,
            bio=prose("bio", "Bio", ARABIC, "edited"),
            captions=(prose("caption.a1", f"{LONG}, {ARABIC_NAME}", ARABIC[:60], "edited"),),
            error="",
            nothing="",
        ),
    ),
    ("studio/edit.html", "nothing to say"): studio(
        "generate",
        job=job(
            "generate",
            "failed",
            "There is too little to write about. Add a role, a city or a release, then ask again.",
            O(label="Add facts", url="/studio#facts"),
        ),
        words=O(
            revision=0,
            bio=prose("bio", "Bio", ""),
            captions=(),
            error="",
            nothing="There is no music here yet, so a text can only speak of what you tell us.",
        ),
    ),
    ("studio/edit.html", "live"): studio(
        "live", notices=(O(text="Your Spotify permission ends on 20 May.", action=O(label="Reconnect", url="/login")),)
    ),
    ("studio/history.html", "two"): base(
        title="Earlier versions",
        versions=(
            version(3, "3 hours ago", "Bio changed.", beside("bio", "Bio", BIO), current=True),
            version(
                2,
                "yesterday",
                "Bio and 3 captions changed.",
                beside("bio", "Bio", NEW_BIOS[0], NEW_BIOS[0].replace("Göteborg", "Oslo")),
                *NEW_CAPTIONS,
                removed=(beside("caption.a5", "Journey in Satchidananda", "Harp, and all the time in the world."),),
            ),
            version(1, "on 3 May 2026", ""),
        ),
    ),
    ("studio/history.html", "none"): base(title="Earlier versions", versions=()),
    ("studio/conflict.html", "bio"): base(
        title="Changed in another window",
        revision=4,
        rows=(
            O(name="bio", label="Bio", theirs=BIO, yours="Mara writes for strings.", limit=600, differs=True),
            O(name="caption.a1", label="Ignorance", theirs="x", yours="x", limit=140, differs=False),
        ),
    ),
    ("studio/delete.html", "wrong handle"): base(
        title="Delete",
        handle="mara",
        confirm=field("mira", 30, "That is not your address. Type mara."),
        export=True,
        withheld="",
    ),
    ("studio/former.html", "begun"): base(
        title="Your former page",
        sentence="You deleted your page on 3 May 2026. Your own words are kept until 2 June 2026, then erased.",
        handle="mara",
        name="Mara Lindqvist",
        bio=BIO,
        begun=True,
    ),
    **{
        ("auth/waitlist.html", step): base(
            title="Join the waitlist",
            heading="Join the waitlist",
            step=step,
            email=field("mara@", 254, "That does not look like an e-mail address." if step == "join" else ""),
            token="abc" if step in ("confirm", "invited") else "",
            cap=50,
            signed_in=False,
        )
        for step in ("join", "asked", "confirm", "confirmed", "invited")
    },
    ("studio/export.html", "none"): base(title="Your data", state="none", sentence="", url=""),
    ("studio/export.html", "making"): base(
        title="Your data", state="making", sentence="Putting your data together: about 5 seconds.", url=""
    ),
    ("studio/export.html", "made"): base(
        title="Your data",
        state="made",
        sentence="Made 2 minutes ago. The link ends on 29 November at 10:40 UTC; it works for you alone.",
        url="/studio/export/MQ.abc.zip",
    ),
    ("studio/disconnect.html", "public"): base(title="Disconnect", published=True),
    ("admin/status.html", "trouble"): base(
        title="Status",
        verdict="1 thing needs you.",
        troubles=(O(text="3 profiles failed their last refresh: Spotify answered 503.", since="since 10:40"),),
        glance=(
            O(name="work", heading="Work", brief="3 due, 1 leased, none parked", wrong=False),
            O(name="spotify", heading="Spotify", brief="Left alone until 11:10 UTC.", wrong=True),
            O(name="texts", heading="Texts", brief="$0.20 of $50.00", wrong=False),
        ),
        sections=(
            section(
                "work",
                "Work",
                O(name="Due", value="3", wrong=False),
                actions=(O(name="refresh-one", label="Refresh one page"),),
            ),
            section(
                "spotify",
                "Spotify",
                O(name="Calls in 24 hours", value="182 of 400", wrong=False),
                O(name="Circuit", value="open until 11:10", wrong=True),
            ),
            texts_section(),
        ),
        generated="20 November 2026, 11:13:27 UTC",
    ),
    ("admin/confirm.html", "wrong address"): base(
        title="Refresh one page",
        name="refresh-one",
        label="Refresh one page",
        meaning="Its music is read from Spotify now, whatever its cooldown.",
        error="",
        fields=(O(name="handle", label="Address", hint="For example mara.", field=field("mira", 30, "Not there.")),),
    ),
    ("email/step.html", "confirm"): base(
        title="Confirm your address",
        heading="Confirm your address",
        sentence="Anchor writes to it only when your page needs you.",
        action="/email/confirm/abc",
    ),
}
