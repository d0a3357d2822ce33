"""Claims of company and counts in plain words, and the true sentences that look like them."""

import pytest

from app.domain.critic import judge
from app.domain.fact_sheet import parse

WREN = parse(
    {
        "subject": "artist",
        "display_name": "Wren Hollow",
        "top_artists": ["Wren Hollow", "Low", "Grouper"],
        "top_tracks": [
            {"title": "Barn Door", "artist": "Wren Hollow", "album": "Long Field"},
            {"title": "Two Gates", "artist": "Wren Hollow", "album": "Long Field"},
            {"title": "Salt", "artist": "Wren Hollow", "album": "Frost Warning"},
            {"title": "Words", "artist": "Low", "album": "Hope"},
        ],
        "top_albums": [
            {"title": "Long Field", "artist": "Wren Hollow", "year": 2021, "tracks": 2},
            {"title": "Frost Warning", "artist": "Wren Hollow", "year": 2024, "tracks": 1},
            {"title": "Hope", "artist": "Low", "year": 1994, "tracks": 1},
        ],
        "genres": ["slowcore"],
        "typed": {"role": "guitarist", "city": "Perth", "instruments": ["guitar"], "influences": ["Low"]},
    }
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Wren Hollow has three albums.",
        "Wren Hollow is a guitarist in Perth with three albums.",
        "Three of the four songs are by Low.",
        "Each of the three albums has one song.",
        "Wren Hollow has three songs from Frost Warning on this page.",
        "Hope is one of the albums from the twenties.",
        "Two decades lie between Long Field and Frost Warning.",
        "Wren Hollow wrote “Salt” with Low.",
        "The guitar on Long Field is played by Low.",
        "Wren Hollow is the Low of Perth.",
        "“Salt” is a Low cover.",
        "“Barn Door” opens Long Field.",
        "Wren Hollow is a member of the band of Low.",
        "Frost Warning is an EP from 2024.",
        "Book Wren Hollow for Frost Warning.",
        "People who know Long Field like Frost Warning.",
        "Long Field was recorded at home in Perth.",
        "Low's album from 2021 is on the list.",
    ],
)
def test_what_the_sheet_does_not_bear_out_is_rejected(sentence):
    assert not judge(WREN, f"{sentence} Frost Warning came out in 2024.").passed


@pytest.mark.parametrize(
    "sentence",
    [
        "Wren Hollow has two albums, Long Field and Frost Warning.",
        "Three of the four songs are by Wren Hollow.",
        "Perth is home to Wren Hollow, a guitarist.",
        "Wren Hollow plays guitar, with Low among the influences.",
        "Long Field was followed in 2024 by Frost Warning.",
        "The albums run from 1994, with Hope, to 2024, with Frost Warning.",
        "Low's album from 1994 is on the list.",
        "Three years lie between Long Field and Frost Warning by Wren Hollow.",
        "Long Field, which Wren Hollow released in 2021, is older than Frost Warning and newer than Hope.",
        "Frost Warning has been out since 2024.",
        "Nobody but Low and Grouper is listed beside Wren Hollow.",
    ],
)
def test_what_it_does_bear_out_passes(sentence):
    assert judge(WREN, f"{sentence} Frost Warning came out in 2024.").passed


@pytest.mark.parametrize(
    ("caption", "passed"),
    [
        ("Low's record from 1994.", True),
        ("Low's record from 2021.", False),
        ("By Low, with “Words” on it.", True),
        ("By Low, with “Salt” on it.", False),
        ("“Barn Door” and “Two Gates” are here.", True),
        ("“Barn Door” and “Salt” are here.", False),
        ("Made with a borrowed guitar.", False),
    ],
)
def test_all_parts_of_a_caption_belong_to_one_album(caption, passed):
    assert judge(WREN, caption, "caption").passed is passed


KIM = parse(
    {
        "subject": "listener",
        "display_name": "Kim",
        "top_artists": ["Low"],
        "top_tracks": [
            {"title": "Words (with Ondine)", "artist": "Low", "album": "Hope"},
            {"title": "Hope", "artist": "Low", "album": "Hope"},
            {"title": "String Quartet No. 5", "artist": "Beethoven", "album": "Beethoven: Quartets Nos. 5 & 7"},
        ],
        "top_albums": [
            {"title": "Hope", "artist": "Low", "year": 1994, "tracks": 2},
            {"title": "Beethoven: Quartets Nos. 5 & 7", "artist": "Beethoven", "year": 1997, "tracks": 1},
        ],
        "typed": {"role": "drummer", "city": "Perth", "instruments": ["drums"], "influences": ["Low"]},
    }
)


@pytest.mark.parametrize(
    "text",
    [
        "Kim is a drummer in Perth who played on Hope by Low.",
        "Kim plays drums on Hope by Low, from 1994.",
        "Kim is a drummer in Perth, influenced by the sea. Hope by Low came out in 1994.",
        "Kim listens to the ninth quartet of Beethoven.",
        "Kim listens to two albums of five years, 1994 to 1997.",
        'Kim listens to "Words", with Marta.',
        "Kim started with Hope by Low, which came out in 1994.",
        "Kim is a drummer in Perth who plays in three languages.",
        "Kim is a drummer in Perth who played on a record by Low.",
    ],
)
def test_what_a_listener_is_said_to_have_done_is_rejected(text):
    assert {finding.rule for finding in judge(KIM, text).findings} - {"form"}


@pytest.mark.parametrize(
    "text",
    [
        "Kim is a drummer in Perth, influenced by Low. Hope came out in 1994.",
        "Kim listens to the fifth and seventh quartets of Beethoven, released in 1997.",
        "Kim listens to two albums of four years, 1994 to 1997.",
        'Kim listens to "Words" by Low, with Ondine. It is on Hope, from 1994.',
        'Kim is based in Perth and plays "Words" by Low, from Hope.',
        'Hope by Low has two songs, and "String Quartet No. 5" is from 1997.',
    ],
)
def test_what_only_looks_like_it_is_let_pass(text):
    assert judge(KIM, text).findings == ()


@pytest.mark.parametrize(
    ("caption", "passed"),
    [
        ("Two of the top songs are from it.", True),
        ("Three of the top songs are from it.", False),
        ("Three top songs come from it.", False),
        ("The album and a song on it share a name.", True),
        ("Two of three songs on repeat are from Hope.", True),
    ],
)
def test_it_is_one_album_of_the_sheet(caption, passed):
    assert judge(KIM, caption, "caption").passed is passed
