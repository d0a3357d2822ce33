"""Counts are bound to what they count: the row of names, the album that holds the songs, the part of the list."""

import pytest

from app.domain.critic import judge
from app.domain.fact_sheet import parse
from tests.unit.critic.sheets import BAND, LISTENER

STEPS = parse(
    {
        "subject": "artist",
        "display_name": "Saltwick",
        "top_tracks": [
            {"title": "Kipper", "artist": "Saltwick", "album": "199 Steps"},
            {"title": "Alum", "artist": "Saltwick", "album": "Jet"},
        ],
        "top_albums": [
            {"title": "Jet", "artist": "Saltwick", "year": 2017, "tracks": 1},
            {"title": "199 Steps", "artist": "Saltwick", "year": 2021, "tracks": 1},
        ],
        "typed": {"role": "12-piece band", "city": "Whitby", "current_release": "199 Steps"},
    }
)
NAMESAKES = parse(
    {
        "subject": "listener",
        "display_name": "Noor",
        "top_artists": ["Lowther", "Brack", "Sill"],
        "top_tracks": [
            {"title": "Ferry", "artist": "Lowther", "album": "Slip"},
            {"title": "Ferry", "artist": "Brack", "album": "Brine"},
            {"title": "Gate", "artist": "Sill", "album": "Lintel"},
        ],
        "top_albums": [{"title": "Slip", "artist": "Lowther", "year": 1999, "tracks": 1}],
        "typed": {"city": "Leeds"},
    }
)


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (BAND, 'Tin Harbour are in Hull. Two songs, "Mudlark" and "Bollard", are on Low Tide, and "Wrack" is on Ebb.'),
        (BAND, 'Tin Harbour are in Hull. Three songs, "Neap" and "Sluice" among them, are on Spring Range.'),
        (BAND, "Tin Harbour are in Hull. Of the three albums, Low Tide and Ebb are nine years apart."),
        (BAND, "Half of the songs listed for Tin Harbour in Hull are on Spring Range, and a third are on Low Tide."),
        (BAND, "Spring Range came out in 2014 and holds half of the six songs by Tin Harbour, a band in Hull."),
        (BAND, 'Only "Sluice" has a guest, Ada Brill. Tin Harbour, a band in Hull, have five more songs here.'),
        (
            BAND,
            "Tin Harbour are in Hull. Low Tide was three years old when Spring Range came out, and "
            "Ebb followed after six more.",
        ),
        (LISTENER, "Two fifths of the songs that Ines Kroll plays are by Perlach. Both are on Auen, from 1991."),
        (LISTENER, "Leave out Auen by Perlach and three albums remain on the list of Ines Kroll in Graz."),
        (LISTENER, "All the songs that Ines Kroll plays in Graz but one, “Shovel”, are on albums by one artist each."),
        (LISTENER, "Both 1991 albums that Ines Kroll plays are listed: Auen by Perlach and Kasa by Yuto Senda."),
        (NAMESAKES, 'Noor is in Leeds and has two songs called "Ferry" on the list, one by Lowther and one by Brack.'),
        (STEPS, "Saltwick are a 12-piece band in Whitby, and 199 Steps came out in 2021 with one listed song."),
    ],
)
def test_a_true_count_passes(sheet, said):
    assert judge(sheet, said).findings == ()


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (BAND, 'Tin Harbour are in Hull. Three songs, "Mudlark" and "Bollard", are on Low Tide.'),
        (BAND, "Half of the songs listed for Tin Harbour in Hull are on Low Tide, and a third are on Spring Range."),
        (BAND, "Two thirds of the songs listed for Tin Harbour in Hull are on Spring Range, from 2014."),
        (BAND, "Tin Harbour are in Hull. Spring Range came out in 2014 and holds all six of the songs listed."),
        (BAND, 'Tin Harbour are in Hull. Spring Range is an album of three songs, "Neap" among them.'),
        (BAND, 'Tin Harbour are in Hull. Spring Range is a three-song record with "Neap" on it.'),
        (LISTENER, "Three fifths of the songs that Ines Kroll plays are by Yuto Senda. Kasa is from 1991."),
        (LISTENER, "All five songs that Ines Kroll plays in Graz are by Perlach or Yuto Senda."),
        (LISTENER, "Both 1979 albums that Ines Kroll plays are listed: Pavillon and Kasa."),
        (LISTENER, "Leave out Auen by Perlach and two albums remain on the list of Ines Kroll in Graz."),
        (STEPS, 'Saltwick are a band in Whitby. "Kipper" is one of 199 songs on their current release, 199 Steps.'),
    ],
)
def test_a_false_one_does_not(sheet, said):
    assert not judge(sheet, said).passed
