"""The watch over every prompt of the suite would see a leak."""

import json

import pytest

from app.ai.client import ModelClient
from app.ai.failures import ModelFailed
from app.ai.wish import Wish
from app.domain.copy_policy import ReadableSheet, readable
from app.domain.fact_sheet import FactSheet
from tests.ground.prompts import spotify_words, spotify_words_in


def test_it_knows_the_names_and_titles_of_the_sandbox() -> None:
    assert {"Ines Valdemar Quartet", "Low Tide Sessions", "Blue Ferry", "cool jazz"} <= spotify_words()
    assert len(spotify_words()) > 200


def test_it_sees_a_title_in_the_facts_and_overlooks_the_instructions() -> None:
    facts = json.dumps({"facts": {"{album.0}": "Low Tide Sessions"}})

    assert "Low Tide Sessions" in spotify_words_in([{"role": "user", "content": facts}])
    assert spotify_words_in([{"role": "system", "content": "Low Tide Sessions"}]) == []


def test_it_keeps_what_this_product_sends(
    client: ModelClient, readable_sheet: ReadableSheet, prompts: list[object]
) -> None:
    client.ask(Wish("bio", readable_sheet), model="m", seconds=10)

    assert len(prompts) == 1


def test_it_sees_what_a_site_with_permission_sends(
    client: ModelClient, prompts: list[list[dict[str, str]]], spotify_agreed: None
) -> None:
    whole = readable(
        FactSheet("1", "artist", "Wren", ("Ines Valdemar Quartet",)), name_is_typed=True, reads_spotify=True
    )
    try:
        client.ask(Wish("bio", whole), model="m", seconds=10)
    except ModelFailed:
        pytest.fail("the imitated model answers")

    assert spotify_words_in(prompts[0]) == ["Ines Valdemar Quartet"]
