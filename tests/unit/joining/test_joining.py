"""Two hands, one text: the model's sentences and the grounded writer's."""

import json
from pathlib import Path
from random import Random

import pytest

from app.domain import joining
from app.domain.critic import judge
from app.domain.fact_sheet import FactSheet, TrackFact, TypedFacts, parse
from app.domain.writer import Text
from app.domain.writer.slots import SlotError

LINES = Path(__file__).parent.parent / "writer" / "sheets.jsonl"
SHEETS = [parse(json.loads(line)) for line in LINES.read_text(encoding="utf-8").splitlines() if line.strip()]
TOLD = [sheet for sheet in SHEETS if sheet.typed.role and sheet.display_name and sheet.top_tracks]
SAID = "{name} is {role|a}"


def texts(sheet: FactSheet, *said: str, seed: int = 1) -> list[Text]:
    return list(joining.join(sheet, said or (SAID,), Random(seed)))


def named(text: Text, sheet: FactSheet) -> list[str]:
    """Every value that a text prints, year and counts aside, in the order of its sentences."""
    paths = [path for sentence in text.sentences for path in sentence.facts]
    return [path for path in paths if not path.endswith((".year", ".tracks"))]


@pytest.mark.parametrize("sheet", TOLD, ids=lambda sheet: sheet.id)
def test_the_full_name_stands_once_and_no_fact_twice(sheet: FactSheet) -> None:
    for text in texts(sheet):
        paths = named(text, sheet)
        assert paths.count("display_name") == 1
        assert len(set(paths)) == len(paths)


@pytest.mark.parametrize("sheet", TOLD, ids=lambda sheet: sheet.id)
def test_what_the_grounded_writer_adds_speaks_of_the_lists_only(sheet: FactSheet) -> None:
    for text in texts(sheet):
        added = [path for sentence in text.sentences[1:] for path in sentence.facts]
        assert not [path for path in added if path.startswith("typed.") or path == "display_name"]


def test_most_joined_texts_pass_the_critic_and_have_a_good_length() -> None:
    passing = [
        any(judge(sheet, text.text).passed and 100 <= len(text.text) <= 300 for text in texts(sheet)[:-1])
        for sheet in TOLD
    ]

    assert sum(passing) >= 0.8 * len(passing)


def test_a_value_that_the_model_has_named_is_not_named_again() -> None:
    sheet = FactSheet(
        "1",
        "artist",
        "Odile Marsh",
        top_artists=("Nina Simone", "Tin Pavilion"),
        top_tracks=(TrackFact("Four Women", "Nina Simone"), TrackFact("Nine Doors", "Tin Pavilion")),
        typed=TypedFacts("cellist", influences=("Nina Simone",)),
    )

    for seed in range(20):
        for text in texts(sheet, SAID, "{influences.0} is an influence", seed=seed):
            assert text.text.count("Nina Simone") == 1


def test_the_list_is_introduced_before_it_is_spoken_of() -> None:
    for sheet in TOLD:
        for text in texts(sheet):
            if " list" in text.text.lower():
                assert "listen" in text.text.lower() or "listed" in text.text.lower(), text.text


def test_without_anything_from_spotify_the_models_sentences_stand_alone() -> None:
    sheet = FactSheet("1", "artist", "Odile Marsh", typed=TypedFacts("cellist", "Ghent"))

    (text,) = texts(sheet, "{name} is {role|a} in {city}.")

    assert text.text == "Odile Marsh is a cellist in Ghent."
    assert [sentence.facts for sentence in text.sentences] == [("display_name", "typed.role", "typed.city")]


def test_the_models_sentences_come_first_and_in_its_order() -> None:
    for sheet in TOLD:
        first = joining.printed((SAID,), sheet).text
        assert all(text.text.startswith(first) for text in texts(sheet))


def test_a_text_never_has_more_than_four_sentences() -> None:
    said = (SAID, "{name} is here", "{name} is there", "{name} is everywhere")
    for count in range(1, 5):
        assert all(len(text.sentences) <= 4 for text in texts(TOLD[0], *said[:count]))


def test_the_same_chance_gives_the_same_texts() -> None:
    assert [text.text for text in texts(TOLD[0])] == [text.text for text in texts(TOLD[0])]


def test_a_slot_that_the_sheet_lacks_is_an_error() -> None:
    with pytest.raises(SlotError):
        joining.printed(("{name} is in {city}",), FactSheet("1", "artist", "Odile"))


def test_a_sentence_gets_its_capital_and_its_full_stop() -> None:
    sheet = FactSheet("1", "artist", "Odile", typed=TypedFacts("cellist", "Ghent"))

    text = joining.printed(("in {city}, {name} is {role|a}", "{role|a} is what {name} is."), sheet)

    assert text.text == "In Ghent, Odile is a cellist. A cellist is what Odile is."
    assert text.form == "in {city}, {name} is {role}. {role} is what {name} is."
