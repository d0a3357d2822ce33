"""Our own probes of whole classes of claim: what an editor would write of a sheet, and what nobody told.

`probes/claims.txt` names a sheet (`@id`) and then a text a line: `+` must pass, `-` must be rejected.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.critic import judge
from app.domain.fact_sheet import parse

FOLDER = Path(__file__).parent / "probes"
SHEETS = {
    row["id"]: parse(row) for row in map(json.loads, (FOLDER / "sheets.jsonl").read_text(encoding="utf-8").splitlines())
}


def probes(sign: str) -> Iterator[tuple[str, str]]:
    sheet = ""
    for line in (FOLDER / "claims.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            sheet = line[1:]
        elif line.startswith(sign):
            yield sheet, line[2:]


@pytest.mark.parametrize(("sheet", "text"), list(probes("+")))
def test_what_an_editor_would_write_passes(sheet: str, text: str) -> None:
    assert judge(SHEETS[sheet], text).passed


@pytest.mark.parametrize(("sheet", "text"), list(probes("-")))
def test_what_the_sheet_does_not_bear_out_is_rejected(sheet: str, text: str) -> None:
    assert not judge(SHEETS[sheet], text).passed
