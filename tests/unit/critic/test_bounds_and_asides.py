"""Years that bound an album, names that are shared, and verbs that stand behind an aside."""

import pytest

from app.domain.critic import judge
from tests.unit.critic.sheets import BAND


@pytest.mark.parametrize(
    "said",
    [
        "Only Low Tide was released before 2012.",
        "Ebb is newer than 2019, and Low Tide is the oldest.",
        "Spring Range shares its name with one of its songs.",
        'Tin Harbour, whose influence is Lou Vane, have "Mudlark" and "Bollard" on Low Tide.',
        "As a band, Tin Harbour bring together guitar and accordion in Hull.",
        "Nine years separate Low Tide and Ebb.",
    ],
)
def test_a_true_sentence_passes(said):
    assert judge(BAND, f"Tin Harbour play folk rock in Hull. {said}").findings == ()


@pytest.mark.parametrize(
    "said",
    [
        "Only Low Tide was released before 2018.",
        "Ebb is newer than 2021, and Low Tide is the oldest.",
        "Tin Harbour came to Hull before 2012.",
        "Low Tide shares its name with one of its songs.",
        "Tin Harbour, whose influence is Lou Vane, released Pier Lights in 2011.",
        "Ebb brings together folk rock and the songs of Lou Vane.",
        "Tin Harbour have played folk rock in Hull for nine years, since Low Tide.",
        "It took Tin Harbour six years to follow Spring Range with Ebb.",
        '"Spring Range" opens the album of that name, from 2014.',
    ],
)
def test_a_false_one_does_not(said):
    assert not judge(BAND, f"Tin Harbour play folk rock in Hull. {said}").passed
