"""Comparison, rank, motive and missing data in neutral words, beside plain sentences that use the same words."""

import pytest

from app.domain.critic import judge
from tests.unit.critic.sheets import BAND, LISTENER


@pytest.mark.parametrize(
    ("sheet", "good", "bad"),
    [
        (BAND, "Lou Vane is named as an influence.", "Ebb, from 2020, is in the same class as Lou Vane."),
        (BAND, "Ebb is from 2020.", "Ebb, from 2020, is up there with Lou Vane."),
        (BAND, "Ebb is the most recent album, from 2020.", "Ebb, from 2020, is the most complete album yet."),
        (BAND, "Ebb is the current release.", "Ebb, from 2020, marks a return to form."),
        (BAND, "They play guitar and accordion.", "A string section plays on Ebb, from 2020."),
        (BAND, "Accordion and guitar carry the songs on Ebb.", "On Ebb the accordion leads “Wrack”."),
        (BAND, "Low Tide is from 2011.", "Details of Low Tide are not available."),
        (
            BAND,
            "No other album of 2020 is listed beside Ebb.",
            "Ebb is from 2020, and no other band does what they do.",
        ),
        (BAND, "Ebb came after six years.", "They like to take six years, and Ebb is from 2020."),
        (BAND, "The songs come from three albums.", "Ebb is from 2020, and the songs come from old letters."),
        (BAND, "They play folk rock and shanty.", "They came to folk rock by way of shanty."),
        (LISTENER, "Another artist is Yuto Senda.", "Another accordionist is Yuto Senda."),
        (LISTENER, "Auen is on the list.", "Auen, by Perlach, was first heard in 1991."),
        (LISTENER, "Yuto Senda comes after Odile Marchetti.", "Yuto Senda came via Odile Marchetti."),
    ],
)
def test_the_plain_sentence_passes_and_the_claim_does_not(sheet, good, bad):
    who = f"{sheet.display_name} in {sheet.typed.city} {'plays' if sheet is LISTENER else 'play'} {sheet.genres[0]}."
    assert judge(sheet, f"{who} {good}").findings == ()
    assert not judge(sheet, f"{who} {bad}").passed
