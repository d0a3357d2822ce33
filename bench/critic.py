"""How fast and how right the critic is: `python -m bench.critic` prints one table.

The labelled sets are those of `tests/unit/critic/sets`; latency is measured in this process, after one
warm-up text, over `ROUNDS` rounds of every text.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.unit.critic import labelled

ROUNDS = 5


def main() -> None:
    """Print one row per set."""
    print(f"{'set':<10}{'texts':>7}{'good':>6}{'bad':>6}{'precision':>11}{'recall':>8}{'p50 ms':>8}{'p99 ms':>8}")
    for name in labelled.SETS:
        texts = list(labelled.read(name))
        texts[0].judged()
        times = sorted(_milliseconds(text) for _ in range(ROUNDS) for text in texts)
        result = labelled.score(name)
        print(
            f"{name:<10}{len(texts):>7}{result.goods:>6}{result.bads:>6}{result.precision:>11.3f}{result.recall:>8.3f}"
            f"{times[len(times) // 2]:>8.2f}{times[len(times) * 99 // 100]:>8.2f}"
        )


def _milliseconds(text: labelled.Labelled) -> float:
    began = time.perf_counter()
    text.judged()
    return (time.perf_counter() - began) * 1_000


if __name__ == "__main__":
    main()
