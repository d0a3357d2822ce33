"""Years, orders and gaps of albums that are pointed at: "the first", "a 2014 one, X", "three years after that"."""

import pytest

from app.domain.critic import judge
from tests.unit.critic.sheets import BAND, LISTENER


@pytest.mark.parametrize(
    "said",
    [
        "Tin Harbour, in Hull, released Low Tide in 2011, followed three years later by Spring Range and six "
        "years after "
        "that by Ebb.",
        "Low Tide, Spring Range and Ebb are the albums of Tin Harbour in Hull. The first is from 2011, the second from "
        "2014 and the third from 2020.",
        "Three years after Low Tide, Spring Range was released in 2014 by Tin Harbour, a folk rock band in Hull.",
        "Tin Harbour are a band in Hull with a 2011 album, Low Tide, a 2014 one, Spring Range, and a 2020 one, Ebb.",
        "Six years pass between Spring Range and Ebb, the two later albums of Tin Harbour in Hull, and nine "
        "between the "
        "first and the last.",
        "Low Tide was three years old when Spring Range came out, and Ebb followed six years on. Tin Harbour are "
        "in Hull.",
        "Hull is where Tin Harbour make folk rock. Low Tide (2011) came first, Spring Range (2014) second and "
        "Ebb (2020) "
        "last.",
        "The oldest of three albums by Tin Harbour, Low Tide, is from 2011. The newest, Ebb, is from 2020.",
    ],
)
def test_a_true_order_of_the_bands_albums_passes(said):
    assert judge(BAND, said).findings == ()


@pytest.mark.parametrize(
    "said",
    [
        "Low Tide, Spring Range and Ebb are the albums of Tin Harbour in Hull. The first is from 2014, the second from "
        "2011 and the third from 2020.",
        "Tin Harbour, a band in Hull, released Low Tide in 2011, followed four years later by Spring Range.",
        "Four years after Low Tide, Spring Range was released in 2014 by Tin Harbour, a folk rock band in Hull.",
        "Tin Harbour are a band in Hull with a 2011 album, Spring Range, a 2014 one, Low Tide, and a 2020 one, Ebb.",
        "Seven years pass between Spring Range and Ebb, the two later albums of Tin Harbour in Hull.",
        "Low Tide was four years old when Spring Range came out. Tin Harbour play folk rock in Hull.",
        "The oldest of three albums by Tin Harbour, Low Tide, is from 2011. The newest, Spring Range, is from 2014.",
        "Low Tide, Spring Range and Ebb are albums of Tin Harbour in Hull. The third, Spring Range, is from 2014.",
    ],
)
def test_a_false_one_does_not(said):
    assert not judge(BAND, said).passed


@pytest.mark.parametrize(
    "said",
    [
        "Ines Kroll, in Graz, plays two albums of 1991, Auen by Perlach and Kasa by Yuto Senda, and one each "
        "from 1979 and "
        "2022.",
        "Ines Kroll plays a 1979 record, Pavillon by Odile Marchetti, next to a 2022 one, Aggregate by The "
        "Gravel Pits.",
        "Forty-three years separate the oldest record here, Pavillon by Odile Marchetti, from the newest, "
        "Aggregate by The "
        "Gravel Pits. Ines Kroll is in Graz.",
        "Ines Kroll is in Graz. Perlach and Yuto Senda each have a 1991 album on the list, Auen and Kasa, and "
        "Pavillon by "
        "Odile Marchetti is the oldest, from 1979.",
        "Ines Kroll plays Pavillon by Odile Marchetti and Aggregate by The Gravel Pits. The former came out in "
        "1979, the "
        "latter in 2022.",
        "Thirty-one years pass between Auen by Perlach and the 2022 album that Ines Kroll plays in Graz.",
    ],
)
def test_a_true_order_of_other_peoples_albums_passes(said):
    assert judge(LISTENER, said).findings == ()


@pytest.mark.parametrize(
    "said",
    [
        "Ines Kroll plays Pavillon by Odile Marchetti and Aggregate by The Gravel Pits. The former came out in "
        "2022, the "
        "latter in 1979.",
        "Ines Kroll plays a 2022 record, Pavillon by Odile Marchetti, next to a 1979 one, Aggregate by The "
        "Gravel Pits.",
        "Ines Kroll is in Graz. The older of the two, Aggregate by The Gravel Pits, is beside Pavillon by Odile "
        "Marchetti.",
    ],
)
def test_a_false_order_of_theirs_does_not(said):
    assert not judge(LISTENER, said).passed
