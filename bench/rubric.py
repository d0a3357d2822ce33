"""How 50 bios of the grounded writer read to a person: `python -m bench.rubric` prints the mean of COPY.md's rubric.

`copy_scores.jsonl` holds the first 50 bios that `flask copy write tests/unit/writer/sheets_2.jsonl --seed 11` gave on
2026-11-29, each read beside its fact sheet and given points by one reader of the team, who had seen the rubric and not
the writer, with what cost it points. It was nobody from outside, and the sheets have been in the writer's tests, so it
shows where texts are weak and proves little about strangers. The last row says how many of the texts the writer still
writes: when it is small, they want reading anew.
"""

import json
import sys
from pathlib import Path
from statistics import mean
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.writer import read, write_all

MOST = {"grounding": 35, "specificity": 20, "plainness": 20, "form": 10, "voice": 5, "variety": 10}
SCORES = Path(__file__).parent / "copy_scores.jsonl"
SHEETS = Path(__file__).parent.parent / "tests/unit/writer/sheets_2.jsonl"
SEED = 11


def main() -> None:
    """Print the mean of each part, of the whole, the least whole, and how many texts are still written so."""
    rows = _read(SCORES)
    for part, most in MOST.items():
        print(f"{part:<14}{mean(row['scores'][part] for row in rows):>7.1f} of {most}")
    totals = [sum(row["scores"].values()) for row in rows]
    print(f"{'all':<14}{mean(totals):>7.1f} of 100, least {min(totals)}, under 80: {sum(n < 80 for n in totals)}")
    now = _written()
    print(f"{'still written':<14}{sum(row['text'] == now.get(row['id']) for row in rows):>5} of {len(rows)}")


def _written() -> dict[str, str]:
    """What the writer gives for the same sheets and seed today."""
    sheets = read(SHEETS)
    drafts, _ = write_all(sheets, SEED)
    return {sheet.id: draft.bio.text for sheet, draft in zip(sheets, drafts, strict=True) if draft.bio is not None}


def _read(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    main()
