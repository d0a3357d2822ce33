"""A listener who typed an instrument plays it; it puts them on nobody's record."""

import pytest

from app.domain.critic import judge
from tests.unit.critic.sheets import BAND, LISTENER


@pytest.mark.parametrize(
    "said",
    [
        "Ines Kroll is a fiddler in Graz and plays Auen by Perlach, from 1991.",
        "Ines Kroll, a fiddler and teacher in Graz, plays two albums released in 1991, Auen and Kasa.",
        "The fiddler's list has Auen by Perlach and Kasa by Yuto Senda on it. Ines Kroll is in Graz.",
        "Ines Kroll is a fiddler in Graz with Perlach on the list, whose Auen came out in 1991.",
        "Ines Kroll plays the fiddle in Graz, and Auen, which Perlach released in 1991, is on the list.",
        "Ines Kroll, a fiddler whose listed songs include “Isar”, is in Graz.",
    ],
)
def test_a_listener_plays_the_instrument_and_the_records(said):
    assert judge(LISTENER, said).findings == ()


@pytest.mark.parametrize(
    "said",
    [
        "Ines Kroll, a fiddler in Graz, fiddles for Perlach, whose Auen came out in 1991.",
        "Ines Kroll is the fiddler of Perlach in Graz, and Auen came out in 1991.",
        "Ines Kroll is the Perlach fiddler in Graz, and Auen came out in 1991.",
        'Ines Kroll is in Graz. Auen came out in 1991, with the fiddler playing on "Isar" beside Perlach.',
        "Ines Kroll is a fiddler in Graz, heard on Auen by Perlach, from 1991.",
        "Ines Kroll, in Graz, is behind Auen, a 1991 album of krautrock.",
        'Ines Kroll is a fiddler in Graz whose songs include "Isar" and "Lech".',
        "Ines Kroll plays in Graz. Krautrock and chanson are the fiddler's first records, Auen among them.",
        'Ines Kroll is in Graz, and the songs "Isar" and "Lech" were written in 1991 by the teacher.',
        "Ines Kroll is a fiddler in Graz with two albums out, Auen and Kasa, both from 1991.",
        "Ines Kroll is a fiddler in Graz who put out Auen in 1991.",
        "Ines Kroll is in Graz and has released Kasa, an album of krautrock, in 1991.",
    ],
)
def test_but_never_made_one(said):
    assert not judge(LISTENER, said).passed


def test_an_artist_may_say_so_of_an_own_record():
    said = "Tin Harbour are a band in Hull. Their accordion and guitar are on Ebb, which they put out in 2020."
    assert judge(BAND, said).findings == ()
