"""The grammar that the wordings lean on."""

import pytest

from app.domain.writer import english
from app.domain.writer.values import common_noun


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("singer", "a"),
        ("oud player", "an"),
        ("uke player", "a"),
        ("ukulele player", "a"),
        ("MC", "an"),
        ("DJ and producer", "a"),
        ("R&B singer", "an"),
        ("EDM producer", "an"),
        ("one-man band", "a"),
        ("one-woman show", "a"),
        ("hourly thing", "an"),
        ("harpist", "a"),
        ("Irish fiddler", "an"),
        ("Ukrainian singer", "a"),
        ("unplugged singer", "an"),
        ("8-bit composer", "an"),
        ("11-piece band", "an"),
        ("18-piece orchestra", "an"),
        ("1978 album", "a"),
        ("1899 album", "an"),
        ("80s cover band", "an"),
        ("éthno-jazz band", "an"),
        ("European jazz trio", "a"),
        ("umbrella", "an"),
    ],
)
def test_the_article_follows_the_sound(phrase: str, expected: str) -> None:
    assert english.article(phrase) == expected


def test_lists_end_in_and_and_keep_inner_ands_apart() -> None:
    assert english.listed([]) == ""
    assert english.listed(["oud"]) == "oud"
    assert english.listed(["oud", "ney"]) == "oud and ney"
    assert english.listed(["oud", "ney", "qanun"]) == "oud, ney and qanun"
    assert english.listed(["Low", "Nick and the Kites", "Can"]) == "Low, Nick and the Kites, and Can"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Wren", "Wren's"), ("Iris", "Iris's"), ("Ada’n", "Ada’n’s"), ("The Lower Fields", "The Lower Fields'")],
)
def test_possessives_fit_the_name(name: str, expected: str) -> None:
    assert english.possessive(name) == expected


@pytest.mark.parametrize(
    ("verb", "one", "many"),
    [
        ("play", "plays", "play"),
        ("have", "has", "have"),
        ("be", "is", "are"),
        ("go", "goes", "go"),
        ("carry", "carries", "carry"),
        ("teach", "teaches", "teach"),
    ],
)
def test_verbs_agree_with_their_subject(verb: str, one: str, many: str) -> None:
    assert english.agree(f"@{verb} well", many=False) == f"{one} well"
    assert english.agree(f"@{verb} well", many=True) == f"{many} well"


@pytest.mark.parametrize("role", ["band", "four-piece band", "Piano trio", "choir", "tango orchestra", "duo from home"])
def test_a_role_that_names_a_group_is_a_group(role: str) -> None:
    assert english.is_group(role)


@pytest.mark.parametrize(
    "role", ["", "singer", "bandleader", "one-man band", "singer in a band", "band leader", "solo"]
)
def test_a_role_for_one_person_is_no_group(role: str) -> None:
    assert not english.is_group(role)


def test_small_numbers_are_words() -> None:
    assert [english.number_word(number) for number in (0, 2, 20, 21)] == ["no", "two", "twenty", "21"]


@pytest.mark.parametrize(
    ("name", "singular"),
    [("Low", True), ("The Animals", False), ("Talking Heads", False), ("Simon & Garfunkel", False), ("Burial", True)],
)
def test_a_singular_verb_needs_a_name_that_cannot_be_plural(name: str, singular: bool) -> None:
    assert english.is_singular(name) is singular


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("A singer", "singer"),
        ("Singer-songwriter", "singer-songwriter"),
        ("DJ and producer", "DJ and producer"),
        ("Irish fiddler", "Irish fiddler"),
        ("MC", "MC"),
        ("The drummer", "drummer"),
        ("Hammond organ", "Hammond organ"),
    ],
)
def test_typed_nouns_lose_their_article_and_their_capital(typed: str, written: str) -> None:
    assert common_noun(typed) == written


@pytest.mark.parametrize(
    ("noun", "counted"),
    [
        ("sampler", True), ("double bass", True), ("tape machine", True),
        ("turntables", False), ("electronics", False), ("modular software", False), ("", False),
    ],
)  # fmt: skip
def test_only_one_thing_takes_an_article(noun: str, counted: bool) -> None:
    assert english.is_countable(noun) is counted
