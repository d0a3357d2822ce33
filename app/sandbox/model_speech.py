"""What the imitated model says for each script: one table of writers, a few ways to spoil, one table of failures."""

import json
from collections.abc import Callable

from app.sandbox import model_texts, prompt_facts
from app.sandbox.faults import BAD_GATEWAY_PAGE
from app.sandbox.model_desk import Script
from app.sandbox.model_envelopes import Asked, Spoken
from app.sandbox.replies import Reply, json_reply
from app.sandbox.schema_answers import Walker, Write

_OVERSIZE = 50_000
_REFUSAL = "I'm sorry, but I can't help with that."
_WRONG_SCHEMA = json.dumps({"unexpected": [1, 2, {"nested": True}], "bio": 42})
_WRITERS: dict[str, Write] = {
    "injected": model_texts.always(model_texts.INJECTED),
    "banned": model_texts.always(model_texts.BANNED),
    "wrong_language": model_texts.always(model_texts.WRONG_LANGUAGE),
    "wrong_facts": model_texts.always(model_texts.WRONG_FACTS),
    "oversize": model_texts.always(("and the song goes on " * 2_500)[:_OVERSIZE]),
}


def error(status: int, message: str, kind: str, code: str | None, **headers: str) -> Reply:
    """OpenAI's error object."""
    body = {"error": {"message": message, "type": kind, "param": None, "code": code}}
    return json_reply(body, status, kind, **headers)


def wrong_key() -> Reply:
    return error(401, "Incorrect API key provided.", "invalid_request_error", "invalid_api_key")


def _quota() -> Reply:
    message = "You exceeded your current quota, please check your plan and billing details."
    return error(429, message, "insufficient_quota", "insufficient_quota")


def _server_error() -> Reply:
    message = "The server had an error while processing your request. Sorry about that!"
    return error(500, message, "server_error", None)


def _rate_limited() -> Reply:
    return error(429, "Rate limit reached for requests", "requests", "rate_limit_exceeded", Retry_After="20")


FAILURES: dict[str, Callable[[], Reply]] = {
    "401": wrong_key,
    "429": _rate_limited,
    "429_quota": _quota,
    "500": _server_error,
    "html": lambda: Reply(502, BAD_GATEWAY_PAGE.encode(), "text/html; charset=utf-8"),
    "hang_up": lambda: Reply(0, b"", hang_up=True),
}


def speak(script: Script, asked: Asked) -> Spoken:
    """The words for a script; ``good`` for every script that fails outside the words."""
    fixed = {"verbatim": script.content, "wrong_schema": _WRONG_SCHEMA, "empty": ""}
    if script.script in fixed:
        return Spoken(fixed[script.script])
    if script.script == "refusal":
        return Spoken(_REFUSAL, refusal=True)
    text = _text(script, asked)
    if script.script == "truncated":
        return Spoken(text[: len(text) // 2], cut_short=True)
    if script.script == "bad_json":
        return Spoken(text[:-1] + ",,")
    return Spoken(text)


def _text(script: Script, asked: Asked) -> str:
    """JSON by the request's schema; without a schema, an object with one text, or plain prose."""
    facts = prompt_facts.read(asked.text)
    slots = prompt_facts.slots(asked.text) if script.script != "prose" else []
    write = _WRITERS.get(script.script) or (model_texts.with_slots(slots) if slots else model_texts.good(facts))
    if asked.json_schema is not None:
        walker = Walker(asked.json_schema, facts, write, slots, ignore_lengths=script.script == "oversize")
        return json.dumps(walker.answer(asked.json_schema), ensure_ascii=False)
    prose = write("bio", 0)
    return json.dumps({"text": prose}, ensure_ascii=False) if asked.wants_json else prose
