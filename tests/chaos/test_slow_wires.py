"""A database behind a wire that takes two seconds, or is cut (F09): readers get pages, others a word to come back."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app.db.database import Database
from tests.chaos.test_sites import doubled, wait_for_leader
from tests.ground.journey import over_http
from tests.ground.proofs import Proof
from tests.ground.served import Start
from tests.ground.slow_wire import SlowWire, slow_wire

pytestmark = [pytest.mark.chaos, pytest.mark.parametrize("database_url", ["postgres"], indirect=True)]

READERS = 10
READ_S = 3.0
"""A look's patience of half a second, on a machine that is busy."""
TOLD_S = 25.0
OVER_S = 20.0


@pytest.fixture
def wire(database_url: str) -> Iterator[SlowWire]:
    with TemporaryDirectory(prefix="anchor-wire-") as folder, slow_wire(Path(folder), database_url) as made:
        yield made


@pytest.mark.parametrize("way", ["slow", "cut"])
def test_readers_get_the_kept_page_and_others_a_word_until_the_wire_is_well(
    database: Database, wire: SlowWire, start_site: Start, proof: Proof, way: str
) -> None:
    site = start_site(wire.url)
    artist = over_http(site.url)
    artist.connect("mara")
    artist.wait_until_idle()
    artist.submit("/studio/handle", {"handle": "mara-x"})
    assert artist.submit("/studio/publish").status_code == 303
    assert over_http(site.url).get("/mara-x").status_code == 200
    wait_for_leader(database, [site])

    def ask(path: str) -> tuple[int, float]:
        began = time.monotonic()
        return over_http(site.url).get(path).status_code, time.monotonic() - began

    if way == "slow":
        wire.delay_s = 2.0
    else:
        wire.whole.clear()
    with ThreadPoolExecutor(4) as pool:
        others = [pool.submit(ask, path) for path in ("/nobody-1", "/nobody-2", "/readyz")]
        reads = []
        for _ in range(READERS):
            reads.append(ask("/mara-x"))
            time.sleep(1)
        told = [other.result() for other in others]
    wire.delay_s = 0.0
    wire.whole.set()
    began = time.monotonic()
    while ask("/readyz")[0] != 200 or artist.get("/studio").status_code != 200:
        assert time.monotonic() - began < OVER_S
        time.sleep(0.5)
    wait_for_leader(database, [site])

    assert [status for status, _ in reads] == [200] * READERS
    longest = max(seconds for _, seconds in reads)
    assert longest < READ_S
    assert {status for status, _ in told} <= {200, 404, 503}
    assert max(seconds for _, seconds in told) < TOLD_S
    assert doubled(database) == []
    result = f"pages in {longest:.1f} s at most, others told in {max(s for _, s in told):.0f} s, 0 doubled"
    proof(f"database behind a {way} wire", rounds=READERS, result=result, bound=f"{READ_S:g} s, {TOLD_S:g} s, 0")
