"""Whole refreshes in three processes that die, hang and are told to wait, judged by the ledger (F01, F05, F06, F13).

Invariants: one success per slot, no older music over newer, no call while a Retry-After runs, everybody still connected
with the token that the sandbox holds.
"""

import time
from collections.abc import Iterator
from datetime import datetime
from itertools import cycle
from random import Random

import pytest
from sqlalchemy import func, select

from app.bootstrap import Services, build
from app.db.database import Database
from app.db.queries import snapshots
from app.db.tables.people import Connection
from app.db.tables.work import Job, Run
from app.domain.gathering import gather
from app.domain.snapshot import fingerprint
from app.sandbox.faults import Fault
from app.sandbox.server import RunningSandbox, serve
from app.sandbox.world import World
from app.services import failpoints
from app.settings import Settings
from tests.chaos import crowds
from tests.chaos.nursery import FastClock, Nursery, nursery
from tests.ground.proofs import Proof, rounds
from tests.ground.site import environment_for

pytestmark = pytest.mark.chaos

ROUNDS = rounds(4, 120)
PEOPLE = 30
PROCESSES = 3
SPEED = 10
"""A job's lease of two minutes ends after 12 seconds."""
HANG_S = 14.0
ROUND_LIMIT_S = 240
DISTURBANCES = 2
"""In one round: a job that lost three workers is parked, as it should be."""
ON_THEIR_WAY_S = 1.5 * SPEED
"""Calls that had left when the 429 was on its way back."""


@pytest.fixture
def now() -> FastClock:
    return FastClock(time.time(), SPEED)


@pytest.fixture
def fast_sandbox(now: FastClock) -> Iterator[RunningSandbox]:
    with serve(now=now.seconds) as running:
        yield running


def test_whatever_dies_or_hangs_each_slot_is_done_once_and_the_newest_music_stays(
    database: Database, database_url: str, fast_sandbox: RunningSandbox, now: FastClock, proof: Proof
) -> None:
    world, rng = fast_sandbox.world, Random(5)
    calls = {"SPOTIFY_CALLS_PER_30S": "100000", "SPOTIFY_CALLS_PER_DAY": "10000000"}
    environment = environment_for(database_url, fast_sandbox, **calls)
    services = build(Settings.load(environment), now=now)
    keys = crowds.invent(world, PEOPLE, ("mara", "tomas"))
    ids = join(database, services, world, keys)
    points, hits = cycle(failpoints.ALL), 0
    order = {"environment": environment, "epoch": now.epoch, "speed": SPEED}
    with nursery("tests.chaos.product", order) as processes:
        for _ in range(PROCESSES):
            processes.bear()
        for number in range(ROUNDS):
            for key in rng.sample(keys, PEOPLE // 2):
                world.standing[key].revision += 1
            limited, disturbed = number % 3 == 2, 0
            calm(processes)
            if limited:
                world.faults.add(Fault("429_short", endpoint="top_artists", retry_after="120"))
            with database.transaction() as session:
                crowds.make_due(session, ids, lambda _: now())
            began = time.monotonic()
            while open_slots(database, now()):
                assert time.monotonic() - began < ROUND_LIMIT_S, f"round {number}: {unfinished(database, now())}"
                time.sleep(1)
                if not limited and disturbed < DISTURBANCES and rng.random() < 0.4:
                    disturb(processes, rng, points)
                    disturbed += 1
                processes.wake()
                processes.replace_the_dead()
            hits += limited
        kills, stops = processes.kills, processes.stops
    made = list(world.ledger.calls)
    waits = [(call.at, call.at + 120) for call in made if call.outcome == "fault:429_short"]
    with database.reading() as session:
        doubled = session.execute(
            select(Run.profile_id)
            .where(Run.outcome == "done")
            .group_by(Run.profile_id, Run.scheduled_for)
            .having(func.count() > 1)
        ).all()
        status = set(session.scalars(select(Connection.status)))
    held = {grant["person"]: grant["refresh_token"] for grant in world.tokens.grants_as_json()}
    assert (doubled, status) == ([], {"connected"})
    assert stored_tokens(database) == {world.people[key].account_id: held[key] for key in keys}
    found = {key: stored_music(database, profile_id) for profile_id, key in zip(ids, keys, strict=True)}
    assert found == {key: newest(services, world, key) for key in keys}
    assert hits == len(waits)
    assert [call for began, end in waits for call in made if began + ON_THEIR_WAY_S < call.at < end] == []
    slots = ROUNDS * PEOPLE
    result = f"0 doubled, 0 missing, 0 older over newer ({kills} kills, {stops} hangs, {hits} Retry-After kept)"
    proof(f"refreshes over {PROCESSES} processes", rounds=slots, result=result, bound="0, 0, 0; 0 calls in the wait")


def join(database: Database, services: Services, world: World, keys: list[str]) -> list[int]:
    people = [crowds.connect(world, services, key) for key in keys]
    with database.transaction() as session:
        return [crowds.publish(session, services, person_id) for person_id in people]


def calm(processes: Nursery) -> None:
    """Only children that nobody told to die; who is sent away has nothing in hand, and is not counted."""
    for child in list(processes.alive):
        processes.kill(child)
        processes.kills -= 1
        processes.bear()


def disturb(processes: Nursery, rng: Random, points: Iterator[str]) -> None:
    if rng.random() < 0.5:
        processes.bear(die_at=next(points), die_after=rng.randint(1, 4))
        while len(processes.alive) > PROCESSES:
            processes.kill(processes.alive[0])
    else:
        processes.disturb(rng, hang_s=HANG_S)


def open_slots(database: Database, now: datetime) -> int:
    """Jobs of this round that are still to be done: what is done has its next time days ahead."""
    return len(unfinished(database, now))


def unfinished(database: Database, now: datetime) -> list[object]:
    """What is known of each of them."""
    with database.reading() as session:
        known = select(Job.profile_id, Job.outcome, Job.attempts, Job.due_at, Job.lease_owner)
        return list(session.execute(known.where(~Job.planned | (Job.due_at <= now))).all())


def stored_music(database: Database, profile_id: int) -> str:
    with database.reading() as session:
        return snapshots.newest(session, profile_id).fingerprint


def stored_tokens(database: Database) -> dict[str, str]:
    with database.reading() as session:
        rows = session.execute(select(Connection.account_id, Connection.token_fingerprint)).all()
    return {row.account_id: row.token_fingerprint for row in rows}


def newest(services: Services, world: World, key: str) -> str:
    """The fingerprint of what the sandbox has for somebody now."""
    grant = next(a for a in world.tokens._access.values() if a.person == key and a.expires_at > world.clock())
    lists = services.connect._spotify.top_lists(grant.token, "login")
    return fingerprint(gather(lists.artists, lists.tracks))
