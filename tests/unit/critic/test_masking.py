import pytest

from app.domain.critic import mask
from app.domain.fact_sheet import parse


def sheet(**parts):
    return parse({"display_name": "Mara Quill", **parts})


def masked(text, **parts):
    return mask(sheet(**parts), text).text


@pytest.mark.parametrize(
    ("title", "seen"),
    [
        ("Slack - Remastered 2011", "Slack"),
        ("Slack (feat. Pia)", "Slack"),
        ("Slack (Deluxe Edition) [2009 Mix]", "Slack"),
        ("The Low Bridge", "Low Bridge"),
        ("Don't Go", "Don’t Go"),
        ("Suite No. 2: IV. Gigue", "Gigue"),
        ("Café", "Cafe\u0301"),
    ],
)
def test_a_title_is_found_under_its_other_spellings(title, seen):
    found = mask(sheet(top_tracks=[{"title": title, "artist": "Mara Quill"}]), f"The song “{seen}” is here.")
    assert found.text == "The song “〈track〉” is here."
    assert found.slots[0].path == "top_tracks.0.title"
    assert found.slots[0].quoted


def test_a_title_that_has_quotes_of_its_own_is_found_with_and_without_them():
    tracks = [{"title": '"Heroes"', "artist": "X"}]
    found = mask(sheet(top_tracks=tracks), 'Heroes, or "Heroes"')
    assert found.text == "〈track〉, or 〈track〉"
    assert [slot.quoted for slot in found.slots] == [False, True]


def test_the_longest_fact_wins():
    albums = [{"title": "Blue", "artist": "X"}, {"title": "Kind of Blue", "artist": "Y"}]
    assert masked("Kind of Blue and Blue", top_albums=albums) == "〈album〉 and 〈album〉"


def test_each_half_of_a_joint_credit_is_a_fact():
    tracks = [{"title": "Slack", "artist": "Pia & Tom feat. Ola"}]
    assert masked("with Pia, Tom and Ola", top_tracks=tracks) == "with 〈artist〉, 〈artist〉 and 〈artist〉"


def test_a_band_called_journey_is_a_fact_and_a_journey_is_none():
    assert masked("Journey is on a journey.", top_artists=["Journey"]) == "〈artist〉 is on a journey."


def test_part_of_a_word_is_no_fact():
    assert masked("Also a solo.", top_albums=[{"title": "So", "artist": "X"}]) == "Also a solo."


def test_a_song_called_i_does_not_make_the_first_person_lawful():
    tracks = [{"title": "I", "artist": "X"}]
    assert masked("I like “I”.", top_tracks=tracks) == "I like “〈track〉”."


def test_a_name_in_a_script_without_spaces_is_found_between_its_neighbours():
    assert masked("リナの水面です", top_albums=[{"title": "水面", "artist": "X"}]) == "リナの〈album〉です"


def test_one_surface_of_several_facts_lists_them_all():
    found = mask(sheet(top_albums=[{"title": "Mara Quill", "artist": "Mara Quill", "year": 2000}]), "Mara Quill")
    assert found.slots[0].paths == ("display_name", "top_albums.0.title", "top_albums.0.artist")


def test_offsets_of_the_masked_text_lead_back_to_the_original():
    found = mask(sheet(), "By Mara Quill alone")
    at = found.text.index("alone")
    assert found.original[found.origin(at) :] == "alone"
