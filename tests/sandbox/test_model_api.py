"""The imitated model, asked through OpenAI's own client wherever that client can ask."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import openai
import pytest
import requests

from app.sandbox.model_desk import SCRIPTS
from tests.sandbox.visitor import Visitor

Json = dict[str, Any]
SCHEMA: Json = {
    "type": "object",
    "additionalProperties": False,
    "required": ["candidates", "captions"],
    "properties": {
        "candidates": {
            "type": "array",
            "minItems": 3,
            "maxItems": 3,
            "items": {"$ref": "#/$defs/candidate"},
        },
        "captions": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["album_id", "caption"],
                "properties": {
                    "album_id": {"type": "string", "enum": ["a1", "b2"]},
                    "caption": {"type": "string", "maxLength": 120},
                },
            },
        },
    },
    "$defs": {
        "candidate": {
            "type": "object",
            "additionalProperties": False,
            "required": ["bio", "mood", "score", "safe"],
            "properties": {
                "bio": {"type": "string", "minLength": 40, "maxLength": 400},
                "mood": {"anyOf": [{"type": "null"}, {"enum": ["calm", "bright"]}]},
                "score": {"type": "integer", "minimum": 1},
                "safe": {"type": ["boolean", "null"]},
            },
        }
    },
}
FACTS = (
    'Facts:\n{"display_name": "Mara Ellingsen", "role": "singer", "city": "Oslo", "instruments": ["guitar", "zither"]}'
)
MESSAGES: Any = [{"role": "system", "content": "Write a bio."}, {"role": "user", "content": FACTS}]
FORMAT: Any = {"type": "json_schema", "json_schema": {"name": "bio", "strict": True, "schema": SCHEMA}}
TEXT: Any = {"format": {"type": "json_schema", "name": "bio", "strict": True, "schema": SCHEMA}}


@pytest.fixture
def model(visitor: Visitor) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=visitor.sandbox.model_url, api_key="a-key", max_retries=0) as client:
        yield client


def chat(model: openai.OpenAI, **more: Any) -> Any:
    return model.chat.completions.create(model="m", messages=MESSAGES, response_format=FORMAT, **more)


def respond(model: openai.OpenAI) -> Any:
    return model.responses.create(model="m", instructions="Write a bio.", input=FACTS, text=TEXT)


def prompts(visitor: Visitor) -> list[Json]:
    url = f"{visitor.sandbox.url}/control/prompts"
    listed: list[Json] = requests.get(url, timeout=10).json()["prompts"]
    return listed


def test_a_good_answer_fits_the_schema_and_says_what_the_prompt_says(model: openai.OpenAI) -> None:
    for text in (chat(model).choices[0].message.content, respond(model).output_text):
        body = json.loads(text)
        jsonschema.validate(body, SCHEMA)
        bios = [candidate["bio"] for candidate in body["candidates"]]
        assert len(set(bios)) == 3
        assert all("Mara Ellingsen" in bio and "singer" in bio and "Oslo" in bio for bio in bios)
        assert [caption["album_id"] for caption in body["captions"]] == ["a1", "b2"]


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "object", "properties": {"a": {"type": "array", "items": {"type": "number"}, "maxItems": 1}}},
        {"type": "object", "properties": {"kind": {"const": "bio"}, "none": {"type": "null"}}, "required": ["kind"]},
        {"anyOf": [{"type": "null"}, {"type": "object", "properties": {"t": {"type": "string", "maxLength": 10}}}]},
        {"allOf": [{"type": "object"}, {"properties": {"x": {"type": "integer", "minimum": 7}}, "required": ["x"]}]},
        {"type": "array", "minItems": 5, "items": {"type": "string", "minLength": 300}},
        {"type": ["string", "null"], "maxLength": 3},
    ],
)
def test_any_schema_is_satisfied(model: openai.OpenAI, schema: Json) -> None:
    form: Any = {"type": "json_schema", "json_schema": {"name": "x", "schema": schema}}
    answer = model.chat.completions.create(model="m", messages=MESSAGES, response_format=form)
    jsonschema.validate(json.loads(answer.choices[0].message.content or ""), schema)


def test_captions_follow_the_identifiers_that_the_prompt_lists(model: openai.OpenAI) -> None:
    caption = {"type": "object", "properties": {"album_id": {"type": "string"}, "caption": {"type": "string"}}}
    schema: Json = {"type": "object", "properties": {"captions": {"type": "array", "items": caption}}}
    albums = [{"album_id": "x9", "title": "Low Tide"}, {"album_id": "y8", "title": "Heatmap"}]
    form: Any = {"type": "json_schema", "json_schema": {"name": "x", "schema": schema}}
    asked: Any = [{"role": "user", "content": json.dumps({"display_name": "Q", "albums": albums})}]
    answer = model.chat.completions.create(model="m", messages=asked, response_format=form)
    captions = json.loads(answer.choices[0].message.content or "")["captions"]
    assert [caption["album_id"] for caption in captions] == ["x9", "y8"]
    assert "Low Tide" in captions[0]["caption"]
    assert "Heatmap" in captions[1]["caption"]


def test_slots_that_a_prompt_offers_are_written_as_they_stand_and_not_their_values(
    visitor: Visitor, model: openai.OpenAI
) -> None:
    sentences = {"type": "array", "items": {"type": "string"}}
    candidate: Json = {"type": "object", "properties": {"sentences": sentences}}
    schema: Json = {"type": "object", "properties": {"texts": {"type": "array", "items": candidate, "minItems": 2}}}
    form: Any = {"type": "json_schema", "json_schema": {"name": "x", "schema": schema}}
    facts = {"{name}": None, "{role}": "singer", "{city}": "Oslo"}
    asked: Any = [
        {"role": "system", "content": 'Facts {"{name}": "Ada"}'},
        {"role": "user", "content": json.dumps(facts)},
    ]
    for script, fits in (("good", True), ("prose", False)):
        visitor.control("/model", script=script)
        answer = model.chat.completions.create(model="m", messages=asked, response_format=form)
        first, second, *_ = json.loads(answer.choices[0].message.content or "")["texts"]
        assert (first["sentences"][0] == "{name} is {role|a} in {city}.") == fits
        assert ("{name}" in second["sentences"][0]) == fits


def test_without_a_schema_the_answer_is_prose(model: openai.OpenAI) -> None:
    answer = model.chat.completions.create(model="m", messages=MESSAGES)
    assert "Mara Ellingsen is a singer from Oslo." in (answer.choices[0].message.content or "")


def test_verbatim_content_comes_back_as_given(visitor: Visitor, model: openai.OpenAI) -> None:
    content = '{"bio": "Exactly this. <3"}'
    visitor.control("/model", script="verbatim", content=content, times=2)
    assert chat(model).choices[0].message.content == content
    assert respond(model).output_text == content


def test_scripts_play_in_order_as_often_as_asked_and_then_all_is_good(visitor: Visitor, model: openai.OpenAI) -> None:
    visitor.control("/model", script="empty", times=2)
    visitor.control("/model", script="refusal")
    for _ in range(4):
        chat(model)
    assert [prompt["script"] for prompt in prompts(visitor)] == ["empty", "empty", "refusal", "good"]


def test_bad_json_does_not_parse_and_wrong_json_does_not_fit(visitor: Visitor, model: openai.OpenAI) -> None:
    visitor.control("/model", script="bad_json")
    with pytest.raises(json.JSONDecodeError):
        json.loads(chat(model).choices[0].message.content)
    visitor.control("/model", script="wrong_schema")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(json.loads(chat(model).choices[0].message.content), SCHEMA)


def test_a_refusal_has_its_own_place_in_both_formats(visitor: Visitor, model: openai.OpenAI) -> None:
    visitor.control("/model", script="refusal", times=2)
    message = chat(model).choices[0].message
    assert (message.content, message.refusal) == (None, "I'm sorry, but I can't help with that.")
    part = respond(model).output[0].content[0]
    assert (part.type, part.refusal) == ("refusal", "I'm sorry, but I can't help with that.")


def test_a_truncated_answer_says_so_in_both_formats(visitor: Visitor, model: openai.OpenAI) -> None:
    visitor.control("/model", script="truncated", times=2)
    assert chat(model).choices[0].finish_reason == "length"
    response = respond(model)
    assert (response.status, response.incomplete_details.reason) == ("incomplete", "max_output_tokens")
    with pytest.raises(json.JSONDecodeError):
        json.loads(response.output_text)


@pytest.mark.parametrize(
    ("script", "error"),
    [
        ("429", openai.RateLimitError),
        ("429_quota", openai.RateLimitError),
        ("500", openai.InternalServerError),
        ("401", openai.AuthenticationError),
        ("html", openai.InternalServerError),
        ("hang_up", openai.APIConnectionError),
    ],
)
def test_failures_reach_the_client_as_their_own_errors(
    visitor: Visitor, model: openai.OpenAI, script: str, error: type[Exception]
) -> None:
    visitor.control("/model", script=script, times=2)
    for ask in (chat, respond):
        with pytest.raises(error):
            ask(model)
    assert [prompt["script"] for prompt in prompts(visitor)] == [script, script]


def test_an_exhausted_quota_is_told_from_a_rate_limit_by_its_code(visitor: Visitor, model: openai.OpenAI) -> None:
    visitor.control("/model", script="429_quota")
    with pytest.raises(openai.RateLimitError) as caught:
        chat(model)
    assert caught.value.code == "insufficient_quota"


def test_hostile_answers_fit_the_schema_so_that_only_a_reader_can_refuse_them(
    visitor: Visitor, model: openai.OpenAI
) -> None:
    marks = {
        "injected": "Ignore the facts",
        "banned": "tapestry",
        "wrong_language": "Künstlerin",
        "wrong_facts": "Grammy",
    }
    for script, mark in marks.items():
        visitor.control("/model", script=script)
        body = json.loads(chat(model).choices[0].message.content)
        jsonschema.validate(body, SCHEMA)
        assert mark in body["candidates"][0]["bio"]


def test_an_oversize_answer_has_fifty_kilobytes_in_one_field(visitor: Visitor, model: openai.OpenAI) -> None:
    visitor.control("/model", script="oversize")
    body = json.loads(chat(model).choices[0].message.content)
    assert len(body["candidates"][0]["bio"]) == 50_000


def test_an_empty_answer_is_empty(visitor: Visitor, model: openai.OpenAI) -> None:
    visitor.control("/model", script="empty", times=2)
    assert chat(model).choices[0].message.content == ""
    assert respond(model).output_text == ""


def test_a_slow_answer_comes_late(visitor: Visitor, model: openai.OpenAI) -> None:
    visitor.control("/model", script="slow", seconds=0.4)
    started = time.monotonic()
    chat(model)
    assert time.monotonic() - started >= 0.4


def test_usage_counts_tokens_including_cached_ones_or_is_missing(visitor: Visitor, model: openai.OpenAI) -> None:
    visitor.control("/model", cached_tokens=10, times=2)
    usage = chat(model).usage
    assert usage.total_tokens == usage.prompt_tokens + usage.completion_tokens
    assert usage.prompt_tokens_details.cached_tokens == 10
    usage = respond(model).usage
    assert (usage.input_tokens_details.cached_tokens, usage.output_tokens > 50) == (10, True)
    visitor.control("/model", usage=False, times=2)
    assert chat(model).usage is None
    assert respond(model).usage is None


def test_the_ledger_of_prompts_holds_what_was_asked_and_answered(visitor: Visitor, model: openai.OpenAI) -> None:
    chat(model)
    text = respond(model).output_text
    first, second = prompts(visitor)
    assert (first["api"], second["api"]) == ("chat", "responses")
    assert first["messages"] == MESSAGES
    assert second["messages"] == [{"role": "system", "content": "Write a bio."}, {"role": "user", "content": FACTS}]
    assert first["json_schema"] == second["json_schema"] == SCHEMA
    assert second["answer"] == text


def test_parts_of_a_message_are_read_as_one_text(visitor: Visitor, model: openai.OpenAI) -> None:
    parts: Any = [
        {"role": "user", "content": [{"type": "input_text", "text": "one"}, {"type": "input_text", "text": "two"}]}
    ]
    model.responses.create(model="m", input=parts)
    assert prompts(visitor)[0]["messages"] == [{"role": "user", "content": "one\ntwo"}]


def test_a_wrong_key_an_empty_request_and_a_stream_are_refused(visitor: Visitor) -> None:
    url = f"{visitor.sandbox.model_url}/chat/completions"
    good = {"Authorization": "Bearer a-key"}
    body: Json = {"model": "m", "messages": [{"role": "user", "content": "x"}]}
    assert requests.post(url, json=body, timeout=10).status_code == 401
    assert requests.post(url, json=body, headers={"Authorization": "Bearer wrong"}, timeout=10).status_code == 401
    assert requests.post(url, json={}, headers=good, timeout=10).status_code == 400
    assert requests.post(url, json=[1], headers=good, timeout=10).status_code == 400
    assert requests.post(url, json=body | {"stream": True}, headers=good, timeout=10).status_code == 400
    assert prompts(visitor) == []


def test_models_are_listed(model: openai.OpenAI) -> None:
    assert "sandbox-writer" in [listed.id for listed in model.models.list()]


def test_every_script_is_tested_by_name() -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    assert [script for script in SCRIPTS if f'"{script}"' not in source] == []
