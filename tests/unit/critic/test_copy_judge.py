import json

from click.testing import CliRunner

from app.cli.copy_judge import judge_command

FACTS = {
    "display_name": "Wren",
    "genres": ["slowcore"],
    "top_albums": [{"title": "Salt", "artist": "Wren", "year": 2021}],
}
GOOD = "Wren makes slowcore. Salt, the one album listed so far, came out in 2021."


def run(*lines, arguments=("-",)):
    data = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    return CliRunner().invoke(judge_command, list(arguments), input=data.encode())


def test_each_line_is_answered_in_order():
    result = run(
        {"id": "b", "facts": FACTS, "text": GOOD},
        {"id": 7, "facts": FACTS, "text": GOOD.replace("2021", "2020")},
    )
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert answers[0] == {"id": "b", "verdict": "pass", "findings": []}
    assert (answers[1]["id"], answers[1]["verdict"]) == (7, "reject")
    assert answers[1]["findings"] == [
        {
            "rule": "number",
            "span": "2020",
            "message": "The number 2020 is not in your facts. Remove it or add it.",
        }
    ]


def test_a_caption_is_judged_as_a_caption():
    line = {"id": 1, "facts": FACTS, "text": "The one album here, from 2021.", "kind": "caption"}
    assert json.loads(run(line).stdout)["verdict"] == "pass"
    assert json.loads(run({**line, "kind": "bio"}).stdout)["verdict"] == "reject"


def test_an_unreadable_line_is_named_and_the_rest_is_still_answered():
    result = run(
        {"id": 1, "facts": FACTS, "text": GOOD},
        "{not json",
        {"id": 2, "facts": FACTS},
        {"id": 3, "facts": FACTS, "text": GOOD, "kind": "poem"},
        {"id": 4, "facts": {"display_name": 3}, "text": GOOD},
        "",
        {"id": 5, "facts": FACTS, "text": GOOD},
    )
    assert result.exit_code == 2
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [1, 5]
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == ["line 2", "line 3", "line 4", "line 5"]
    assert "text must be text" in result.stderr


def test_a_file_is_read_like_standard_input(tmp_path):
    path = tmp_path / "texts.jsonl"
    path.write_text(json.dumps({"id": 1, "facts": FACTS, "text": GOOD}), encoding="utf-8-sig")
    result = run(arguments=(str(path),))
    assert json.loads(result.stdout)["verdict"] == "pass"


def test_a_lone_surrogate_does_not_break_the_output():
    result = run('{"id": 1, "facts": {"display_name": "Wren"}, "text": "Wren \\ud800 plays"}')
    assert result.exit_code == 0
    assert json.loads(result.stdout)["verdict"] == "reject"
