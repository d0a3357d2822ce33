"""What a model hands in: plain words and offered slots, or a fault that says so in its own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import model_captions, model_text
from app.domain.copy_policy import ReadableSheet, readable
from app.domain.fact_sheet import AlbumFact, FactSheet, TrackFact
from app.domain.model_text import Remark
from app.domain.writer import slots
from tests.ai.conftest import SHEET

OFFERED = readable(SHEET, name_is_typed=True, reads_spotify=False)
LISTED = FactSheet(
    "1",
    "artist",
    "Odile Marsh",
    top_tracks=(TrackFact("Cold Kitchen", "Arve Lund", "Lamplight"),),
    top_albums=(AlbumFact("Lamplight", "Arve Lund", 1987), AlbumFact("Sill", "Tin Pavilion", 2011)),
)


def rules(*sentences: str) -> list[str]:
    return [remark.rule for remark in model_text.check(sentences, OFFERED)]


@pytest.mark.parametrize(
    "sentences",
    [
        ("{name} is {role|a} in {city}.", "The current release is {release}."),
        ("In {city}, {name} plays {instruments.0} and {instruments.1}",),
        ("{influences.0} is an influence named by {name}.",),
        ("The {role} {name} plays {instruments.0}.",),
        ("{release} is {name|s} current release.",),
    ],
)
def test_plain_words_and_slots_pass(sentences: tuple[str, ...]) -> None:
    assert rules(*sentences) == []


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("{name} is {role|a} since 1999.", "digit"),
        ("{name} is {role|a} in Ghent.", "capital"),
        ("Odile Marsh is {role|a} called {name}.", "capital"),
        ("{name} plays at http://x.example in {city}.", "character"),
        ("{name} <b>plays</b> {instruments.0}.", "character"),
        ("{name} joue du violoncelle à {city}.", "character"),
        ("{name} играет в {city}.", "character"),
        ("{name} plays \u202e{instruments.0}.", "character"),
        ('"{name}" is {role|a}.', "character"),
        ("{name} is {role|a}!", "character"),
        ("{name} is @{role}.", "character"),
        ("{name}s {instruments.0} is here.", "glued-slot"),
        ("{name} is in {country}.", "unknown-slot"),
        ("{name} has {track.0} on the list.", "unknown-slot"),
        ("{name} has {album.0.year|word}.", "unknown-slot"),
        ("{name} plays {instruments.9}.", "unknown-slot"),
        ("{name} plays {instruments}.", "unknown-slot"),
        ("{name} {is {role}.", "unknown-slot"),
        ("{name} is {role|a}, and {name} plays {instruments.0}.", "fact-twice"),
        ("{name} is {role|a}. Nobody plays it better.", "one-sentence-each"),
        ("The {role} is in {city}.", "name-missing"),
        ("   ", "length"),
        ("{name} is " + "very " * 90 + "here", "length"),
    ],
)
def test_anything_else_is_a_fault_by_name(sentence: str, rule: str) -> None:
    assert rule in rules(sentence)


def test_a_sentence_without_a_slot_is_anybodys() -> None:
    assert "no-slot" in rules("{name} is {role|a}.", "Music is a language.")


@pytest.mark.parametrize("count", [0, 5])
def test_there_are_one_to_four_sentences(count: int) -> None:
    assert rules(*["{name} is {role|a}."] * count) == ["number-of-sentences"]


@given(st.text(max_size=200))
def test_whatever_is_written_a_remark_never_says_more_than_the_model_did(text: str) -> None:
    for remark in model_text.check([text], OFFERED):
        assert len(remark.words) <= model_text.SPAN_LIMIT
        assert remark.words in text or remark.words.startswith("{") or not set(remark.words) - set(text)


@given(st.lists(st.text("abc {}.|0name", max_size=60), min_size=1, max_size=3))
def test_what_passes_can_be_filled(sentences: list[str]) -> None:
    if not model_text.check(sentences, OFFERED):
        assert all(slots.fill(sentence.strip(), SHEET) for sentence in sentences)


@pytest.mark.parametrize(
    ("template", "album", "faults"),
    [
        ("Out in {album.0.year}.", 0, []),
        ("Out in {album.1.year}.", 0, [Remark("another-album", "{album.1}")]),
        ("One song here: {track.0}.", 0, []),
        ("One song here: {track.0}.", 1, [Remark("another-album", "{track.0}")]),
        ("The oldest album here, out in {album.0.year}.", 0, []),
        ("The oldest album here, out in {album.1.year}.", 1, [Remark("order-of-years")]),
        ("The newest album here, out in {album.1.year}.", 1, []),
        ("The {album.1.year} record in a list of newer ones.", 1, [Remark("order-of-years")]),
    ],
)
def test_a_caption_keeps_to_its_album_and_to_the_years(template: str, album: int, faults: list[Remark]) -> None:
    assert model_captions.check(template, album, LISTED) == faults


def test_a_caption_needs_no_name() -> None:
    whole: ReadableSheet = readable(LISTED, name_is_typed=True, reads_spotify=True)

    assert model_text.check(["Out in {album.0.year}."], whole, named=False) == []
