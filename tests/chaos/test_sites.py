"""Whole sites under gunicorn: leaders that die and hang, workers that are replaced, ends in the middle of work."""

import os
import signal
import time
from datetime import UTC, datetime, timedelta
from random import Random

import psutil
import pytest
from sqlalchemy import func, select

from app.db.database import Database
from app.db.queries import leader
from app.db.tables.people import Connection
from app.db.tables.work import Job, Run
from app.sandbox.faults import Fault
from app.sandbox.server import RunningSandbox
from tests.chaos.own_jobs import make_due, open_slots
from tests.ground.journey import over_http
from tests.ground.proofs import Proof, rounds
from tests.ground.served import Served, Start

pytestmark = pytest.mark.chaos

TAKEOVER_S = 20.0
EXIT_S = 30.0
TAKEOVERS = rounds(1, 20)
REPLACEMENTS = rounds(1, 20)
ENDS = rounds(3, 250)
PEOPLE = ("mara", "tomas", "haruka", "layla")


@pytest.mark.parametrize("fate", [signal.SIGKILL, signal.SIGSTOP])
def test_a_leading_site_that_dies_or_hangs_is_replaced_within_twenty_seconds(
    database: Database, database_url: str, start_site: Start, proof: Proof, fate: signal.Signals
) -> None:
    sites, longest = [start_site(database_url), start_site(database_url)], 0.0
    for _ in range(TAKEOVERS):
        first = wait_for_leader(database, sites)
        second = next(site for site in sites if site is not first)
        pids = [first.process.pid, *(child.pid for child in psutil.Process(first.process.pid).children())]
        term = term_of(database)
        for pid in pids:
            os.kill(pid, fate)
        began = time.monotonic()
        wait_for_tick(database, second, term)
        longest = max(longest, time.monotonic() - began)
        if fate == signal.SIGSTOP:
            term = term_of(database)
            for pid in pids:
                os.kill(pid, signal.SIGCONT)
            time.sleep(8)
            assert term_of(database) == term, "the one that woke up writes nothing"
        else:
            first.process.wait(10)
            sites = [second, start_site(database_url)]

    assert longest <= TAKEOVER_S
    name = "dead" if fate == signal.SIGKILL else "hung"
    proof(f"takeover, {name} leader", rounds=TAKEOVERS, result=f"{longest:.1f} s at most", bound="20 s")


@pytest.mark.parametrize("way", ["max_requests", "timeout"])
def test_a_worker_that_gunicorn_replaces_leads_again_within_twenty_seconds(
    database: Database, database_url: str, start_site: Start, sandbox: RunningSandbox, proof: Proof, way: str
) -> None:
    arguments = {"max_requests": "--max-requests 5", "timeout": "--timeout 3"}[way]
    site, longest = start_site(database_url, GUNICORN_CMD_ARGS=arguments), 0.0
    connect(site)
    for _ in range(REPLACEMENTS):
        wait_for_leader(database, [site])
        (worker,) = psutil.Process(site.process.pid).children()
        term = term_of(database)
        make_due(database)
        began = time.monotonic()
        if way == "timeout":
            worker.suspend()
        else:
            visitor = over_http(site.url)
            while worker.is_running() and time.monotonic() - began < TAKEOVER_S:
                ask_quietly(visitor)
        worker.wait(TAKEOVER_S)
        wait_for_tick(database, site, term)
        longest = max(longest, time.monotonic() - began)
        wait_until_done(database)

    assert longest <= TAKEOVER_S
    assert doubled(database) == []
    proof(f"gunicorn {way}", rounds=REPLACEMENTS, result=f"leads again in {longest:.1f} s, 0 doubled", bound="20 s, 0")


def test_an_end_in_the_middle_of_work_finishes_it_or_hands_it_back(
    database: Database, database_url: str, start_site: Start, sandbox: RunningSandbox, proof: Proof
) -> None:
    """SIGTERM during a token call, during the lists, and at any other time; the provider rotates strictly."""
    rng, longest = Random(9), 0.0
    sandbox.world.tokens.rotation = "rotate_strict"
    first = start_site(database_url)
    connect(first)
    assert first.stop() == 0
    for number in range(ENDS):
        site = start_site(database_url)
        wait_for_leader(database, [site])
        sandbox.world.tokens.expire_access(None)
        forget_access(database)
        endpoint = ("token", "top_tracks", None)[number % 3]
        if endpoint is not None:
            sandbox.world.faults.add(Fault("slow", endpoint=endpoint, seconds=2, times=1))
        before = len(sandbox.world.tokens.ledger.events)
        make_due(database)
        if endpoint is None:
            time.sleep(rng.uniform(0, 8))
        else:
            wait_until(lambda: len(sandbox.world.tokens.ledger.events) > before)  # noqa: B023 - used at once
        began = time.monotonic()
        assert site.stop() == 0, site.log
        longest = max(longest, time.monotonic() - began)
        sandbox.world.faults.clear()
        with database.reading() as session:
            leased = session.scalars(select(Job.id).where(Job.lease_owner.is_not(None))).all()
            held = dict(session.execute(select(Connection.account_id, Connection.token_fingerprint)).all())
        grants = {grant["person"]: grant["refresh_token"] for grant in sandbox.world.tokens.grants_as_json()}
        assert leased == []
        assert held == {sandbox.world.people[key].account_id: mark for key, mark in grants.items()}

    assert longest <= EXIT_S
    assert doubled(database) == []
    result = f"exit in {longest:.1f} s at most, 0 leases left, 0 tokens lost"
    proof("SIGTERM in mid-work", rounds=ENDS, result=result, bound="30 s, 0, 0")


def connect(site: Served) -> None:
    for person in PEOPLE:
        artist = over_http(site.url)
        artist.connect(person)
        artist.wait_until_idle()
        artist.submit("/studio/handle", {"handle": f"{person}-x"})
        assert artist.submit("/studio/publish").status_code == 303


def ask_quietly(visitor: object) -> None:
    try:
        visitor.get("/login")  # type: ignore[attr-defined]
    except OSError:
        time.sleep(0.05)


def pids_of(site: Served) -> set[int]:
    process = psutil.Process(site.process.pid)
    return {process.pid, *(child.pid for child in process.children())}


def leading_pid(database: Database) -> int | None:
    with database.reading() as session:
        row = leader.find(session)
    if row is None or row.ticked_at is None or row.expires_at <= datetime.now(UTC):
        return None
    return int(row.holder.split(":")[1])


def term_of(database: Database) -> int:
    with database.reading() as session:
        row = leader.find(session)
    return row.term if row else 0


def wait_for_leader(database: Database, sites: list[Served]) -> Served:
    found: list[Served] = []

    def one_leads() -> bool:
        pid = leading_pid(database)
        found[:] = [site for site in sites if pid in pids_of(site)]
        return bool(found)

    wait_until(one_leads)
    return found[0]


def wait_for_tick(database: Database, site: Served, former: int) -> None:
    """Until this site leads in a newer term and has looked at the queue in it."""

    def ticked() -> bool:
        with database.reading() as session:
            row = leader.find(session)
        return row is not None and row.term > former and row.ticked_at is not None and row.ticked_at >= row.taken_at

    wait_until(ticked)
    assert leading_pid(database) in pids_of(site)


def wait_until_done(database: Database) -> None:
    wait_until(lambda: not open_slots(database), 180)


def forget_access(database: Database) -> None:
    with database.transaction() as session:
        for row in session.scalars(select(Connection)):
            row.access_expires_at = datetime.now(UTC) - timedelta(minutes=1)


def doubled(database: Database) -> list[object]:
    with database.reading() as session:
        slots = (
            select(Run.profile_id).where(Run.outcome == "done").group_by(Run.profile_id, Run.kind, Run.scheduled_for)
        )
        return list(session.execute(slots.having(func.count() > 1)).all())


def wait_until(happened, limit_s: float = 60) -> None:
    deadline = time.monotonic() + limit_s
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)
