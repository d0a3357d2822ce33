"""Checkouts of this project beside each other: what an artist who publishes costs, and what readers feel of it.

`python -m bench.paired CHECKOUT CHECKOUT ...` serves each, measures them in turns, their order thrown anew each
round, and prints medians. `git worktree add` makes a checkout of an older commit; `BENCH_ROUNDS` (10) and
`BENCH_SECONDS` (3) as elsewhere.
"""

import argparse
import os
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import shuffle
from statistics import median

from bench import public_page
from bench.contenders import Contender
from bench.public_page import PACE, PUBLISH, SAVE, while_the_artist
from bench.seeded import HANDLE, publish_mara, secrets_of_a_site, workshop
from tests.ground.journey import Visitor

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "10"))
CLICKS = 20
"""Of each form in a round, while nobody reads."""


@dataclass(slots=True)
class Served:
    """One checkout: who saves there, who reads it, and milliseconds of its processor for a save and for a publish."""

    name: str
    artist: Visitor
    idle: Contender
    draws: Contender
    saves: list[float] = field(default_factory=list)
    publishes: list[float] = field(default_factory=list)

    def round(self) -> None:
        self.idle.measure(public_page.SECONDS, pace=PACE)
        while_the_artist(self.artist, (SAVE, PUBLISH), self.draws)
        for one in (self.idle, self.draws):
            one.end_tail()
        save = self._spent((SAVE,))
        self.saves.append(save)
        self.publishes.append(self._spent((SAVE, PUBLISH)) - save)

    def _spent(self, forms: tuple[str, ...]) -> float:
        """Milliseconds of the processor for these forms, each time with another name."""
        before = self.idle.spent_s()
        for _ in range(CLICKS):
            for form in forms:
                name = {"subject": "artist", "display_name": f"Name {time.time()}"}
                self.artist.submit(form, name if form == SAVE else None)
        return (self.idle.spent_s() - before) / CLICKS * 1000

    def row(self) -> str:
        ratio = median(mine / idle for mine, idle in zip(self.draws.tails, self.idle.tails, strict=True))
        tails = f"{median(self.idle.tails):.1f} | {median(self.draws.tails):.1f} | {ratio:.2f}"
        return f"| {self.name} | {tails} | {median(self.saves):.1f} | {median(self.publishes):.1f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkouts", type=Path, nargs="+")
    with ExitStack() as stack:
        served = []
        for checkout in parser.parse_args().checkouts:
            folder, keys = stack.enter_context(tempfile.TemporaryDirectory()), secrets_of_a_site()
            site = workshop(f"sqlite:///{folder}/anchor.db", keys, checkout=checkout.resolve())
            (begun,) = stack.enter_context(site)
            artist = publish_mara(begun)
            host = (f"Host: 127.0.0.1:{begun.port}",)
            idle, draws = (Contender(name, begun.port, begun.process, f"/{HANDLE}", host) for name in ("idle", "draws"))
            served.append(Served(checkout.resolve().name, artist, idle, draws))
        for _ in range(ROUNDS):
            shuffle(served)
            for one in served:
                one.round()
        print("| checkout | p99 idle, ms | while an artist publishes | ratio | save, ms of CPU | publish, ms of CPU |")
        print("|---|---:|---:|---:|---:|---:|")
        for one in sorted(served, key=lambda one: one.name):
            print(one.row())


if __name__ == "__main__":
    main()
