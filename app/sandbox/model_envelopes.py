"""A model's words in OpenAI's two envelopes: chat completions and responses."""

from dataclasses import dataclass

from app.sandbox.catalogue import digest
from app.sandbox.model_desk import Json, Script

USUAL_MODEL = "sandbox-writer"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request in either format, brought to one form."""

    api: str
    body: Json
    messages: list[Json]
    json_schema: Json | None
    wants_json: bool

    @property
    def text(self) -> str:
        return "\n\n".join(message["content"] for message in self.messages)


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the model says, before it is put into an envelope."""

    text: str
    refusal: bool = False
    cut_short: bool = False


def _tokens(text: str) -> int:
    return len(text) // 4 + 1


def chat(asked: Asked, spoken: Spoken, now: int, script: Script) -> Json:
    message: Json = {"role": "assistant", "content": spoken.text, "refusal": None, "annotations": []}
    if spoken.refusal:
        message |= {"content": None, "refusal": spoken.text}
    finish = "length" if spoken.cut_short else "stop"
    envelope: Json = {
        "id": f"chatcmpl-{_serial(asked, now)}",
        "object": "chat.completion",
        "created": now,
        "model": asked.body.get("model", USUAL_MODEL),
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": finish}],
    }
    if script.usage:
        prompt, completion = _tokens(asked.text), _tokens(spoken.text)
        envelope["usage"] = {
            "prompt_tokens": prompt,
            "completion_tokens": completion,
            "total_tokens": prompt + completion,
            "prompt_tokens_details": {"cached_tokens": min(script.cached_tokens, prompt), "audio_tokens": 0},
            "completion_tokens_details": {"reasoning_tokens": 0, "audio_tokens": 0},
        }
    return envelope


def responses(asked: Asked, spoken: Spoken, now: int, script: Script) -> Json:
    part: Json = {"type": "output_text", "text": spoken.text, "annotations": []}
    if spoken.refusal:
        part = {"type": "refusal", "refusal": spoken.text}
    state = "incomplete" if spoken.cut_short else "completed"
    serial = _serial(asked, now)
    message = {"type": "message", "id": f"msg_{serial}", "status": state, "role": "assistant", "content": [part]}
    envelope: Json = {
        "id": f"resp_{serial}",
        "object": "response",
        "created_at": now,
        "status": state,
        "error": None,
        "incomplete_details": {"reason": "max_output_tokens"} if spoken.cut_short else None,
        "instructions": asked.body.get("instructions"),
        "metadata": {},
        "model": asked.body.get("model", USUAL_MODEL),
        "output": [message],
        "parallel_tool_calls": True,
        "temperature": 1.0,
        "tool_choice": "auto",
        "tools": [],
        "top_p": 1.0,
        "text": asked.body.get("text") or {"format": {"type": "text"}},
    }
    if script.usage:
        given, produced = _tokens(asked.text), _tokens(spoken.text)
        envelope["usage"] = {
            "input_tokens": given,
            "input_tokens_details": {"cached_tokens": min(script.cached_tokens, given)},
            "output_tokens": produced,
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": given + produced,
        }
    return envelope


def _serial(asked: Asked, now: int) -> str:
    return f"{digest(asked.api, asked.text, now) % 16**24:024x}"
