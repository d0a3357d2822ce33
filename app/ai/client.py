"""The only module that speaks to a language model, through OpenAI's SDK, to any endpoint that is compatible."""

import json
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, Literal

from app.ai import schema, wire
from app.ai.deadline import within
from app.ai.failures import ModelFailed
from app.ai.schema import Candidate, WrongShape
from app.ai.wish import Wish
from app.domain.model_money import Usage

if TYPE_CHECKING:
    import openai

CONNECT_S: Final = 5.0
MOST_BYTES: Final = 65_536
LONGEST_WAIT_S: Final = 3600
BEFORE_SENDING = ("ConnectError", "ConnectTimeout", "UnsupportedProtocol", "PoolTimeout")
"""Faults of the transport that come before the request has left."""


@dataclass(frozen=True, slots=True)
class ModelAddress:
    """Where the model is, and which of OpenAI's two formats it speaks."""

    base_url: str
    api: Literal["responses", "chat"]
    key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model wrote: as candidates, and as it came, for a repair round."""

    candidates: tuple[Candidate, ...]
    text: str
    usage: Usage


class ModelClient:
    """One call per `ask`: no retries, no redirects, at most 64 KB, all within the seconds that are given."""

    def __init__(self, address: ModelAddress, new_marker: Callable[[], str]) -> None:
        """`new_marker` names the delimiter around the facts: a random word."""
        self._address = address
        self._new_marker = new_marker
        self._opened: openai.OpenAI | None = None
        self._lock = Lock()

    def ask(self, wish: Wish, *, model: str, seconds: float) -> Answer:
        """Candidates for this wish. Raises ModelFailed, whatever the other side does."""
        document = self._post(wish, model, seconds)
        read = wire.chat_answer if self._address.api == "chat" else wire.responses_answer
        text, usage = read(document)
        try:
            return Answer(schema.read(wish.task, text), text, usage)
        except WrongShape as exc:
            raise ModelFailed("wrong_schema", charged=True, usage=usage) from exc
        except (ValueError, RecursionError) as exc:
            raise ModelFailed("garbage", charged=True, usage=usage) from exc

    def _post(self, wish: Wish, model: str, seconds: float) -> dict[str, Any]:
        try:
            body = within(seconds, lambda: self._received(wish, model, seconds))
        except TimeoutError as exc:
            raise ModelFailed("timeout", charged=True) from exc
        try:
            document = json.loads(body)
        except (ValueError, RecursionError) as exc:
            raise ModelFailed("garbage", charged=True) from exc
        if not isinstance(document, dict):
            raise ModelFailed("garbage", charged=True)
        return document

    def _received(self, wish: Wish, model: str, seconds: float) -> bytes:
        import httpx2  # noqa: PLC0415 - a second of start-up that only sites with a model pay
        import openai  # noqa: PLC0415

        client, marker = self._client(), f"facts-{self._new_marker()}"
        create: Any = client.responses.with_streaming_response.create
        body = wire.responses_body(wish, model, marker)
        if self._address.api == "chat":
            create = client.chat.completions.with_streaming_response.create
            body = wire.chat_body(wish, model, marker)
        timeout = openai.Timeout(seconds, connect=min(CONNECT_S, seconds))
        received, until = bytearray(), monotonic() + seconds
        try:
            with create(**body, timeout=timeout) as response:
                for chunk in response.iter_bytes():
                    received += chunk
                    if len(received) > MOST_BYTES:
                        raise ModelFailed("oversize", charged=True)
                    if monotonic() > until:
                        raise ModelFailed("timeout", charged=True)
        except openai.APITimeoutError as exc:
            raise ModelFailed("timeout", charged=_left_us(exc)) from exc
        except openai.APIConnectionError as exc:
            raise ModelFailed("network", charged=_left_us(exc)) from exc
        except openai.APIStatusError as exc:
            raise _refused(exc) from exc
        except openai.OpenAIError as exc:
            raise ModelFailed("garbage", charged=True) from exc
        except httpx2.TimeoutException as exc:
            raise ModelFailed("timeout", charged=True) from exc
        except (httpx2.HTTPError, httpx2.StreamError) as exc:
            raise ModelFailed("network", charged=True) from exc
        return bytes(received)

    def _client(self) -> "openai.OpenAI":
        """Built at the first call, once for all threads."""
        import openai  # noqa: PLC0415

        with self._lock:
            if self._opened is None:
                self._opened = openai.OpenAI(
                    api_key=self._address.key,
                    base_url=self._address.base_url,
                    max_retries=0,
                    http_client=openai.DefaultHttpxClient(follow_redirects=False),
                )
                weakref.finalize(self, self._opened.close)  # its kept connections go with it
            return self._opened


def _left_us(error: Exception) -> bool:
    """Whether the request had left when the connection failed: then it may have been answered, and charged."""
    return type(error.__cause__).__name__ not in BEFORE_SENDING


def _refused(error: "openai.APIStatusError") -> ModelFailed:
    status = error.status_code
    wait = _seconds(error.response.headers.get("retry-after"))
    if status == 429:
        reason: Literal["quota", "rate_limited"] = "quota" if error.code == "insufficient_quota" else "rate_limited"
        return ModelFailed(reason, charged=False, retry_after_s=wait)
    if status in (401, 403):
        return ModelFailed("key_refused", charged=False)
    if status >= 500:
        return ModelFailed("server", charged=True, retry_after_s=wait)
    return ModelFailed("request_refused", charged=False)


def _seconds(header: str | None) -> int | None:
    if header is None or not (header.isascii() and header.isdigit()):
        return None
    return min(int(header[:9]), LONGEST_WAIT_S)
