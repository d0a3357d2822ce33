"""The locks hold what pyproject.toml asks for: checked without a network."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parent.parent.parent
WANTED = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


def pins(name: str) -> dict[str, str]:
    """Name -> version of every line of a lock."""
    lines = (PROJECT / name).read_text(encoding="utf-8").splitlines()
    found = [Requirement(line.removesuffix("\\").strip()) for line in lines if re.match(r"[a-z0-9]", line)]
    return {canonicalize_name(pin.name): next(iter(pin.specifier)).version for pin in found}


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.txt", WANTED["project"]["dependencies"]),
        (
            "requirements-sentry.txt",
            WANTED["project"]["dependencies"] + WANTED["project"]["optional-dependencies"]["sentry"],
        ),
        ("requirements-dev.txt", WANTED["project"]["dependencies"] + WANTED["dependency-groups"]["dev"]),
    ],
)
def test_the_lock_satisfies_everything_that_pyproject_asks_for(lock: str, wanted: list[str]) -> None:
    locked = pins(lock)

    unsatisfied = [
        text
        for text, requirement in ((text, Requirement(text)) for text in wanted)
        if not requirement.specifier.contains(locked.get(canonicalize_name(requirement.name), "0"), prereleases=True)
    ]
    assert unsatisfied == [], "run make lock"


def test_development_runs_on_the_very_versions_of_production() -> None:
    development, production = pins("requirements-dev.txt"), pins("requirements.txt")

    assert {name: development.get(name) for name in production} == production


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-sentry.txt", "requirements-dev.txt"])
def test_every_pin_is_sealed_with_hashes_and_no_address_is_named(lock: str) -> None:
    text = (PROJECT / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", text.strip())

    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    assert "--index" not in text
