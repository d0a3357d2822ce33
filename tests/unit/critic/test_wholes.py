"""Claims about all of a list, a part of it, or each of several; and the company that a record is said to hold."""

import pytest

from app.domain.critic import judge
from app.domain.fact_sheet import parse

KIM = parse(
    {
        "subject": "artist",
        "display_name": "The Kims",
        "top_artists": ["Low", "Duster", "The Kims"],
        "top_tracks": [
            {"title": "Words", "artist": "Low", "album": "Hope"},
            {"title": "Lullaby", "artist": "Low", "album": "Hope"},
            {"title": "Gold Dust", "artist": "Duster", "album": "Stratosphere"},
            {"title": "Quay (Live)", "artist": "The Kims", "album": "April"},
        ],
        "top_albums": [
            {"title": "Hope", "artist": "Low", "year": 1994, "tracks": 2},
            {"title": "Stratosphere", "artist": "Duster", "year": 1998, "tracks": 1},
            {"title": "April", "artist": "The Kims", "year": 2020, "tracks": 1},
        ],
        "typed": {"role": "four-piece band", "city": "Oban", "instruments": ["guitar", "drums"], "influences": ["Low"]},
    }
)


def rules(text):
    return {finding.rule for finding in judge(KIM, text).findings if finding.tier > 0}


@pytest.mark.parametrize(
    "text",
    [
        "The Kims are a four-piece band in Oban. Half of the listed songs are from Hope.",
        "The Kims are a four-piece band in Oban. Half of the songs on the list are by Low.",
        "The Kims are in Oban. All three albums are from 1994, 1998 and 2020.",
        "The Kims are in Oban. Stratosphere and April have one song each.",
        "The Kims are in Oban. Hope takes up two of the four songs, and one is Duster's, from Stratosphere.",
        "Four people play guitar and drums in Oban as The Kims. Hope by Low is on the list next to their April.",
        'The Kims have "Quay" on the list, live. April came out in 2020, and "Quay" is on it.',
        "The Kims are in Oban. The group's own album is April, published in 2020.",
    ],
)
def test_true_shares_and_line_ups_pass(text):
    assert rules(text) == set()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The Kims are a four-piece band in Oban. All the songs on the list are from Hope.", "number"),
        ("The Kims are in Oban. All three albums are by Low.", "number"),
        ("The Kims are in Oban. Half of the listed songs are from Stratosphere.", "number"),
        ("The Kims are in Oban. More than half of the songs are by Low.", "number"),
        ("The Kims are in Oban. Low and Duster have two songs each.", "number"),
        ("Five people play guitar and drums in Oban as The Kims. April is from 2020.", "number"),
        ("The Kims are in Oban. April features Duster, and Hope is by Low.", "claim"),
        ("The Kims are in Oban. April has Low on guitar, and it came out in 2020.", "claim"),
        ("The Kims have listened to Low since the nineties. April is from 2020.", "claim"),
        ("The Kims are in Oban. April followed in the April of 2020.", "number"),
        ('The Kims are in Oban. April came out in 2020, and "Words" and "Quay" are both on it.', "relation"),
        ("The Kims are in Oban, somewhere between Low and Duster. April is from 2020.", "phrase"),
    ],
)
def test_false_shares_and_company_are_found(text, rule):
    assert rule in rules(text)
