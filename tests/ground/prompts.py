"""No prompt of the whole suite may hold a word that came from Spotify (SPOTIFY.md, last section).

Every prompt that reaches the imitated model in this process is kept for the length of its test, and the facts in it
are compared with everything that the sandbox's Spotify could have said. Tests that switch AI_READS_SPOTIFY on ask for
`spotify_agreed`.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.sandbox import catalogue, people
from app.sandbox.model_desk import ModelDesk

OPENING = "<facts-"
RELEASES = Path(catalogue.__file__).parent / "data" / "releases"


@pytest.fixture(autouse=True)
def prompts(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """The messages of every prompt that this product sent in this test, oldest first."""
    seen: list[Any] = []
    record = ModelDesk.record

    def kept(desk: ModelDesk, api: str, body: Any, messages: Any, *rest: Any) -> None:
        if any(str(message.get("content", "")).startswith(OPENING) for message in messages):
            seen.append(messages)
        record(desk, api, body, messages, *rest)

    monkeypatch.setattr(ModelDesk, "record", kept)
    yield seen
    if "spotify_agreed" not in request.fixturenames:
        leaked = [words for messages in seen for words in spotify_words_in(messages)]
        assert not leaked, f"a model was shown what came from Spotify: {leaked}"


@pytest.fixture
def spotify_agreed() -> None:
    """This test is about a site with Spotify's permission (AI_READS_SPOTIFY=1)."""


def spotify_words_in(messages: list[Any]) -> list[str]:
    """Names and titles of the sandbox's Spotify in the facts and turns of a prompt; the fixed instructions aside."""
    said = json.dumps([message for message in messages if message["role"] != "system"], ensure_ascii=False)
    return [words for words in spotify_words() if words in said]


@cache
def spotify_words() -> frozenset[str]:
    """Every name, title and genre that the sandbox's Spotify knows, of four characters and more."""
    words = {person.name for person in people.load().values()}
    for file in RELEASES.glob("*.json"):
        for release in json.loads(file.read_text(encoding="utf-8")):
            words |= {release["artist"], release["title"], *release.get("genres", ()), *release.get("tracks", ())}
    return frozenset(text for text in words if isinstance(text, str) and len(text) >= 4)
