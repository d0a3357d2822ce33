"""What is called a title track, a self-titled album or new must be so by the sheet."""

import pytest

from app.domain.critic import judge
from app.domain.fact_sheet import parse
from tests.unit.critic.sheets import BAND, LISTENER

SELF_TITLED = parse(
    {
        "subject": "artist",
        "display_name": "Ossuary Lane",
        "top_tracks": [{"title": "Kerb", "artist": "Ossuary Lane", "album": "Kerb EP"}],
        "top_albums": [
            {"title": "Kerb EP", "artist": "Ossuary Lane", "year": 2015, "tracks": 1},
            {"title": "Ossuary Lane", "artist": "Ossuary Lane", "year": 2019, "tracks": 0},
        ],
        "typed": {"role": "band", "city": "Hull"},
    }
)


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (BAND, 'Tin Harbour play shanty in Hull. "Spring Range" is the title track of Spring Range, from 2014.'),
        (BAND, 'Tin Harbour play shanty in Hull. "Neap" is on Spring Range, and so is its title track.'),
        (BAND, "Tin Harbour play shanty in Hull. Ebb, which came out in 2020, is listed without its title track."),
        (BAND, 'Tin Harbour are in Hull. Spring Range has its title track, "Neap" and "Sluice" on the list.'),
        (LISTENER, 'Ines Kroll plays "Kasa", the title track of an album by Yuto Senda, in Graz.'),
        (SELF_TITLED, 'Ossuary Lane are a band in Hull. "Kerb" is the title track of Kerb EP, from 2015.'),
        (SELF_TITLED, "Ossuary Lane are a band in Hull, and their self-titled album came out in 2019."),
    ],
)
def test_a_true_namesake_passes(sheet, said):
    assert judge(sheet, said).findings == ()


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (BAND, 'Tin Harbour play shanty in Hull. "Wrack" is the title track of Ebb, which came out in 2020.'),
        (BAND, 'Tin Harbour play shanty in Hull. The title song of Low Tide is listed, and so is "Bollard".'),
        (BAND, 'Tin Harbour are in Hull. Spring Range holds three songs, among them its title track, "Neap".'),
        (BAND, "Tin Harbour play shanty in Hull. Ebb came out in 2020, and its title track is listed."),
        (LISTENER, 'Ines Kroll plays "Isar" by Perlach, the title track of Auen, from 1991.'),
        (LISTENER, 'Ines Kroll is in Graz. "Quatre murs" is the title track of a 1979 album by Odile Marchetti.'),
        (BAND, "Tin Harbour are a band in Hull, and their self-titled album came out in 2014."),
    ],
)
def test_a_false_one_does_not(sheet, said):
    assert not judge(sheet, said).passed


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (BAND, 'Tin Harbour are a folk rock band in Hull. Ebb is out now, with "Wrack" on it.'),
        (BAND, "Tin Harbour are in Hull. Spring Range came out in 2014, six years before Ebb, the current one."),
        (BAND, "Out now: Ebb, by Tin Harbour, a band in Hull. Low Tide is from 2011."),
        (BAND, "Tin Harbour are in Hull. After Spring Range, the current album is Ebb, from 2020."),
        (LISTENER, "Ines Kroll is in Graz. Kasa, the latest album by Yuto Senda on the list, is from 1991."),
    ],
)
def test_the_typed_release_or_the_makers_newest_is_new(sheet, said):
    assert judge(sheet, said).findings == ()


@pytest.mark.parametrize(
    "said",
    [
        'Tin Harbour are a folk rock band in Hull. Spring Range is out now, with "Neap" on it.',
        'Tin Harbour are a folk rock band in Hull. The current album is Low Tide, with "Mudlark" on it.',
        'Tin Harbour are a folk rock band in Hull. Their new record, Spring Range, has "Neap" on it.',
        "Tin Harbour are a folk rock band in Hull. Low Tide, now out, came before Ebb.",
    ],
)
def test_an_older_one_is_not(said):
    assert not judge(BAND, said).passed
