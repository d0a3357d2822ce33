"""Log lines of the code under test go where production's go: stderr, redacted. pytest shows them when a test fails."""

import pytest

from app import logs


@pytest.fixture(scope="session", autouse=True)
def _lines_on_stderr() -> None:
    logs.configure("INFO", json=False)
