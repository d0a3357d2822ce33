"""The client against every answer of the imitated model, in both of OpenAI's formats."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from app.ai.client import MOST_BYTES, ModelAddress, ModelClient
from app.ai.failures import ModelFailed
from app.ai.wish import Wish
from app.domain import model_text
from app.domain.copy_policy import ReadableSheet
from app.domain.model_money import Usage
from app.sandbox.model_desk import SCRIPTS
from app.sandbox.server import RunningSandbox

Plan = Callable[..., None]
FAILURES = {
    "bad_json": ("garbage", True),
    "wrong_schema": ("wrong_schema", True),
    "refusal": ("refusal", True),
    "truncated": ("truncated", True),
    "html": ("server", True),
    "429": ("rate_limited", False),
    "429_quota": ("quota", False),
    "500": ("server", True),
    "401": ("key_refused", False),
    "slow": ("timeout", True),
    "hang_up": ("network", True),
    "oversize": ("oversize", True),
    "empty": ("empty", True),
}
HOSTILE = ("prose", "injected", "banned", "wrong_language", "wrong_facts")
ANSWER = {"candidates": [{"plan": ["name"], "sentences": ["{name} is {role|a}."]}] * 3}


@pytest.mark.parametrize("script", FAILURES)
def test_every_failure_is_named_and_says_whether_it_may_have_cost_something(
    client: ModelClient, readable_sheet: ReadableSheet, plan: Plan, script: str
) -> None:
    plan(script, seconds=1.5)

    with pytest.raises(ModelFailed) as failed:
        client.ask(Wish("bio", readable_sheet), model="m", seconds=0.5 if script == "slow" else 10)

    assert (failed.value.reason, failed.value.charged) == FAILURES[script]


@pytest.mark.parametrize("script", HOSTILE)
def test_free_text_of_any_kind_comes_through_and_is_not_usable(
    client: ModelClient, readable_sheet: ReadableSheet, plan: Plan, script: str
) -> None:
    plan(script)

    answer = client.ask(Wish("bio", readable_sheet), model="m", seconds=10)

    assert len(answer.candidates) == 3
    assert all(model_text.check(candidate.sentences, readable_sheet) for candidate in answer.candidates)


def test_what_the_model_wrote_comes_back_as_candidates_with_its_tokens(
    client: ModelClient, readable_sheet: ReadableSheet, plan: Plan
) -> None:
    plan("verbatim", content=json.dumps(ANSWER), cached_tokens=1024)

    answer = client.ask(Wish("bio", readable_sheet), model="m", seconds=10)

    assert [candidate.sentences for candidate in answer.candidates] == [("{name} is {role|a}.",)] * 3
    assert answer.usage.cached == 1024
    assert answer.usage.tokens_in is not None
    assert answer.usage.tokens_in > 1024


def test_usage_that_is_not_said_is_unknown_and_not_nothing(
    client: ModelClient, readable_sheet: ReadableSheet, plan: Plan
) -> None:
    plan("verbatim", content=json.dumps(ANSWER), usage=False)

    assert client.ask(Wish("bio", readable_sheet), model="m", seconds=10).usage == Usage(None, None, None)


def test_a_wish_to_wait_is_passed_on_and_not_slept_through(
    client: ModelClient, readable_sheet: ReadableSheet, plan: Plan
) -> None:
    plan("429")
    started = time.monotonic()

    with pytest.raises(ModelFailed) as failed:
        client.ask(Wish("bio", readable_sheet), model="m", seconds=10)

    assert failed.value.retry_after_s == 20
    assert time.monotonic() - started < 5


def test_one_call_is_one_request_without_tools_or_sampling(
    sandbox: RunningSandbox, client: ModelClient, readable_sheet: ReadableSheet, plan: Plan
) -> None:
    plan("500")
    with pytest.raises(ModelFailed):
        client.ask(Wish("bio", readable_sheet), model="a-model", seconds=10)

    (prompt,) = sandbox.world.model.prompts
    assert prompt.model == "a-model"
    assert not {"temperature", "top_p", "tools", "stream", "user"} & set(prompt.request)


def test_captions_are_read_with_their_album(client: ModelClient, readable_sheet: ReadableSheet, plan: Plan) -> None:
    plan("verbatim", content='{"captions": [{"album": 1, "text": "Out in {album.1.year}."}]}')

    (caption,) = client.ask(Wish("captions", readable_sheet), model="m", seconds=10).candidates

    assert (caption.album, caption.sentences) == (1, ("Out in {album.1.year}.",))


@pytest.mark.parametrize(
    "content",
    [
        '{"candidates": []}',
        '{"candidates": [1, 2, 3]}',
        '{"candidates": [{"plan": [], "sentences": "x"}]}',
        '{"candidates": {"0": {}}}',
        "[]",
        '"text"',
        "null",
        json.dumps({"candidates": ANSWER["candidates"][:2]}),
        json.dumps({"candidates": [{"plan": [], "sentences": [None]}] * 3}),
    ],
)
def test_json_of_another_shape_is_refused(
    client: ModelClient, readable_sheet: ReadableSheet, plan: Plan, content: str
) -> None:
    plan("verbatim", content=content)

    with pytest.raises(ModelFailed) as failed:
        client.ask(Wish("bio", readable_sheet), model="m", seconds=10)

    assert failed.value.reason == "wrong_schema"


def test_json_that_nests_too_deep_is_garbage(client: ModelClient, readable_sheet: ReadableSheet, plan: Plan) -> None:
    plan("verbatim", content="[" * 20_000)

    with pytest.raises(ModelFailed) as failed:
        client.ask(Wish("bio", readable_sheet), model="m", seconds=10)

    assert failed.value.reason == "garbage"


@pytest.fixture
def raw_server() -> Iterator[Callable[[Callable[[socket.socket], None]], str]]:
    """`raw_server(talk)`: the address of a server that does to each connection whatever `talk` does."""
    listeners: list[socket.socket] = []
    threads: list[threading.Thread] = []

    def start(talk: Callable[[socket.socket], None]) -> str:
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)

        def serve() -> None:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                while not connection.recv(65536).rstrip().endswith(b"}"):  # the whole request, or closing would reset
                    continue
                talk(connection)

        threads.append(threading.Thread(target=serve, daemon=True))
        threads[-1].start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}/v1"

    yield start
    for listener in listeners:
        listener.close()
    for thread in threads:
        thread.join(10)


def ask_at(url: str, sheet: ReadableSheet, seconds: float) -> ModelFailed:
    client = ModelClient(ModelAddress(url, "chat", "k"), lambda: "m")
    with pytest.raises(ModelFailed) as failed:
        client.ask(Wish("bio", sheet), model="m", seconds=seconds)
    return failed.value


def test_a_server_that_drips_bytes_holds_nobody_beyond_the_deadline(
    readable_sheet: ReadableSheet, raw_server: Any
) -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 400\r\n\r\n")
        for _ in range(12):
            time.sleep(0.1)
            try:
                connection.sendall(b" ")
            except OSError:
                return

    started = time.monotonic()
    failure = ask_at(raw_server(drip), readable_sheet, 0.6)

    assert (failure.reason, failure.charged) == ("timeout", True)
    assert time.monotonic() - started < 1.2


def test_a_flood_is_cut_off(readable_sheet: ReadableSheet, raw_server: Any) -> None:
    def flood(connection: socket.socket) -> None:
        size = MOST_BYTES * 4
        connection.sendall(f"HTTP/1.1 200 OK\r\nContent-Length: {size}\r\n\r\n".encode())
        try:
            connection.sendall(b"x" * size)
        except OSError:
            return

    assert ask_at(raw_server(flood), readable_sheet, 5).reason == "oversize"


def test_a_redirect_is_not_followed(sandbox: RunningSandbox, readable_sheet: ReadableSheet, raw_server: Any) -> None:
    elsewhere = f"{sandbox.model_url}/chat/completions"

    def redirect(connection: socket.socket) -> None:
        connection.sendall(f"HTTP/1.1 307 Moved\r\nLocation: {elsewhere}\r\nContent-Length: 0\r\n\r\n".encode())

    failure = ask_at(raw_server(redirect), readable_sheet, 5)

    assert failure.reason in ("request_refused", "garbage")
    assert sandbox.world.model.prompts == []


def test_a_request_that_never_left_costs_nothing(readable_sheet: ReadableSheet) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

    failure = ask_at(f"http://127.0.0.1:{port}/v1", readable_sheet, 5)

    assert (failure.reason, failure.charged) == ("network", False)


def test_the_key_stands_in_nothing_that_is_printed() -> None:
    assert "sk-secret" not in repr(ModelAddress("https://api.example/v1", "chat", "sk-secret"))


def test_every_script_of_the_sandbox_is_tried() -> None:
    assert set(FAILURES) | set(HOSTILE) | {"good", "verbatim"} == set(SCRIPTS)
