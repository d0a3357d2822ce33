"""What the fault tests prove, as one table at the end of the run: `make chaos`, and `make chaos FULL=1` for all rounds.

`proof("50 needs of one token", rounds=40, result="1 call each", bound="1 call")` adds a line; a test that fails adds
none, so a line is a claim that was checked.
"""

import os
from collections.abc import Callable
from typing import Any

import pytest

FULL = os.environ.get("FULL") == "1"
Proof = Callable[..., None]
HEAD = ("proof", "database", "rounds", "result", "bound")


def rounds(short: int, full: int) -> int:
    """How often to try: the default run ends in minutes, the full one in hours."""
    return full if FULL else short


@pytest.fixture
def proof(request: pytest.FixtureRequest, record_property: Callable[[str, Any], None]) -> Proof:
    """Says what was shown; the database is the test's own."""
    kinds = getattr(getattr(request.node, "callspec", None), "params", {})
    database = next((kind for kind in ("sqlite", "postgres") if kind in map(str, kinds.values())), "")

    def said(name: str, *, rounds: int, result: str, bound: str) -> None:
        record_property("proof", [name, database, f"{rounds:,}", result, bound])

    return said


def pytest_terminal_summary(terminalreporter: Any) -> None:
    proved = [
        value
        for report in terminalreporter.stats.get("passed", [])
        for name, value in report.user_properties
        if name == "proof"
    ]
    if not proved:
        return
    rows = [HEAD, *sorted(proved)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    terminalreporter.section("what was proved")
    for place, row in enumerate(rows):
        cells = " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        terminalreporter.line(f"| {cells} |")
        if place == 0:
            terminalreporter.line(f"|{'|'.join('-' * (width + 2) for width in widths)}|")
