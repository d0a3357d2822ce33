"""PostgreSQL is restarted under its leaders (`-m immediate`): never do two of them act in turns (F07, g5)."""

import json
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import text

from app.db.database import Database
from tests.chaos.nursery import nursery
from tests.ground.databases import PostgreSQL
from tests.ground.proofs import Proof, rounds

pytestmark = pytest.mark.chaos

RESTARTS = rounds(100, 1000)
PROCESSES = 3


@pytest.fixture
def own_server() -> Iterator[PostgreSQL]:
    """A server that nobody else's test needs."""
    with TemporaryDirectory(prefix="anchor-pg-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        server = PostgreSQL(folder)
        server.keep_every_commit()
        yield server
        server.stop()


def test_no_restart_of_the_database_lets_two_leaders_act(own_server: PostgreSQL, tmp_path: Path, proof: Proof) -> None:
    url, acts = own_server.url(own_server.lend()), tmp_path / "acts"
    database = Database(url)
    with database.transaction() as session:
        session.execute(text("CREATE TABLE acts (id BIGSERIAL, term BIGINT, holder TEXT)"))
    with nursery("tests.chaos.leading", {"database_url": url, "acts": str(acts)}) as candidates:
        for _ in range(PROCESSES):
            candidates.bear()
        term = 0
        for number in range(RESTARTS):
            term = wait_for_another(acts, term)
            own_server.restart()
            if number % 10 == 9:
                candidates.kill(candidates.alive[0])
                candidates.bear()
        wait_for_another(acts, term)
    database.engine.dispose()
    with database.reading() as session:
        terms = [row.term for row in session.execute(text("SELECT term FROM acts ORDER BY id"))]
    done = sorted((began, ended, term) for term, began, ended in map(json.loads, acts.read_text().splitlines()))
    mixed = [(one, two) for one, two in pairwise(done) if one[2] != two[2] and two[0] < one[1] and two[1] < one[1]]

    assert terms == sorted(terms), "an older term acted after a newer one"
    assert mixed == []
    assert len(set(terms)) > RESTARTS
    result = f"0 acts out of turn of {len(terms):,} ({len(set(terms))} terms)"
    proof("PostgreSQL restarts", rounds=RESTARTS, result=result, bound="0 two-leader effects")


def wait_for_another(acts: Path, former: int) -> int:
    """Until somebody leads in a newer term, and acts; the term."""
    deadline = time.monotonic() + 30
    while True:
        lines = acts.read_text().splitlines() if acts.exists() else []
        if lines and (term := int(json.loads(lines[-1])[0])) > former:
            return term
        assert time.monotonic() < deadline, "nobody leads"
        time.sleep(0.05)
