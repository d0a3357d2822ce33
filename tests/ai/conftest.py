from collections.abc import Callable
from typing import Any

import pytest

from app.ai.client import ModelAddress, ModelClient
from app.domain.copy_policy import ReadableSheet, readable
from app.domain.fact_sheet import FactSheet, TrackFact, TypedFacts
from app.sandbox.model_desk import Script
from app.sandbox.server import RunningSandbox

SHEET = FactSheet(
    id="1",
    subject="artist",
    display_name="Odile Marsh",
    top_artists=("Arve Lund", "Tin Pavilion"),
    top_tracks=(TrackFact("Cold Kitchen", "Arve Lund", "Lamplight"), TrackFact("Nine Doors", "Tin Pavilion", "Sill")),
    typed=TypedFacts("cellist", "Ghent", ("cello", "loop station"), ("Nina Simone",), "Low Water"),
)


@pytest.fixture
def sheet() -> FactSheet:
    """A cellist with two songs of other people on the list."""
    return SHEET


@pytest.fixture
def readable_sheet(sheet: FactSheet) -> ReadableSheet:
    return readable(sheet, name_is_typed=True, reads_spotify=False)


@pytest.fixture(params=["chat", "responses"])
def api(request: pytest.FixtureRequest) -> Any:
    """Both of OpenAI's formats."""
    return request.param


@pytest.fixture
def client(sandbox: RunningSandbox, api: Any) -> ModelClient:
    return ModelClient(ModelAddress(sandbox.model_url, api, "a-key"), lambda: "0a1b2c3d")


@pytest.fixture
def plan(sandbox: RunningSandbox) -> Callable[..., None]:
    """`plan("429", times=2)`: how the imitated model answers next."""

    def add(script: str, **more: Any) -> None:
        sandbox.world.model.plan(Script(script, **more))

    return add
