"""One year of a site: pages stay fresh, exceptions have names, every expiry is announced (RELIABILITY.md g18, g19)."""

import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app import logs
from app.sandbox.world import World
from tests.ground.moments import Clock
from tests.ground.proofs import Proof, rounds
from tests.simulation.in_process import wired
from tests.simulation.year import BEGIN, Year

pytestmark = pytest.mark.chaos

PEOPLE = rounds(40, 1000)
"""A year of these takes some minutes: a refresh costs 30 to 60 ms, sandbox included, and each profile has 52."""


@pytest.fixture
def fast_folder() -> Iterator[Path]:
    """Memory where there is some: what is simulated is not the disk."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(prefix="anchor-year-", dir=memory if memory.is_dir() else None) as name:
        yield Path(name)


def test_a_year_of_revocations_expiries_outages_and_deploys(
    sqlite_template: Path, fast_folder: Path, proof: Proof
) -> None:
    logs.configure("CRITICAL", json=True)
    clock, began = Clock(BEGIN), time.monotonic()
    world = World(lambda: clock().timestamp())
    with wired(world):
        seen = Year(PEOPLE, sqlite_template, fast_folder, world, clock).run()
    logs.configure("INFO", json=False)
    took = time.monotonic() - began

    assert seen.fresh >= 0.99, seen
    assert seen.unexplained == []
    assert seen.unannounced == []
    assert all(seen.expected[days] for days in (30, 7, 1)), seen
    told, rate = sum(seen.announced.values()), seen.refreshes / took
    result = f"{seen.fresh:.2%} fresh in 8 days, {told} announcements, in {took:.0f} s ({rate:.0f} refreshes/s)"
    proof("a year, profiles", rounds=PEOPLE, result=result, bound="99 %, all reasons named, all announced")
