"""Figures about the grounded writer over a file of fact sheets and 1,000 synthesized profiles.

.venv/bin/python -m bench.writer [FILE] [--seed N]
"""

import argparse
import json
import random
import re
import statistics
import time
import zlib
from collections import Counter
from itertools import pairwise
from pathlib import Path

from app.domain.critic import judge
from app.domain.fact_sheet import FactSheet, parse
from app.domain.writer import Draft, Ledger, compose, ledger, ranked

SHEETS = Path(__file__).parent.parent / "tests/unit/writer/sheets.jsonl"


def read(file: Path) -> list[FactSheet]:
    """The fact sheets of a file of JSON lines."""
    with file.open(encoding="utf-8") as lines:
        return [parse(json.loads(line)) for line in lines if line.strip()]


def write_all(sheets: list[FactSheet], seed: int) -> tuple[list[Draft], list[float]]:
    """Write one draft per sheet with a shared ledger; also the milliseconds of each."""
    shared, drafts, times = Ledger(), [], []
    for sheet in sheets:
        start = time.perf_counter()
        draft = compose(sheet, seed=seed, elsewhere=shared)
        times.append((time.perf_counter() - start) * 1000)
        for form in draft.forms:
            shared.add(form)
        drafts.append(draft)
    return drafts, times


def distinct_2(texts: list[str]) -> float:
    """Distinct pairs of words over all pairs of words of a set."""
    pairs = [pair for text in texts for words in [ledger.words(text)] for pair in pairwise(words)]
    return len(set(pairs)) / max(1, len(pairs))


def masked(form: str) -> str:
    """A form with a single letter for every fact, so that long slot names do not count as repetition."""
    return re.sub(r"\{[^}]*\}", "X", form)


def compression(texts: list[str]) -> float:
    """Bytes of the set over its compressed bytes: the higher, the more it repeats itself."""
    raw = "\n".join(texts).encode()
    return len(raw) / max(1, len(zlib.compress(raw, 9)))


def synthesized(sheets: list[FactSheet], count: int, seed: int) -> list[FactSheet]:
    """Mix the parts of the given sheets into new profiles."""
    rng = random.Random(seed)
    made = []
    for number in range(count):
        typed, music, named = (rng.choice(sheets) for _ in range(3))
        made.append(
            FactSheet(
                id=f"made-{number}",
                subject=music.subject,
                display_name=named.display_name or "Wren",
                top_artists=music.top_artists,
                top_tracks=tuple(rng.sample(music.top_tracks, len(music.top_tracks))),
                top_albums=music.top_albums,
                genres=music.genres,
                typed=typed.typed,
            )
        )
    return made


def first_candidates(sheets: list[FactSheet], seed: int) -> float:
    """Share of the best proposals that the critic lets pass at once."""
    passed = [
        judge(sheet, text.text).passed
        for sheet in sheets
        for text in [next(ranked(sheet, seed=seed), None)]
        if text is not None
    ]
    return sum(passed) / max(1, len(passed))


def report(name: str, sheets: list[FactSheet], seed: int) -> None:
    """Print the figures of one set."""
    drafts, times = write_all(sheets, seed)
    bios = [draft.bio for draft in drafts if draft.bio]
    forms, texts = [bio.form for bio in bios], [bio.text for bio in bios]
    without_facts = [masked(form) for form in forms]
    captions = [caption.form for draft in drafts for caption in draft.captions]
    opening, count = Counter(ledger.opening(form) for form in forms).most_common(1)[0]
    word, starts = Counter(ledger.words(form)[0] for form in forms).most_common(1)[0]
    lengths, times = sorted(map(len, texts)), sorted(times)
    rows = {
        "texts": f"{len(drafts)} sheets, {len(bios)} bios, {len(captions)} captions",
        "commonest opening": f"{count / len(bios):.1%} ({opening}), first word {starts / len(bios):.1%} ({word})",
        "distinct-2": f"{distinct_2(texts):.2f} printed, {distinct_2(forms):.2f} masked",
        "compression ratio": f"{compression(texts):.2f} printed, {compression(without_facts):.2f} masked",
        "characters": f"{lengths[0]} to {lengths[-1]}, median {statistics.median(lengths):.0f}",
        "distinct forms": f"{len(set(forms))} of {len(forms)}",
        "first candidates that pass": f"{first_candidates(sheets, seed):.1%}",
        "latency": f"p50 {times[len(times) // 2]:.1f} ms, p99 {times[int(len(times) * 0.99)]:.1f} ms",
    }
    print(name)
    for row, figure in rows.items():
        print(f"  {row:28}{figure}")


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", nargs="?", type=Path, default=SHEETS)
    options.add_argument("--seed", type=int, default=0)
    chosen = options.parse_args()
    sheets = read(chosen.file)
    report(chosen.file.name, sheets, chosen.seed)
    report("1,000 synthesized profiles", synthesized(sheets, 1000, chosen.seed), chosen.seed)


if __name__ == "__main__":
    main()
