"""`flask copy write`: the lines that scripts read."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli.copy_write import build_command, write_command
from app.domain.fact_sheet import FactSheet
from app.domain.writer import Draft

SHEETS = Path(__file__).with_name("sheets.jsonl")
TYPED = '{"role": "singer", "city": "Malmö", "influences": ["Nick Drake", "Low"]}'
LINE = f'{{"id": 7, "display_name": "Wren", "typed": {TYPED}}}\n'


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(write_command, list(arguments), input=stdin)


def test_one_line_per_sheet_in_the_order_of_the_file() -> None:
    result = run(str(SHEETS))
    assert result.exit_code == 0, result.stderr
    asked = [json.loads(line) for line in SHEETS.read_text(encoding="utf-8").splitlines()]
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [sheet["id"] for sheet in asked]
    for sheet, answer in zip(asked, answers, strict=True):
        assert list(answer) == ["id", "bio", "captions", "declined", "findings"]
        assert [caption["album"] for caption in answer["captions"]] == [
            a["title"] for a in sheet.get("top_albums", [])[:5]
        ]
        assert (answer["bio"] is None) == bool(answer["declined"])


def test_the_same_file_and_seed_give_the_same_bytes() -> None:
    assert run(str(SHEETS), "--seed", "3").stdout_bytes == run(str(SHEETS), "--seed", "3").stdout_bytes
    assert run(str(SHEETS), "--seed", "3").stdout_bytes != run(str(SHEETS), "--seed", "4").stdout_bytes


def test_times_numbers_the_runs_and_repeats_no_text() -> None:
    result = run("-", "--times", "4", stdin=LINE)
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["run"] for answer in answers] == [1, 2, 3, 4]
    assert len({answer["bio"] for answer in answers}) == 4
    assert {answer["id"] for answer in answers} == {7}


def test_other_scripts_are_written_as_they_are() -> None:
    assert "Malmö" in run("-", stdin=LINE).stdout


@pytest.mark.parametrize("bad", ["nope", "[]", '{"top_tracks": 3}', '{"subject": "robot"}', '"x"'])
def test_an_unreadable_line_is_named_and_the_others_are_still_written(bad: str) -> None:
    result = run("-", stdin=f"{bad}\n{LINE}")
    assert result.exit_code == 2
    assert result.stderr.startswith("line 1: ")
    assert len(result.stdout.splitlines()) == 1


def test_the_model_flag_without_a_model_names_what_is_missing() -> None:
    result = run("-", "--model", stdin=LINE)
    assert result.exit_code == 2
    assert "OPENAI_API_KEY" in result.stderr


def test_a_plugged_model_writes_instead() -> None:
    def write(sheet: FactSheet) -> Draft:
        return Draft(None, (), f"no model for {sheet.display_name}", ())

    result = CliRunner().invoke(build_command(lambda: write), ["--model", "-"], input=LINE)
    assert json.loads(result.stdout)["declined"] == "no model for Wren"
