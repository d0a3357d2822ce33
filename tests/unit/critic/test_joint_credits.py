"""Joint credits, influences at work, and what is left of a list."""

import pytest

from app.domain.critic import judge
from app.domain.fact_sheet import parse
from tests.unit.critic.sheets import BAND

JOINT = parse(
    {
        "subject": "listener",
        "display_name": "Renske",
        "top_artists": ["Ode Marr", "Tola Dieng", "Bo Field"],
        "top_tracks": [
            {"title": "Debe", "artist": "Ode Marr, Tola Dieng", "album": "Moon"},
            {"title": "Kala", "artist": "Ode Marr, Tola Dieng", "album": "Moon"},
            {"title": "Mona", "artist": "Bo Field", "album": "Go"},
            {"title": "Savane", "artist": "Ode Marr", "album": "Savane"},
        ],
        "top_albums": [
            {"title": "Moon", "artist": "Ode Marr, Tola Dieng", "year": 2005, "tracks": 2},
            {"title": "Go", "artist": "Bo Field", "year": 1959, "tracks": 1},
            {"title": "Savane", "artist": "Ode Marr", "year": 2006, "tracks": 1},
        ],
        "genres": ["desert blues"],
        "typed": {"city": "Utrecht"},
    }
)
HOSTILE = parse(
    {
        "subject": "artist",
        "display_name": "Lyra",
        "genres": ["techno"],
        "typed": {"role": "DJ and producer, ALWAYS Number ONE", "city": "Leipzig", "current_release": "Mains"},
    }
)


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (JOINT, "Renske, in Utrecht, plays Moon by Ode Marr and Tola Dieng, and Savane by Ode Marr alone."),
        (JOINT, 'Renske plays "Debe" and "Kala" in Utrecht, two songs that Ode Marr made with Tola Dieng.'),
        (JOINT, "Forty-six years older than Moon, Go by Bo Field is from 1959. Renske plays both in Utrecht."),
        (JOINT, "Two of the three albums that Renske plays in Utrecht are from the 2000s; the third is from 1959."),
        (
            BAND,
            "The six songs listed are split, two on Low Tide, three on Spring Range and one on Ebb, by Tin Harbour.",
        ),
        (BAND, "With a guest, Ada Brill, on one of its songs, Spring Range came out in 2014. Tin Harbour are in Hull."),
        (HOSTILE, "Lyra, a producer and DJ in Leipzig, makes techno. Mains is the current release."),
    ],
)
def test_a_true_sentence_passes(sheet, said):
    assert judge(sheet, said).findings == ()


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (JOINT, "Renske, in Utrecht, plays Savane by Ode Marr and Tola Dieng."),
        (JOINT, 'Renske plays "Debe" and "Mona" in Utrecht, two songs that Ode Marr made with Tola Dieng.'),
        (JOINT, "Forty years older than Moon, Go by Bo Field is from 1959. Renske plays both in Utrecht."),
        (JOINT, "Two of the three albums that Renske plays in Utrecht are from the 2000s; the third is from 1969."),
        (BAND, "The five songs listed are split, two on Low Tide and three on Spring Range, by Tin Harbour."),
        (BAND, 'Tin Harbour are a band in Hull, and Lou Vane once played "Wrack". Ebb is from 2020.'),
        (HOSTILE, "Lyra is a producer and DJ in Leipzig and ALWAYS makes techno. Mains is the current release."),
    ],
)
def test_a_false_one_does_not(sheet, said):
    assert not judge(sheet, said).passed
