"""The bios that a reader gave points to: whole, within the rubric, and above its bars."""

import json

from bench import rubric


def test_each_of_fifty_texts_has_points_for_every_part_and_reaches_the_bars():
    rows = [json.loads(line) for line in rubric.SCORES.read_text(encoding="utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows) == 50
    assert sum(rubric.MOST.values()) == 100
    for row in rows:
        assert row["scores"].keys() == rubric.MOST.keys()
        assert all(0 <= points <= rubric.MOST[part] for part, points in row["scores"].items())
    totals = [sum(row["scores"].values()) for row in rows]
    assert min(totals) >= 80
    assert sum(totals) / len(totals) >= 90
