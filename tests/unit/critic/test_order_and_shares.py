"""Order of records, shares of songs, running order, company and what an instrument is one of."""

import pytest

from app.domain.critic import judge
from app.domain.fact_sheet import parse

SHEET = parse(
    {
        "id": "tern",
        "subject": "artist",
        "display_name": "Tern Lowe",
        "top_artists": [],
        "top_tracks": [
            {"title": "Weir", "artist": "Tern Lowe", "album": "Sluice"},
            {"title": "Lock", "artist": "Tern Lowe", "album": "Sluice"},
            {"title": "Mill", "artist": "Tern Lowe", "album": "Sluice"},
            {"title": "Culvert", "artist": "Tern Lowe", "album": "Culvert"},
        ],
        "top_albums": [
            {"title": "Sluice", "artist": "Tern Lowe", "year": 2022, "tracks": 3},
            {"title": "Culvert", "artist": "Tern Lowe", "year": 2019, "tracks": 1},
        ],
        "genres": ["folk", "drone"],
        "typed": {
            "role": "violist and bandleader",
            "city": "Ely",
            "instruments": ["viola"],
            "influences": ["Nico Vane"],
        },
    }
)


@pytest.mark.parametrize(
    "said",
    [
        "Tern Lowe followed Culvert (2019) with Sluice (2022).",
        "After Culvert (2019) there followed Sluice (2022), by Tern Lowe in Ely.",
        "Tern Lowe has two records out, Culvert from 2019 and Sluice from 2022.",
        'Sluice has "Weir" and "Mill", Culvert has "Culvert", and Tern Lowe is in Ely.',
        "Folk meets drone on the records of Tern Lowe, a violist in Ely.",
        "Bowed strings in Ely: Tern Lowe plays the viola and leads a band.",
        'More of the songs are on Sluice than on Culvert, and "Weir" is one of them.',
        'Of the four songs listed, three are on Sluice, among them "Lock" and "Mill".',
    ],
)
def test_a_true_sentence_in_unusual_words_passes(said):
    assert judge(SHEET, said).findings == ()


@pytest.mark.parametrize(
    "said",
    [
        "Tern Lowe followed Sluice (2022) with Culvert (2019).",
        'Four of the listed songs, "Lock" and "Mill" among them, are on Sluice (2022).',
        'Sluice (2022) has one of the listed songs on it, "Lock", by Tern Lowe in Ely.',
        'Of the four songs listed, two are on Sluice, "Lock" and "Mill" by Tern Lowe.',
        'More of the songs are on Culvert than on Sluice, and "Weir" is one of them.',
        '"Lock" followed "Weir" by a year, and both are on Sluice by Tern Lowe in Ely.',
        'Sluice (2022) begins with "Weir" and is by Tern Lowe, a violist in Ely.',
        "Tern Lowe is a violist in Ely and an influence on Nico Vane. Sluice is from 2022.",
        "Tern Lowe is a violist in Ely. On Sluice (2022) every note is in its place.",
        "Tern Lowe is a violist in Ely who added a second cellist. Sluice is from 2022.",
        "Tern Lowe plays folk and is a violist in Ely between classes. Sluice is from 2022.",
        "Tern Lowe is a violist in Ely. Sluice is from 2022 and the next one is nearly done.",
    ],
)
def test_a_false_one_does_not(said):
    assert not judge(SHEET, said).passed
