"""GET /metrics: closed without a token, numbers of real rows with it."""

from collections.abc import Mapping

import pytest

from app.settings import Settings
from tests.ground.stage import Stage

TOKEN = "a-token-for-the-machines"


@pytest.fixture
def settings(environment: Mapping[str, str], request: pytest.FixtureRequest) -> Settings:
    return Settings.load({**environment, "METRICS_TOKEN": getattr(request, "param", TOKEN)})


def values(stage: Stage) -> dict[str, float]:
    answer = stage.visitor().get("/metrics", Authorization=f"Bearer {TOKEN}")
    assert answer.status_code == 200
    assert answer.mimetype == "text/plain"
    assert answer.headers["Cache-Control"] == "no-store"
    lines = [line for line in answer.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


@pytest.mark.parametrize("settings", [""], indirect=True)
def test_without_a_token_in_the_settings_there_is_no_such_page(stage: Stage) -> None:
    assert stage.visitor().get("/metrics").status_code == 404
    assert stage.visitor().get("/metrics", Authorization="Bearer ").status_code == 404


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic YTpi"}])
def test_a_wrong_bearer_is_told_nothing(stage: Stage, header: dict[str, str]) -> None:
    answer = stage.visitor().get("/metrics", **header)

    assert (answer.status_code, answer.text) == (401, "")


def test_the_numbers_are_those_of_the_rows(stage: Stage) -> None:
    empty = values(stage)
    assert (empty["anchor_pages_planned"], empty['anchor_spotify_calls_left{window="30s"}']) == (0, 300)

    stage.artist("mara").publish("mara-e")
    full = values(stage)
    assert (full["anchor_pages_planned"], full["anchor_pages_fresh"], full["anchor_jobs_due"]) == (1, 1, 0)
    assert full['anchor_runs_24h{outcome="done"}'] == 1
    assert full['anchor_spotify_calls_left{window="30s"}'] == 296
    assert full['anchor_circuit_open{circuit="network"}'] == 0
    assert full['anchor_connections{state="connected"}'] == 1
