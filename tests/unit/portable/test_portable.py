"""CSV for any spreadsheet: text stays text."""

import csv
import io

import pytest

from app.domain import portable


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        '=HYPERLINK("https://evil.example","x")',
        "+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\0=1",
        "  =1+1",
        "\u00a0=1",
        "\n=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
    ],
)
def test_a_cell_that_a_spreadsheet_would_calculate_becomes_text(cell: str) -> None:
    assert read(portable.table(("a",), [(cell,)]))[1] == [f"'{cell}"]


@pytest.mark.parametrize(
    "cell", ["Björk", "a=b", "1-2", "", "日本", 'say "hi", twice', "two\nlines", "https://x.example"]
)
def test_other_cells_come_back_as_they_were(cell: str) -> None:
    assert read(portable.table(("a",), [(cell,)]))[1] == [cell]


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))
