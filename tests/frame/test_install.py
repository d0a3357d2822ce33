"""`.ci/install` in a folder of its own, with stand-ins for the system's own programs in front of PATH."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.ground.served import PROJECT


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project without requirements, in a path with a space."""
    folder = tmp_path / "a folder with spaces"
    (folder / ".ci").mkdir(parents=True)
    shutil.copy(PROJECT / ".ci" / "install", folder / ".ci" / "install")
    for lock in ("requirements.txt", "requirements-dev.txt"):
        (folder / lock).touch()
    return folder


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    folder = tmp_path / "programs"
    folder.mkdir()
    return folder


def stand_in(programs: Path, name: str, script: str) -> None:
    path = programs / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def install(project: Path, programs: Path, *packages: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [project / ".ci" / "install", *packages],
        env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", **more},
        cwd="/",
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_whoever_is_not_root_gets_the_one_line_to_type_and_nothing_happens(project: Path, programs: Path) -> None:
    stand_in(programs, "dpkg-query", "exit 1")
    stand_in(programs, "id", "echo 1000")

    done = install(project, programs, "chromium")

    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = [line for line in done.stderr.splitlines() if "apt-get" in line]
    for package in ("libpango-1.0-0", "fonts-noto-cjk", "chromium"):
        assert package in line
    assert not (project / ".venv").exists()


def test_root_gets_what_is_missing_and_the_second_time_nothing_is_done(project: Path, programs: Path) -> None:
    installed = programs / "installed"
    stand_in(programs, "id", "echo 0")
    stand_in(programs, "dpkg-query", f'test -e "{installed}" && echo "install ok installed"')
    stand_in(programs, "apt-get", f'case "$*" in *install*) echo "$@" >> "{installed}";; esac')

    first = install(project, programs)
    second = install(project, programs)

    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert "fontconfig" in installed.read_text()
    assert "chromium" not in installed.read_text()
    assert len(installed.read_text().splitlines()) == 1
    assert (project / ".venv" / "bin" / "python").exists()
    assert (first.stdout, second.stdout, second.stderr) == ("", "", "")


def test_another_python_is_refused_in_a_sentence(project: Path, programs: Path) -> None:
    stand_in(programs, "python3.9", "exit 1")

    done = install(project, programs, PYTHON="python3.9")

    assert done.returncode == 1
    assert "Python 3.11 is needed" in done.stderr
