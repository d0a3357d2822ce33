"""The README says what is there."""

import re
from pathlib import Path

import pytest
from pydantic import SecretStr
from pydantic_core import PydanticUndefined

from app import create_commands
from app.settings import PROJECT, Settings, SettingsError

README = (PROJECT / "README.md").read_text(encoding="utf-8")


def needed() -> set[str]:
    with pytest.raises(SettingsError) as refused:
        Settings.load({})
    return {fault.split(" ")[0] for fault in refused.value.faults}


def table() -> str:
    required = needed()
    rows = ["| variable | default | meaning |", "|---|---|---|"]
    for field, info in Settings.model_fields.items():
        name = field.upper()
        shown = f"**`{name}`**" if name in required else f"`{name}`"
        rows.append(f"| {shown} | {default_text(info.default)} | {info.description} |")
    return "\n".join(rows)


def default_text(value: object) -> str:
    if isinstance(value, SecretStr):
        value = value.get_secret_value().replace(f"{PROJECT}/", "")
    if isinstance(value, tuple):
        value = ", ".join(value)
    return "" if value in (None, "", PydanticUndefined) else f"`{value}`"


def test_every_setting_stands_in_the_table_with_its_default_and_meaning() -> None:
    assert table() in README, f"put this between the settings markers of README.md:\n{table()}"


def test_the_redirect_uri_is_spelled_out() -> None:
    assert "`http://127.0.0.1:8000/connect/spotify/callback`" in README


def test_it_opens_with_the_two_commands() -> None:
    first = README.split("```")[1].strip().splitlines()

    assert [line.split("#")[0].strip() for line in first] == ["make run", "make test"]


def test_every_command_of_the_flask_program_is_described_and_exists() -> None:
    commands = create_commands().cli.commands
    described = set(re.findall(r"`(admin|backup|doctor|db|engine|keys|refresh|copy|tokens)\b", README))

    assert described == set(commands) - {"run", "shell", "routes", "limiter"}


def test_every_file_and_folder_that_it_names_is_there() -> None:
    named = set(re.findall(r"`((?:app|tests|migrations|docs)/[\w./-]+|[a-z.]+\.(?:py|toml|md))`", README))
    named |= set(re.findall(r"\]\(([\w./-]+)\)", README))

    assert len(named) > 10
    assert [name for name in sorted(named) if not Path(PROJECT, name).exists()] == []


def test_every_make_target_that_it_names_is_there() -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")

    for target in set(re.findall(r"^\s*make (\w+)", README, re.MULTILINE)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
