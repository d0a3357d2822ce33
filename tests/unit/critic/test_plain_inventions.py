"""Claims made of nothing but neutral words: the closed vocabulary cannot catch these, so a rule must."""

import pytest

from app.domain.critic import judge
from app.domain.fact_sheet import parse

OTTER = parse(
    {
        "subject": "artist",
        "display_name": "Grey Otter",
        "top_artists": ["Grey Otter", "Tinariwen"],
        "top_tracks": [
            {"title": "Salt Road", "artist": "Grey Otter", "album": "Salt Road EP"},
            {"title": "Sastanàqqàm", "artist": "Tinariwen", "album": "Elwan"},
        ],
        "top_albums": [
            {"title": "Salt Road EP", "artist": "Grey Otter", "year": 2023, "tracks": 1},
            {"title": "Elwan", "artist": "Tinariwen", "year": 2017, "tracks": 1},
        ],
        "typed": {"role": "band", "city": "Glasgow", "instruments": ["electric guitar", "drums"]},
    }
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Salt Road EP was named record of the year in 2023.",
        "Salt Road EP was written with another songwriter.",
        "Grey Otter left a group to make Salt Road EP.",
        "Grey Otter made Salt Road EP to mark an ending.",
        "Salt Road EP came out at the end of 2023.",
        "Salt Road EP is where it all began.",
        "Salt Road EP is out, and another is on its way.",
        "Grey Otter come close to Tinariwen on Salt Road EP.",
        'Grey Otter play "Sastanàqqàm" in their sets.',
        "Tinariwen plays on Salt Road EP.",
        "Grey Otter appear on Elwan by Tinariwen.",
        "Grey Otter play two electric guitars and drums.",
        "Salt Road EP is out now, so turn it up.",
        "Grey Otter turn to Tinariwen, and Elwan is on the list.",
    ],
)
def test_a_plain_sentence_that_the_sheet_does_not_bear_out_is_rejected(sentence):
    assert not judge(OTTER, f"Grey Otter are a band in Glasgow. {sentence}").passed


@pytest.mark.parametrize(
    "sentence",
    [
        "They play electric guitar and drums, and Salt Road EP came out in 2023.",
        "Elwan came first, in 2017.",
        "Tinariwen's Elwan sits next to Salt Road EP on the list.",
        "Each of the two albums gives the list one song.",
        "It is the band's own Salt Road EP that is the newer of the two albums.",
    ],
)
def test_a_plain_sentence_that_the_sheet_bears_out_passes(sentence):
    assert judge(OTTER, f"Grey Otter are a band in Glasgow. {sentence}").passed
