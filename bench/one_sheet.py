"""Figures about the one-sheet: time and memory of a child process for each, beside a renderer kept in memory.

.venv/bin/python -m bench.one_sheet [--times 200] [--contact-sheet FOLDER]
"""

import argparse
import hashlib
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from app.media import fonts, one_sheet
from app.media.one_sheet import Sheet
from bench.public_page import judge
from tests.media.one_sheet_samples import FULL, SHEETS


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def timed(sheet: Sheet, seen: set[bytes]) -> float:
    """Milliseconds; `seen` learns the digest of what was printed."""
    began = time.perf_counter()
    seen.add(hashlib.sha256(one_sheet.draw(sheet)).digest())
    return (time.perf_counter() - began) * 1000


def child_for_each(times: int) -> None:
    seen: set[bytes] = set()
    first = timed(FULL, seen)
    before = resident_mb()
    took = sorted(timed(FULL, seen) for _ in range(times))
    grown = resident_mb() - before
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"a child for each   first {first:.0f} ms, then median {statistics.median(took):.0f} ms, ", end="")
    print(f"p99 {took[int(times * 0.99) - 1]:.0f} ms; child's peak {peak:.0f} MB; ", end="")
    print(f"this process {before:.0f} MB, {grown:+.1f} MB after {times}")
    judge(f"different bytes in {times + 1} printings of one sheet", len(seen), 1)
    judge(f"this process has grown after {times}, MB", grown, 2)
    judge("a child's memory at most, MB", peak, 200)


def kept_in_memory(times: int) -> None:
    """In a process of its own, so that its libraries do not stay in this one."""
    code = f"from bench.one_sheet import warm; warm({times})"
    environment = os.environ | {"FONTCONFIG_FILE": str(fonts.CONFIGURATION), "PYTHONHASHSEED": "0"}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)


def warm(times: int) -> None:
    from app.media import one_sheet_press  # noqa: PLC0415 - loads WeasyPrint, which is what is measured

    began = time.perf_counter()
    one_sheet_press.print_sheet(FULL)
    first, before, took = (time.perf_counter() - began) * 1000, resident_mb(), []
    for _ in range(times):
        began = time.perf_counter()
        one_sheet_press.print_sheet(FULL)
        took.append((time.perf_counter() - began) * 1000)
    print(f"kept in memory     first {first:.0f} ms, then median {statistics.median(took):.0f} ms; ", end="")
    print(f"{before:.0f} MB after the first, {resident_mb() - before:+.1f} MB after {times} more")


def every_script(folder: Path | None) -> None:
    for name, sheet in SHEETS.items():
        began = time.perf_counter()
        pdf = one_sheet.draw(sheet)
        print(f"{name:18} {(time.perf_counter() - began) * 1000:5.0f} ms {len(pdf) / 1000:6.0f} kB")
        if folder:
            (folder / f"{name.replace(' ', '-')}.pdf").write_bytes(pdf)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--contact-sheet", type=Path, help="a folder in which to keep a PDF of each script")
    arguments = parser.parse_args()
    if arguments.contact_sheet:
        arguments.contact_sheet.mkdir(parents=True, exist_ok=True)
    every_script(arguments.contact_sheet)
    child_for_each(arguments.times)
    kept_in_memory(arguments.times)


if __name__ == "__main__":
    main()
