"""A relation holds within its clause: what the next clause names is not its own."""

import pytest

from app.domain.critic import judge
from app.domain.fact_sheet import parse
from tests.unit.critic.sheets import BAND, LISTENER

ESTUARY = parse(
    {
        "subject": "artist",
        "display_name": "Mavis Crane",
        "top_tracks": [
            {"title": "Groyne", "artist": "Mavis Crane", "album": "Longshore"},
            {"title": "Shingle", "artist": "Mavis Crane", "album": "Drift"},
        ],
        "top_albums": [
            {"title": "Longshore", "artist": "Mavis Crane", "year": 2010, "tracks": 1},
            {"title": "Drift", "artist": "Mavis Crane", "year": 2015, "tracks": 1},
        ],
        "typed": {"role": "singer", "city": "Deal"},
    }
)


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (ESTUARY, "Five years after Longshore, Drift was released in 2015 by Mavis Crane, a singer in Deal."),
        (LISTENER, 'In Graz, Ines Kroll plays "Isar", from Auen, an album Perlach released, and "Kasa" is on Kasa.'),
        (
            LISTENER,
            'From Auen, out in 1991, come "Isar" and "Lech", and from Kasa comes "Kasa". Graz is the city.',
        ),
        (
            LISTENER,
            "Ines Kroll plays chanson by Odile Marchetti, whose Pavillon is from 1979, and krautrock by Perlach, whose "
            "Auen is from 1991.",
        ),
        (LISTENER, "Ines Kroll is in Graz. Pavillon has been around since 1979 and Aggregate since 2022."),
        (BAND, "Tin Harbour are in Hull. The next one after Low Tide is Spring Range, from 2014."),
        (BAND, "Tin Harbour released Low Tide in 2011. The next one, Spring Range, came three years later."),
    ],
)
def test_the_next_clause_is_left_alone(sheet, said):
    assert judge(sheet, said).findings == ()


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (ESTUARY, "Five years after Longshore, Drift was released in 2014 by Mavis Crane, a singer in Deal."),
        (LISTENER, 'From Auen, out in 1991, come "Isar" and "Kasa". Ines Kroll plays both in Graz.'),
        (LISTENER, 'Ines Kroll plays "Isar" by Perlach, written by Odile Marchetti, in Graz.'),
        (LISTENER, "Ines Kroll has been in Graz since 1979, and Pavillon is on the list."),
        (LISTENER, "Ines Kroll is in Graz. Pavillon has been around since 1991."),
        (BAND, "Tin Harbour are in Hull. Ebb came out in 2020, and the next one is half written."),
    ],
)
def test_a_false_relation_in_one_is_still_found(sheet, said):
    assert not judge(sheet, said).passed
