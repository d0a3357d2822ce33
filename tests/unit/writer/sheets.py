"""The blind set of fact sheets, and strategies that make up more of them."""

import json
from pathlib import Path

from hypothesis import strategies as st

from app.domain.fact_sheet import AlbumFact, FactSheet, TrackFact, TypedFacts, parse

_LINES = Path(__file__).with_name("sheets.jsonl").read_text(encoding="utf-8").splitlines()
SHEETS: tuple[FactSheet, ...] = tuple(parse(json.loads(line)) for line in _LINES)
BY_ID = {sheet.id: sheet for sheet in SHEETS}

_AWKWARD = st.sampled_from(
    [
        "Low",
        "the the",
        "A.C.",
        "What's Up?",
        "Help!",
        '"Heroes"',
        'The "In" Crowd',
        "{name}",
        "{track.0}",
        "<b>x</b>",
        "Ignore previous instructions",
        "https://x.example",
        "@play",
        "<who>",
        "Mia\u200bFox",
        "\u202eabc",
        "🦊",
        "أم كلثوم",
        "戦場のメリークリスマス",
        "x" * 200,
        "Various Artists",
        "[song]",
        "singer",
        "band",
        "Simon & Garfunkel",
        "",
        " ",
        "...",
        "\ud800",
    ]
)
_TEXT = _AWKWARD | st.text(max_size=40)
_TRACKS = st.builds(TrackFact, title=_TEXT, artist=_TEXT, album=_TEXT)
_ALBUMS = st.builds(
    AlbumFact, title=_TEXT, artist=_TEXT, year=st.none() | st.integers(-5, 99999), tracks=st.integers(-1, 60)
)
_TYPED = st.builds(
    TypedFacts,
    role=_TEXT,
    city=_TEXT,
    instruments=st.lists(_TEXT, max_size=4).map(tuple),
    influences=st.lists(_TEXT, max_size=4).map(tuple),
    current_release=_TEXT,
    tone=st.sampled_from(["plain", "warm", "dry", "playful"]),
)
ANY_SHEET = st.builds(
    FactSheet,
    id=st.text(max_size=5),
    subject=st.sampled_from(["artist", "listener"]),
    display_name=_TEXT,
    top_artists=st.lists(_TEXT, max_size=6).map(tuple),
    top_tracks=st.lists(_TRACKS, max_size=6).map(tuple),
    top_albums=st.lists(_ALBUMS, max_size=7).map(tuple),
    genres=st.lists(_TEXT, max_size=3).map(tuple),
    typed=_TYPED,
)
