"""The `flask` commands as an operator runs them: their own process, their own environment.

A second of each start is the import of libraries. So a command is forked from a process that has imported them and has
done nothing else; `tests/cli` starts some from nothing as well.
"""

import multiprocessing
import os
import runpy
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

PROJECT = Path(__file__).resolve().parent.parent.parent
TIME_LIMIT_S = 60
LIBRARIES = ["flask.cli", "alembic.command", "psycopg", "sqlalchemy.dialects.postgresql", "app.cli.commands"]

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(LIBRARIES)


def flask(*arguments: str, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run `flask --app wsgi` with these arguments and with nothing but this environment."""
    command = ["flask", "--app", "wsgi", *arguments]
    with TemporaryDirectory(prefix="anchor-command-") as folder:
        printed = [Path(folder, name) for name in ("stdout", "stderr")]
        process = _processes.Process(target=_run, args=(command, kept() | dict(environment or {}), *printed))
        process.start()
        process.join(TIME_LIMIT_S)
        if process.is_alive():
            process.kill()
            raise subprocess.TimeoutExpired(command, TIME_LIMIT_S)
        assert process.exitcode is not None
        stdout, stderr = (path.read_text(encoding="utf-8") for path in printed)
        return subprocess.CompletedProcess(command, process.exitcode, stdout, stderr)


def flask_from_nothing(
    *arguments: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """The same in a new interpreter."""
    return subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", *arguments],
        cwd=PROJECT,
        env=kept() | dict(environment or {}),
        capture_output=True,
        text=True,
        check=False,
        timeout=TIME_LIMIT_S,
    )


def kept() -> dict[str, str]:
    """What every process gets of our environment."""
    return {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}


def _run(command: list[str], environment: dict[str, str], stdout: Path, stderr: Path) -> None:
    """In the new process: become the command."""
    for path, descriptor in ((stdout, 1), (stderr, 2)):
        with path.open("wb") as file:
            os.dup2(file.fileno(), descriptor)
    os.chdir(PROJECT)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = command
    runpy.run_module("flask", run_name="__main__", alter_sys=True)
