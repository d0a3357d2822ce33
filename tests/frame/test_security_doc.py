"""docs/security.md names a test that exists, or a reason, for each requirement of ASVS 5.0.0 level 1 and 2."""

import re
from collections import Counter

from tests.ground.served import PROJECT

DOCUMENT = (PROJECT / "docs" / "security.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| ([^|]+) \| (.+) \|$", re.M)
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def test_every_requirement_of_level_1_and_2_has_a_line() -> None:
    rows = ROW.findall(DOCUMENT)

    assert Counter(level for _, level, _, _ in rows) == {"1": 70, "2": 183}
    assert len({number for number, *_ in rows}) == 253
    assert {number.split(".")[0] for number, *_ in rows} == {str(chapter) for chapter in range(1, 18)}


def test_every_line_has_a_test_that_exists_or_a_reason() -> None:
    faults = []
    for number, _, _, proof in ROW.findall(DOCUMENT):
        named = TEST.findall(proof)
        if not named and not re.match(r"Not here: .{3,}|Below, “[\w ,]+”", proof):
            faults.append(f"{number} has neither")
        for path, name in named:
            file = PROJECT / path
            if not file.is_file() or (name and f"def {name}(" not in file.read_text(encoding="utf-8")):
                faults.append(f"{number} names {path}::{name}, which is not there")

    assert faults == []


def test_what_is_said_below_is_there() -> None:
    headings = re.findall(r"^## (.+)$", DOCUMENT, re.M)

    assert set(re.findall(r"Below, “([^”]+)”", DOCUMENT)) <= set(headings)
