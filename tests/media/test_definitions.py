"""The drawing libraries' declarations, parsed beforehand: the same as the bindings would parse now."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.media.definitions import PARSED
from tests.ground.served import PROJECT


def python(code: str, *arguments: str) -> str:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("definitions")
    code = "import pathlib, sys; from app.media.definitions.__main__ import write; write(pathlib.Path(sys.argv[1]))"
    python(code, str(folder))
    return folder


@pytest.mark.parametrize("file", PARSED.values())
def test_they_are_those_of_the_installed_bindings(written: Path, file: str) -> None:
    ours = (PROJECT / "app" / "media" / "definitions" / f"{file}.py").read_text()

    assert (written / f"{file}.py").read_text() == ours, "write them anew: python -m app.media.definitions"


def test_a_process_that_draws_parses_nothing() -> None:
    code = "import sys; from app.media import preview_image; preview_image.load_libraries(); print(*sys.modules)"
    loaded = python(code).split()

    assert "pangocairocffi" in loaded
    assert "pycparser" not in loaded
