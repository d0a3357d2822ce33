"""What the image holds: everything that production needs, and neither the sandbox nor the tests.

No image is built here; the Dockerfile's own list of files is copied into an empty folder and started from there.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from fnmatch import fnmatch
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from tests.frame.test_requirements import PROJECT, pins
from tests.frame.test_settings import PRODUCTION
from tests.ground.served import START_LIMIT_S, answers, free_port

FOR_TYPE_CHECKERS = {"_typeshed"}
NEVER = ("app/sandbox", "app/demo.py", "tests", "bench")


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("image")
    ignored = [line for line in (PROJECT / ".dockerignore").read_text().splitlines() if line and line[0] != "#"]
    dockerfile = (PROJECT / "Dockerfile").read_text().split("FROM ")[-1]
    for line in re.findall(r"^COPY (?!--from)(.+)$", dockerfile, re.MULTILINE):
        *sources, target = line.split()
        for source in sources:
            path, destination = PROJECT / source, folder / target
            if path.is_dir():
                shutil.copytree(path, destination, ignore=lambda where, names: leave_out(where, names, ignored))
            else:
                shutil.copy(path, destination)
    return folder


def leave_out(where: str, names: list[str], ignored: list[str]) -> set[str]:
    here = Path(where).relative_to(PROJECT)
    return {
        name for name in names if any(fnmatch(f"{here / name}", pattern.removeprefix("**/")) for pattern in ignored)
    } | ({"__pycache__"} & set(names))


def test_the_sandbox_and_the_tests_stay_outside(image: Path) -> None:
    assert (image / "app" / "bootstrap.py").exists()
    assert [name for name in NEVER if (image / name).exists()] == []


@pytest.fixture
def running(image: Path, tmp_path: Path) -> Iterator[int]:
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "PORT": str(port),
        "DATABASE_URL": f"sqlite:///{tmp_path}/a.db",
    } | PRODUCTION
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"],
        cwd=image,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield port
    process.terminate()
    printed = process.communicate(timeout=40)[1]
    assert process.returncode == 0, printed
    assert "Traceback" not in printed


def test_it_starts_in_production_from_those_files_alone_and_migrates_its_sqlite_file(running: int) -> None:
    deadline = time.monotonic() + START_LIMIT_S
    while not answers(running, "/readyz") and time.monotonic() < deadline:
        time.sleep(0.05)
    assert answers(running, "/readyz")
    assert answers(running, "/healthz")


def test_production_imports_only_what_its_lock_installs() -> None:
    locked, owners = set(pins("requirements-sentry.txt")), packages_distributions()
    imported = {
        name.split(".")[0]
        for path in (PROJECT / "app").rglob("*.py")
        if not str(path.relative_to(PROJECT)).startswith(NEVER)
        for name in imports_of(path)
    }
    outside = imported - set(sys.stdlib_module_names) - {"app", "wsgi"} - FOR_TYPE_CHECKERS

    assert {
        name for name in outside if not {canonicalize_name(owner) for owner in owners.get(name, [])} & locked
    } == set()


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
