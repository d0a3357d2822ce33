"""OpenAI's two wire formats: a wish as the body of a request, and an answer's text, usage and end."""

from typing import Any

from app.ai import wish as wishes
from app.ai.failures import ModelFailed
from app.ai.schema import SCHEMAS, Json
from app.ai.wish import MAX_OUTPUT_TOKENS, Wish
from app.domain.model_money import Usage


def chat_body(wish: Wish, model: str, marker: str) -> Json:
    """The body for Chat Completions. No temperature: not every model takes one."""
    said = [{"role": turn.role, "content": turn.content} for turn in wishes.turns(wish, marker)]
    schema = {"name": wish.task, "strict": True, "schema": SCHEMAS[wish.task]}
    return {
        "model": model,
        "messages": [{"role": "system", "content": wishes.system(wish)}, *said],
        "response_format": {"type": "json_schema", "json_schema": schema},
        "max_completion_tokens": MAX_OUTPUT_TOKENS,
    }


def responses_body(wish: Wish, model: str, marker: str) -> Json:
    """The body for the Responses API; nothing is kept there."""
    said = [{"role": turn.role, "content": turn.content} for turn in wishes.turns(wish, marker)]
    schema = {"type": "json_schema", "name": wish.task, "strict": True, "schema": SCHEMAS[wish.task]}
    return {
        "model": model,
        "instructions": wishes.system(wish),
        "input": said,
        "text": {"format": schema},
        "max_output_tokens": MAX_OUTPUT_TOKENS,
        "store": False,
    }


def chat_answer(document: Json) -> tuple[str, Usage]:
    """The text and usage of a Chat answer. Raises ModelFailed: refusal, truncated, empty, garbage."""
    counted = _usage(document.get("usage"), "prompt_tokens", "completion_tokens")
    choice = _first(document.get("choices"))
    message = choice.get("message")
    if not isinstance(message, dict):
        raise ModelFailed("garbage", charged=True, usage=counted)
    if message.get("refusal") or choice.get("finish_reason") == "content_filter":
        raise ModelFailed("refusal", charged=True, usage=counted)
    if choice.get("finish_reason") == "length":
        raise ModelFailed("truncated", charged=True, usage=counted)
    return _text(message.get("content"), counted), counted


def responses_answer(document: Json) -> tuple[str, Usage]:
    """The same for an answer of the Responses API."""
    counted = _usage(document.get("usage"), "input_tokens", "output_tokens")
    if document.get("status") == "incomplete":
        raise ModelFailed("truncated", charged=True, usage=counted)
    parts = [
        part
        for item in _dicts(document.get("output"))
        if item.get("type") == "message"
        for part in _dicts(item.get("content"))
    ]
    if any(part.get("type") == "refusal" for part in parts):
        raise ModelFailed("refusal", charged=True, usage=counted)
    texts = [part.get("text") for part in parts if part.get("type") == "output_text"]
    return _text("".join(text for text in texts if isinstance(text, str)), counted), counted


def _text(content: Any, counted: Usage) -> str:
    if not isinstance(content, str) or not content.strip():
        raise ModelFailed("empty", charged=True, usage=counted)
    return content


def _usage(found: Any, tokens_in: str, tokens_out: str) -> Usage:
    """Compatible servers leave out what they like: whatever is no count is None."""
    if not isinstance(found, dict):
        return Usage()
    details = found.get(f"{tokens_in}_details")
    cached = details.get("cached_tokens") if isinstance(details, dict) else None
    return Usage(_count(found.get(tokens_in)), _count(cached), _count(found.get(tokens_out)))


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9 else None


def _first(value: Any) -> Json:
    return next(iter(_dicts(value)), {})


def _dicts(value: Any) -> list[Json]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
