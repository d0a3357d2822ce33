"""docs/reliability.md names a test for each fault, and each of those tests exists."""

import re
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
ROW = re.compile(r"^\| (F\d\d) \|.*\|(?P<tests>[^|]+)\|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


NOT_YET = {9}
PROMISED = {f"F{number:02}" for number in (*range(1, 25), 27, 29, 30, 33, 34, 35) if number not in NOT_YET}


def test_every_fault_has_a_test_that_exists() -> None:
    rows = list(ROW.finditer((PROJECT / "docs/reliability.md").read_text(encoding="utf-8")))
    missing = sorted(PROMISED - {row[1] for row in rows})
    for row in rows:
        named = TEST.findall(row["tests"])
        assert named, row[1]
        for path, name in named:
            file = PROJECT / path
            if not file.exists() or f"def {name}(" not in file.read_text(encoding="utf-8"):
                missing.append(f"{row[1]}: {path}::{name}")

    assert missing == []
