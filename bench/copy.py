"""The copy's figures in one table: `python -m bench.copy`, about two minutes.

Latency of the grounded writer and of the critic, the share of first candidates that the critic lets pass, and how many
forms 1,000 made-up profiles get; then what the critic says of the labelled sets.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from app.domain.critic import judge
from app.domain.fact_sheet import FactSheet
from app.domain.writer import Draft
from bench.writer import SHEETS, first_candidates, read, synthesized, write_all
from tests.unit.critic import labelled

PROFILES = 1_000


def main() -> None:
    """Print the table."""
    sheets = synthesized(read(SHEETS), PROFILES, seed=0)
    drafts, writing = write_all(sheets, seed=0)
    forms = [draft.bio.form for draft in drafts if draft.bio]
    scores = [labelled.score(name) for name in labelled.SETS]
    goods, bads = sum(score.goods for score in scores), sum(score.bads for score in scores)
    rows = {
        "writer, a profile": _latency(writing),
        "critic, a bio": _latency(_judging(sheets, drafts)),
        "first candidates that pass": f"{first_candidates(sheets, 0):.1%}",
        f"distinct forms in {PROFILES:,} profiles": f"{len(set(forms))} of {len(forms)} bios",
        "labelled texts": f"{goods} good, {bads} bad in {len(scores)} sets",
        "least precision of the critic": f"{min(score.precision for score in scores):.3f}",
        "least recall of the critic": f"{min(score.recall for score in scores):.3f}",
    }
    for row, figure in rows.items():
        print(f"{row:<36}{figure}")


def _judging(sheets: list[FactSheet], drafts: list[Draft]) -> list[float]:
    times = []
    for sheet, draft in zip(sheets, drafts, strict=True):
        if draft.bio is not None:
            began = time.perf_counter()
            judge(sheet, draft.bio.text)
            times.append((time.perf_counter() - began) * 1_000)
    return times


def _latency(times: list[float]) -> str:
    ordered = sorted(times)
    return f"p50 {ordered[len(ordered) // 2]:.1f} ms, p99 {ordered[len(ordered) * 99 // 100]:.1f} ms"


if __name__ == "__main__":
    main()
