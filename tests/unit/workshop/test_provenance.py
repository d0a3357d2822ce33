from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.fact_sheet import AlbumFact, FactSheet, TrackFact, TypedFacts
from app.domain.provenance import explain
from app.domain.words import Sentence, Text
from app.domain.writer import compose
from tests.unit.writer.sheets import ANY_SHEET, SHEETS

WREN = FactSheet(
    id="1",
    subject="artist",
    display_name="Wren",
    top_artists=("Low", "Ida"),
    top_tracks=(TrackFact("Barn Door", "Wren", "Long Field"), TrackFact("Lullaby", "Low", "I Could Live in Hope")),
    top_albums=(AlbumFact("Long Field", "Wren", 2021, 2), AlbumFact("Frost Warning", "Wren", 2024, 1)),
    typed=TypedFacts(role="singer", city="Leeds", instruments=("guitar", "harmonium")),
)


def text(words: str, *facts: str) -> Text:
    return Text(words, "written", sentences=(Sentence(words, facts),))


def reasons(written: Text, sheet: FactSheet) -> list[str]:
    return [reason.words for sentence in explain(written, sheet) for reason in sentence.reasons]


def stale(sheet: FactSheet, at: FactSheet, seed: int) -> list[str]:
    """What the texts written about `sheet` say that is not so in `at`."""
    draft = compose(sheet, seed=seed)
    parts = [(part.text, part.facts) for part in (draft.bio.sentences if draft.bio else ())]
    parts += [(caption.text, caption.facts) for caption in draft.captions]
    found = (explain(text(words, *facts), at) for words, facts in parts)
    return [f"{one.text} {why.words}" for said in found for one in said for why in one.reasons if why.state != "holds"]


def test_the_facts_behind_a_sentence_are_named_in_words() -> None:
    written = text(
        'Wren, a singer in Leeds, put "Barn Door" on Long Field in 2021.',
        "display_name",
        "typed.role",
        "typed.city",
        "top_tracks.0.title",
        "top_albums.0.title",
        "top_albums.0.year",
    )
    assert reasons(written, WREN) == [
        "Name: Wren",
        "Role: singer",
        "City: Leeds",
        "Top song: Barn Door",
        "Top album: Long Field (2021)",
    ]


@pytest.mark.parametrize(
    ("words", "path", "shown"),
    [
        ("Two songs here are from one record.", "top_albums.0.tracks", "Top album: Long Field, top songs: 2"),
        ('"Lullaby" is by Low.', "top_tracks.1.artist", "Top song: Lullaby by Low"),
        ("Harmonium, too.", "typed.instruments.1", "Instrument: harmonium"),
    ],
)
def test_a_part_of_a_fact_shows_the_fact_that_it_belongs_to(words: str, path: str, shown: str) -> None:
    assert reasons(text(words, path), WREN) == [shown]


def test_a_fact_that_was_typed_anew_is_said_to_have_changed() -> None:
    moved = replace(WREN, typed=replace(WREN.typed, city="York"))
    assert reasons(text("Wren sings in Leeds.", "typed.city"), moved) == ["City: changed since, now York"]


@pytest.mark.parametrize(
    ("words", "path", "sheet", "label"),
    [
        ("In Leeds.", "typed.city", replace(WREN, typed=TypedFacts()), "City"),
        ("Long Field is from 2021.", "top_albums.0.title", replace(WREN, top_albums=WREN.top_albums[1:]), "Top album"),
        ("Ida is listed.", "top_artists.1", replace(WREN, top_artists=("Low", "Ivy")), "Top artist"),
    ],
)
def test_a_fact_that_left_is_said_to_be_gone(words: str, path: str, sheet: FactSheet, label: str) -> None:
    assert reasons(text(words, path), sheet) == [f"{label}: no longer on your page"]


@pytest.mark.parametrize("paths", [("top_albums.0.title", "top_albums.0.year"), ("top_albums.0.year",)])
def test_a_year_that_changed_is_said_to_have_changed(paths: tuple[str, ...]) -> None:
    redated = replace(WREN, top_albums=(AlbumFact("Long Field", "Wren", 2020, 2),))
    assert reasons(text("Long Field came out in 2021.", *paths), redated) == [
        "Top album: changed since, now Long Field (2020)"
    ]


def test_facts_that_a_sentence_only_compares_with_are_behind_it_too() -> None:
    written = text("The newest album here, out in 2024.", "top_albums.1.year", "top_albums.0.year")
    assert reasons(written, WREN) == ["Top album: Frost Warning (2024)", "Top album: Long Field (2021)"]
    assert reasons(written, replace(WREN, top_albums=WREN.top_albums[1:])) == [
        "Top album: Frost Warning (2024)",
        "Top album: no longer on your page",
    ]


def test_an_album_that_moved_in_the_list_is_still_behind_its_sentence() -> None:
    turned = replace(WREN, top_albums=WREN.top_albums[::-1])
    written = text("Long Field came out in 2021.", "top_albums.0.title", "top_albums.0.year")
    assert reasons(written, turned) == ["Top album: Long Field (2021)"]


def test_own_words_need_no_reason() -> None:
    (own,) = explain(Text("I sing.", "edited"), WREN)
    assert (own.text, own.reasons) == ("I sing.", ())


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.id)
def test_everything_that_the_writer_says_holds_for_its_own_sheet(sheet: FactSheet) -> None:
    assert stale(sheet, sheet, seed=1) == []


@settings(max_examples=40, deadline=None)
@given(sheet=ANY_SHEET, seed=st.integers(0, 99))
def test_what_is_written_about_any_sheet_holds_for_it(sheet: FactSheet, seed: int) -> None:
    assert stale(sheet, sheet, seed) == []


@settings(max_examples=40, deadline=None)
@given(sheet=st.sampled_from(SHEETS), rng=st.randoms())
def test_the_order_of_the_lists_does_not_matter(sheet: FactSheet, rng: object) -> None:
    lists = {name: list(getattr(sheet, name)) for name in ("top_artists", "top_tracks", "top_albums", "genres")}
    for items in lists.values():
        rng.shuffle(items)  # type: ignore[attr-defined]
    assert stale(sheet, replace(sheet, **{name: tuple(items) for name, items in lists.items()}), seed=1) == []


@given(
    words=st.text(max_size=80), paths=st.lists(st.text(max_size=20) | st.sampled_from(["typed.city", "top_albums.9"]))
)
def test_no_stored_path_breaks_the_explanation(words: str, paths: list[str]) -> None:
    (explained,) = explain(text(words, *paths), WREN)
    assert all(reason.label for reason in explained.reasons)
