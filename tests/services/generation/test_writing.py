"""A wish from the click to the candidates: what the model may say is offered, all else is the grounded writer's."""

import time
from typing import Any

import pytest

from app.domain.critic import judge
from app.domain.facts import Facts
from tests.services.generation.conftest import OpenDesk
from tests.services.generation.studio_of_one import GOOD, PRAISE, Desk

FAILING = "bad_json wrong_schema refusal truncated html 429 429_quota 500 401 hang_up oversize empty".split()
REJECTED = ("prose", "injected", "banned", "wrong_language", "wrong_facts")


@pytest.mark.parametrize("api", ["chat", "responses"])
def test_three_candidates_of_one_call_are_offered_in_the_models_order(open_desk: OpenDesk, api: str) -> None:
    desk = open_desk(AI_API=api)
    person = desk.person()
    desk.writes()

    assert desk.ask(person) == "done"

    bios = desk.bios(person)
    assert [bio.split(".")[0] for bio in bios] == [
        "Odile Marsh is a cellist in Ghent",
        "In Ghent, Odile Marsh plays cello and loop station",
        "Nina Simone is an influence named by Odile Marsh, a cellist",
    ]
    assert desk.calls == 1
    assert {version.words.bio.source for version in desk.candidates(person) if version.words.bio} == {"generated"}


def test_a_model_that_follows_its_prompt_is_offered_with_every_text_of_its_own(open_desk: OpenDesk) -> None:
    desk = open_desk(AI_READS_SPOTIFY="1")
    person = desk.person()

    desk.ask(person, "all")

    assert [(row.writer, row.fallback_reason, row.rules) for row in desk.generations] == [("model", None, [])]
    assert len(set(desk.bios(person))) == 3
    (first, *_) = desk.candidates(person)
    assert {text.source for text in first.words.captions.values()} == {"generated"}


def test_what_is_offered_speaks_of_typed_and_listed_facts_and_passes_the_critic(desk: Desk) -> None:
    person = desk.person()
    desk.writes()
    desk.ask(person)

    sheet = desk.services.studio.draft(person).sheet()
    for version in desk.candidates(person):
        bio = version.words.bio
        assert bio is not None
        paths = {path for sentence in bio.sentences for path in sentence.facts}
        assert any(path.startswith("typed.") for path in paths)
        assert any(path.startswith(("top_", "genres")) for path in paths)
        assert judge(sheet, bio.text).passed


@pytest.mark.parametrize("api", ["chat", "responses"])
@pytest.mark.parametrize("script", FAILING)
def test_whatever_fails_the_grounded_writer_answers_at_once(open_desk: OpenDesk, api: str, script: str) -> None:
    desk = open_desk(AI_API=api)
    person = desk.person()
    desk.says(script)

    assert desk.ask(person) == "done"

    (row,) = desk.generations
    assert desk.calls == 1
    assert len(desk.bios(person)) == 1
    assert (row.writer, row.outcome) == ("grounded", "done")
    assert row.fallback_reason
    assert row.settled_at is not None


@pytest.mark.parametrize("script", REJECTED)
def test_what_the_critic_rejects_is_tried_once_more_and_then_never_shown(desk: Desk, script: str) -> None:
    person = desk.person()
    desk.says(script, times=2)

    desk.ask(person, "all")

    (row,) = desk.generations
    assert (desk.calls, row.writer, row.fallback_reason) == (2, "grounded", "rejected")
    assert row.rules
    said = {prompt.answer for prompt in desk.sandbox.world.model.prompts}
    assert not [bio for bio in desk.bios(person) for answer in said if bio in answer]
    (version,) = desk.candidates(person)
    assert {text.source for text in version.words.captions.values()} == {"written"}


def test_the_findings_go_back_once_and_a_better_second_try_is_offered(desk: Desk) -> None:
    person = desk.person()
    desk.writes(*PRAISE)
    desk.writes()

    desk.ask(person)

    (row,) = desk.generations
    assert (desk.calls, row.writer, row.fallback_reason, len(desk.bios(person))) == (2, "model", None, 3)
    second = desk.sandbox.world.model.prompts[1]
    assert "gifted" in second.messages[-1]["content"]
    assert row.rules


def test_the_second_try_goes_to_the_model_for_repairs(open_desk: OpenDesk) -> None:
    desk = open_desk(OPENAI_MODEL="usual", OPENAI_MODEL_BIO="for-bios", OPENAI_MODEL_REPAIR="stronger")
    person = desk.person()
    desk.writes(*PRAISE)
    desk.writes()

    desk.ask(person)

    assert [prompt.model for prompt in desk.sandbox.world.model.prompts] == ["for-bios", "stronger"]


def test_one_good_candidate_of_three_is_enough(desk: Desk) -> None:
    person = desk.person()
    desk.writes(PRAISE[0], GOOD[1], GOOD[1])

    desk.ask(person)

    assert len(desk.bios(person)) == 1
    assert desk.calls == 1


def test_asking_again_brings_other_texts(desk: Desk) -> None:
    person = desk.person()
    desk.writes(times=None)

    seen: set[str] = set()
    for _ in range(4):
        assert desk.ask(person) == "done"
        new = set(desk.bios(person)) - seen
        assert new
        seen |= new


def test_a_slow_model_costs_a_person_no_more_than_the_time_that_was_promised(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = desk.person()
    generation: Any = desk.services.copywriting
    monkeypatch.setattr(generation._generation._writer, "_seconds", 0.5)
    desk.says("slow", seconds=2)

    started = time.monotonic()
    desk.ask(person)

    assert time.monotonic() - started < 2
    assert desk.generations[0].fallback_reason == "timeout"
    assert len(desk.bios(person)) == 1


def test_a_model_that_stays_dead_is_left_alone_and_asked_again_later(desk: Desk) -> None:
    person = desk.person()
    desk.says("500", times=3)
    for _ in range(5):
        desk.ask(person)
    assert desk.calls == 3
    assert [row.fallback_reason for row in desk.generations] == ["server"] * 3 + ["left_alone"] * 2
    assert desk.troubles == ["model"]

    desk.clock.advance(minutes=2)
    desk.writes()
    desk.ask(person)
    assert desk.generations[-1].writer == "model"
    assert desk.troubles == []


def test_a_refused_key_closes_at_once(desk: Desk) -> None:
    person = desk.person()
    desk.says("401")
    desk.ask(person)
    desk.ask(person)

    assert desk.calls == 1
    desk.clock.advance(minutes=29)
    desk.ask(person)
    assert desk.calls == 1
    desk.clock.advance(minutes=2)
    desk.ask(person)
    assert desk.calls > 1


def test_a_wish_to_wait_is_obeyed_by_everybody(desk: Desk) -> None:
    one, other = desk.person(), desk.person()
    desk.says("429")
    desk.ask(one)
    desk.ask(other)
    assert desk.calls == 1

    desk.clock.advance(seconds=61)
    desk.ask(other)
    assert desk.calls > 1


def test_a_refusal_is_about_one_text_and_keeps_nobody_away(desk: Desk) -> None:
    person = desk.person()
    desk.says("refusal", times=5)
    for _ in range(5):
        desk.ask(person)

    assert desk.calls == 5


def test_with_nothing_typed_there_is_nothing_to_send(desk: Desk) -> None:
    person = desk.person(Facts())

    assert desk.ask(person) == "done"

    assert desk.calls == 0
    assert desk.generations[0].fallback_reason == "nothing_typed"
    assert len(desk.bios(person)) == 1


@pytest.mark.parametrize("missing", [{"OPENAI_API_KEY": ""}, {"AI_MONTHLY_BUDGET_USD": "0"}])
def test_without_a_key_or_money_no_model_is_asked_and_texts_are_written_all_the_same(
    open_desk: OpenDesk, missing: dict[str, str]
) -> None:
    desk = open_desk(**missing)
    person = desk.person()

    assert desk.ask(person) == "done"

    assert desk.calls == 0
    assert len(desk.bios(person)) == 1


def test_captions_are_the_grounded_writers_by_default_and_cost_nothing(desk: Desk) -> None:
    person = desk.person()

    desk.ask(person, "captions")

    (version,) = desk.candidates(person)
    assert version.words.bio is None
    assert len(version.words.captions) == 2
    assert (desk.calls, desk.committed) == (0, {})


def test_with_spotifys_permission_the_model_reads_the_lists_and_writes_the_captions(
    open_desk: OpenDesk, spotify_agreed: None
) -> None:
    desk = open_desk(AI_READS_SPOTIFY="1", OPENAI_MODEL_CAPTIONS="for-captions")
    person = desk.person()
    desk.writes(*(("{name} is {role|a} in {city}.", "The list has {track.0} by {track.0.artist}."),) * 3)
    captions = (
        '{"captions": [{"album": 0, "text": "{album.0.artist} released this one in {album.0.year}."},'
        ' {"album": 1, "text": "A haunting classic."}]}'
    )
    desk.says("verbatim", content=captions)

    desk.ask(person, "all")

    (version,) = desk.candidates(person)
    assert version.words.bio is not None
    assert "Coldkitch" in version.words.bio.text
    lines = {text.text: text.source for text in version.words.captions.values()}
    assert list(lines.values()) == ["generated", "written"]
    assert "Arvelund released this one in 1987." in lines
    assert [prompt.model for prompt in desk.sandbox.world.model.prompts][-1] == "for-captions"
    assert "Coldkitch" in desk.sandbox.world.model.prompts[0].messages[1]["content"]


def test_the_prompt_holds_what_was_typed_and_not_a_word_of_the_lists(desk: Desk, prompts: list[Any]) -> None:
    person = desk.person()
    desk.writes(*PRAISE)
    desk.writes(*PRAISE)

    desk.ask(person)

    said = str([message for messages in prompts for message in messages if message["role"] != "system"])
    assert "Odile Marsh" in said
    assert not [
        word for word in ("Arvelund", "Tinpav", "Coldkitch", "Ninedoor", "Lamplite", "Sillwork") if word in said
    ]


def test_the_page_is_told_how_long_it_takes(desk: Desk, open_desk: OpenDesk) -> None:
    person = desk.person()
    desk.services.copywriting.ask(person, "bio")
    job = desk.services.studio.room(person).job
    assert job is not None
    assert job.eta_s is not None
    assert 8 <= job.eta_s <= 12

    without = open_desk(OPENAI_API_KEY="")
    other = without.person()
    without.services.copywriting.ask(other, "bio")
    job = without.services.studio.room(other).job
    assert job is not None
    assert job.eta_s == 4
