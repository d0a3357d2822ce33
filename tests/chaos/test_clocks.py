"""A container whose clock is wrong, under libfaketime: nothing is claimed early, no lease is stolen (F27)."""

import os
import shutil
import time
from datetime import UTC, datetime, timedelta
from glob import glob

import pytest
from sqlalchemy import select, update

from app.db.database import Database
from app.db.tables.work import Job, Leader
from app.domain.jobs import REFRESH
from tests.chaos.own_jobs import make_due, open_slots
from tests.ground.journey import over_http
from tests.ground.proofs import Proof
from tests.ground.served import Served, Start

pytestmark = pytest.mark.chaos

LOOKS_S = 12
"""Two ticks of whoever leads, and one more election."""


def faked(shift: str) -> dict[str, str]:
    """The environment that turns the clock of one process."""
    found = glob("/usr/lib/*/faketime/libfaketimeMT.so.1")
    assert shutil.which("faketime") and found, "No faketime: apt-get install -y --no-install-recommends faketime"  # noqa: PT018 - one need
    return {"LD_PRELOAD": found[0], "FAKETIME": shift}


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
@pytest.mark.parametrize("shift", ["+2h", "+4380d"])
def test_a_wrong_clock_claims_nothing_early_and_steals_no_lease(
    database: Database, database_url: str, start_site: Start, proof: Proof, shift: str
) -> None:
    connect(start_site(database_url))
    with database.transaction() as session:  # due in an hour; and one that somebody alive is doing
        soon = datetime.now(UTC) + timedelta(hours=1)
        session.execute(update(Job).values(due_at=soon, scheduled_for=soon, planned=True))
        busy = session.scalars(select(Job).where(Job.kind == REFRESH)).first()
        assert busy is not None
        busy.lease_owner, busy.due_at, busy.planned = "alive", datetime.now(UTC) + timedelta(minutes=2), False
        generation = busy.generation
    site = start_site(database_url, **faked(shift))
    lead_alone(database, site)
    time.sleep(LOOKS_S)
    with database.reading() as session:
        jobs = session.scalars(select(Job)).all()
        leader = session.scalars(select(Leader)).one()
    assert abs(leader.renewed_at - datetime.now(UTC)) < timedelta(minutes=1), "by the database's clock"
    assert [job.lease_owner for job in jobs if job.lease_owner] == ["alive"]
    assert max(job.generation for job in jobs) == generation

    with database.transaction() as session:
        session.execute(update(Job).values(lease_owner=None))
    make_due(database)
    deadline = time.monotonic() + 60
    while open_slots(database):
        assert time.monotonic() < deadline, site.log[-2000:]
        time.sleep(0.2)
    visitor = over_http(site.url)
    assert visitor.connect("tomas").headers["Location"] == "/studio"
    assert visitor.get("/studio").status_code == 200, "somebody signed in by its clock stays signed in"
    assert site.stop() == 0
    proof(f"clock {shift} in one process", rounds=1, result="0 early, 0 leases stolen, signed in", bound="0, 0")


def connect(site: Served) -> None:
    artist = over_http(site.url)
    artist.connect("mara")
    artist.wait_until_idle()
    artist.submit("/studio/handle", {"handle": "mara-e"})
    assert artist.submit("/studio/publish").status_code == 303
    assert site.stop() == 0


def lead_alone(database: Database, site: Served) -> None:
    deadline = time.monotonic() + 40
    while True:
        with database.reading() as session:
            holder = session.scalars(select(Leader.holder)).one_or_none() or "::"
        if holder.split(":")[1] in {str(pid) for pid in children(site)}:
            return
        assert time.monotonic() < deadline, site.log[-2000:]
        time.sleep(0.2)


def children(site: Served) -> list[int]:
    path = f"/proc/{site.process.pid}/task/{site.process.pid}/children"
    with open(path, encoding="utf-8") as file:
        return [int(pid) for pid in file.read().split()] if os.path.exists(path) else []
