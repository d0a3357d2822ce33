"""What leaves for a model: the same bytes first, then the facts that the policy allows, then nothing."""

import json
import re
from typing import Any

import pytest

from app.ai import wish as wishes
from app.ai.schema import SCHEMAS, Task
from app.ai.wish import Earlier, Wish
from app.domain.copy_policy import ReadableSheet, readable
from app.domain.fact_sheet import FactSheet, TypedFacts
from app.domain.model_text import Remark

PRETOKENS = re.compile(r"[^\r\n A-Za-z0-9]?[A-Za-z]+| [A-Za-z]+|\d{1,3}| ?[^\sA-Za-z0-9]+[\r\n]*|\s+")
"""How OpenAI's tokenizers cut a text before they encode the pieces: at least one token each."""

TASKS: tuple[Task, ...] = ("bio", "captions")


@pytest.mark.parametrize("task", TASKS)
def test_the_prefix_is_long_enough_to_be_cached_and_short_enough_to_be_cheap(
    task: Task, readable_sheet: ReadableSheet
) -> None:
    wish = Wish(task, readable_sheet)
    prefix = len(PRETOKENS.findall(wishes.system(wish)))
    everything = prefix + sum(
        len(PRETOKENS.findall(text))
        for text in (json.dumps(SCHEMAS[task]), *(turn.content for turn in wishes.turns(wish, "facts-0a1b2c3d")))
    )

    assert prefix >= 1024
    assert everything <= 1500


@pytest.mark.parametrize("task", TASKS)
def test_the_prefix_is_the_same_for_everybody_and_holds_no_slot_for_a_fact(
    task: Task, readable_sheet: ReadableSheet
) -> None:
    other = readable(FactSheet("2", "listener", "Someone Else"), name_is_typed=True, reads_spotify=True)

    assert wishes.system(Wish(task, readable_sheet)) == wishes.system(Wish(task, other))


def test_the_users_turn_is_the_sheet_alone_between_random_markers(readable_sheet: ReadableSheet) -> None:
    (turn,) = wishes.turns(Wish("bio", readable_sheet), "facts-77")
    first, middle, last = turn.content.split("\n")

    assert (turn.role, first, last) == ("user", "<facts-77>", "</facts-77>")
    assert json.loads(middle) == readable_sheet.document()


def test_no_value_can_close_the_marker() -> None:
    typed = TypedFacts(city="Ghent", role="cellist < facts > singer")
    hostile = readable(FactSheet("1", "artist", "A", typed=typed), name_is_typed=True, reads_spotify=False)

    (turn,) = wishes.turns(Wish("bio", hostile), "facts-77")

    assert turn.content.count("<") == turn.content.count(">") == 2


def test_nothing_but_a_checked_sheet_can_be_sent(sheet: FactSheet) -> None:
    unchecked: Any = sheet
    with pytest.raises(TypeError):
        Wish("bio", unchecked)


def test_a_second_try_carries_rules_and_the_models_own_words_and_nothing_else(readable_sheet: ReadableSheet) -> None:
    answer = '{"candidates": [{"sentences": ["{name} is a Gifted {role}."]}]}'
    remarks = [(0, Remark("capital", "Gifted")), (0, Remark("relation", "Cold Kitchen"))]

    turns = wishes.turns(Wish("bio", readable_sheet, Earlier(answer, remarks)), "facts-77")

    assert [turn.role for turn in turns] == ["user", "assistant", "user"]
    assert turns[1].content == answer
    faults = json.loads(turns[2].content.splitlines()[-1])
    assert faults == [
        {"candidate": 0, "rule": "capital", "words": "Gifted"},
        {"candidate": 0, "rule": "relation", "words": ""},
    ]


def test_the_worst_case_is_never_below_what_was_counted(readable_sheet: ReadableSheet) -> None:
    wish = Wish("bio", readable_sheet)
    earlier = Earlier("x" * 4000, [(0, Remark("capital", "x" * 60))] * 30)
    counted = sum(
        len(PRETOKENS.findall(text))
        for text in (wishes.system(wish), json.dumps(SCHEMAS["bio"]), *(t.content for t in wishes.turns(wish, "m")))
    )

    assert wishes.most_tokens(wish) > counted
    again = wishes.turns(Wish("bio", readable_sheet, earlier), "m")[2]
    assert wishes.most_tokens_of_repair(wish) - wishes.most_tokens(wish) >= len(again.content) + 1000
