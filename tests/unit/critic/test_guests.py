"""A guest is on the song whose title names them, and on no other."""

import pytest

from app.domain.critic import judge
from tests.unit.critic.sheets import BAND, LISTENER


@pytest.mark.parametrize(
    "said",
    [
        'Ada Brill joins Tin Harbour on "Sluice", a song on Spring Range (2014).',
        'Tin Harbour play folk rock in Hull, with Ada Brill as the guest on "Sluice".',
        'Tin Harbour are in Hull. Spring Range has "Neap" on it, and "Sluice" with Ada Brill.',
        "Tin Harbour play folk rock in Hull. Spring Range, from 2014, features Ada Brill.",
        "Tin Harbour are a band in Hull. One song on Spring Range has a guest, Ada Brill.",
        "Tin Harbour are a band in Hull, with Lou Vane among the influences. Ebb is from 2020.",
    ],
)
def test_the_right_song_passes(said):
    assert judge(BAND, said).findings == ()


@pytest.mark.parametrize(
    "said",
    [
        'Ada Brill joins Tin Harbour on "Neap", a song on Spring Range (2014).',
        'Tin Harbour play folk rock in Hull, with Ada Brill as the guest on "Sluice" and "Neap".',
        'Tin Harbour play folk rock in Hull. Ada Brill is heard on "Wrack", from Ebb, which came out in 2020.',
        'Tin Harbour play folk rock in Hull. "Mudlark", with Ada Brill, is on Low Tide, which came out in 2011.',
        'Tin Harbour play folk rock in Hull. Low Tide, from 2011, features Ada Brill, and "Bollard" is on it.',
        'Tin Harbour play folk rock in Hull. Ada Brill appears on two songs, "Sluice" and "Neap".',
        "Tin Harbour play folk rock in Hull with Ada Brill, and Ebb came out in 2020.",
        "Tin Harbour are a band in Hull. Lou Vane plays on Ebb, which came out in 2020.",
    ],
)
def test_another_song_or_album_does_not(said):
    assert not judge(BAND, said).passed


@pytest.mark.parametrize(
    ("said", "passed"),
    [
        (
            'Perlach turn up twice on the list of Ines Kroll, on Auen and as the guest of The Gravel Pits on "Shovel".',
            True,
        ),
        ('Perlach are the guest of The Gravel Pits on "Kasa", which Ines Kroll plays in Graz.', False),
        ('Odile Marchetti joins The Gravel Pits on "Shovel", which Ines Kroll plays in Graz.', False),
    ],
)
def test_a_guest_of_somebody_elses_song(said, passed):
    assert judge(LISTENER, said).passed is passed
