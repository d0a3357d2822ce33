"""`flask copy write --model`: the configured model, without a database."""

import json

import pytest
from click.testing import CliRunner, Result

from app import create_commands
from app.sandbox.model_desk import Script
from app.sandbox.server import RunningSandbox
from tests.services.generation.studio_of_one import GOOD, answer

SHEET = {
    "id": "s1",
    "display_name": "Coldkitch",
    "top_tracks": [{"title": "Ninedoor", "artist": "Tinpav", "album": "Sillwork"}],
    "typed": {
        "role": "cellist",
        "city": "Ghent",
        "instruments": ["cello", "harp"],
        "influences": ["Nina Simone"],
        "current_release": "Low Water",
    },
}
LINE = json.dumps(SHEET) + "\n"


def write(stdin: str, monkeypatch: pytest.MonkeyPatch, *arguments: str, **environment: str) -> Result:
    for name in ("SECRET_KEY", "DATABASE_URL", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    copy = create_commands().cli.commands["copy"]
    return CliRunner().invoke(copy, ["write", "-", *arguments], input=stdin)


def model(sandbox: RunningSandbox) -> dict[str, str]:
    return {
        "APP_ENV": "development",
        "OPENAI_API_KEY": "k",
        "OPENAI_BASE_URL": sandbox.model_url,
        "AI_API": "chat",
    }


def test_the_model_writes_and_reads_what_was_typed_only(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox.world.model.plan(Script("verbatim", content=answer(*GOOD)))

    result = write(LINE, monkeypatch, "--model", **model(sandbox))

    assert result.exit_code == 0, result.output
    line = json.loads(result.stdout)
    assert line["bio"].startswith("Coldkitch is a cellist in Ghent.")
    (prompt,) = sandbox.world.model.prompts
    said = str(prompt.messages[1:])
    assert "cellist" in said
    assert not [word for word in ("Coldkitch", "Ninedoor", "Tinpav", "Sillwork") if word in said]


def test_a_model_that_fails_leaves_the_grounded_text(sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox.world.model.plan(Script("500", times=None))

    failed = write(LINE, monkeypatch, "--model", **model(sandbox))
    grounded = write(LINE, monkeypatch)

    assert json.loads(failed.stdout)["bio"] == json.loads(grounded.stdout)["bio"]


def test_asked_again_it_writes_another_text(sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox.world.model.plan(Script("verbatim", times=None, content=answer(*GOOD)))

    result = write(LINE, monkeypatch, "--model", "--times", "4", **model(sandbox))

    assert len({json.loads(line)["bio"] for line in result.stdout.splitlines()}) == 4


@pytest.mark.parametrize(
    ("change", "named"), [({"OPENAI_API_KEY": ""}, "OPENAI_API_KEY"), ({"AI_PRICE_INPUT": "free"}, "AI_PRICE_INPUT")]
)
def test_what_is_missing_is_named(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch, change: dict[str, str], named: str
) -> None:
    result = write(LINE, monkeypatch, "--model", **(model(sandbox) | change))

    assert result.exit_code == 2
    assert named in result.stderr


def test_in_production_a_price_has_to_be_said(monkeypatch: pytest.MonkeyPatch) -> None:
    result = write(LINE, monkeypatch, "--model", APP_ENV="production", OPENAI_API_KEY="k")

    assert result.exit_code == 2
    assert "AI_PRICE_OUTPUT" in result.stderr


def test_a_run_stops_asking_when_the_budget_is_used(sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    result = write(LINE, monkeypatch, "--model", AI_MONTHLY_BUDGET_USD="0.000001", **model(sandbox))

    assert json.loads(result.stdout)["bio"]
    assert sandbox.world.model.prompts == []
