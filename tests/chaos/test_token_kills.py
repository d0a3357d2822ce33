"""kill -9 in every moment of a token refresh: what is lost, by the sandbox's own ledger (F01-F04, g1, g2)."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle
from random import Random

import pytest

from app.db.clock import system_now
from app.db.database import Database
from app.domain.errors import ReauthorizationRequired
from app.sandbox.server import RunningSandbox
from app.services import failpoints
from tests.ground.proofs import Proof, rounds
from tests.ground.served import PROJECT
from tests.ground.site import TOKEN_KEYS
from tests.services.rooms import Rooms

pytestmark = pytest.mark.chaos

ROUNDS = rounds(100, 3900)
STEP_S = 61 * 60
"""Between two rounds: the access token has expired, and the lease of who was killed has run out."""
CONSENT_LASTS = 4000


class Zygote:
    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.chaos.zygote"]
        self._running = subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def fork(self, **order: object) -> dict:
        assert self._running.stdin is not None
        assert self._running.stdout is not None
        self._running.stdin.write(json.dumps({"die_at": None, "kill_after_s": None, **order}) + "\n")
        self._running.stdin.flush()
        answer: dict = json.loads(self._running.stdout.readline())
        return answer

    def end(self) -> None:
        assert self._running.stdin is not None
        assert self._running.stdout is not None
        self._running.stdin.close()
        self._running.wait(30)
        self._running.stdout.close()


@pytest.fixture
def zygote() -> Iterator[Zygote]:
    running = Zygote()
    yield running
    running.end()


class Time:
    """The present, and what the rounds have added to it."""

    ahead_s = 0

    def __call__(self):
        return system_now() + timedelta(seconds=self.ahead_s)


@pytest.mark.parametrize("rotation", ["none", "rotate_grace", "rotate_strict"])
def test_a_refresh_that_is_killed_in_any_moment_loses_no_token(
    database: Database, sandbox: RunningSandbox, zygote: Zygote, proof: Proof, rotation: str
) -> None:
    now, rng, count = Time(), Random(4), Counter[str]()
    rooms = Rooms(database, sandbox, now)
    tokens = sandbox.world.tokens
    tokens.rotation = rotation
    member = rooms.member("mara")
    points = cycle(failpoints.TOKEN)
    usual_s = 0.1
    for number in range(ROUNDS):
        if number % CONSENT_LASTS == CONSENT_LASTS - 1:
            rooms.member("mara", member.person_id)
        now.ahead_s += STEP_S
        sandbox.world.clock.offset_s = now.ahead_s
        order = {
            "connection_id": rooms.connection_of(member).id,
            "database_url": database.url.render_as_string(hide_password=False),
            "url": sandbox.url,
            "token_keys": TOKEN_KEYS,
            "ahead_s": now.ahead_s,
        }
        if number % 10 == 0:
            usual_s = zygote.fork(**order)["took_s"]
            count["whole"] += 1
            continue
        if number % 2:
            ended = zygote.fork(**order, die_at=next(points))
            assert ended["signal"] == 9, ended
        else:
            ended = zygote.fork(**order, kill_after_s=rng.uniform(0, usual_s))
        count["killed"] += ended["signal"] == 9
        now.ahead_s += 31
        sandbox.world.clock.offset_s = now.ahead_s
        before = rooms.connection_of(member)
        assert before.status == "connected"
        try:
            rooms.spotify.me(rooms.tokens.access_token(before.id))
        except ReauthorizationRequired:
            count["lost"] += 1
            count["lost after commit"] += "token_saved" in ended["passed"]
            count["silent"] += rooms.connection_of(member).status != "needs_reauth"
            rooms.member("mara", member.person_id)
            continue
        held = [grant["refresh_token"] for grant in tokens.grants_as_json()]
        count["out of step"] += rooms.connection_of(member).token_fingerprint != held[-1]
    lost, unseen = count["lost"], count["lost after commit"] + count["silent"]

    assert count["killed"] >= ROUNDS * 0.7, count
    assert (unseen, count["out of step"]) == (0, 0)
    if rotation == "rotate_strict":
        result = f"0 lost after commit, 0 silent ({lost} lost in the call, each told)"
        proof(f"kill -9, tokens, {rotation}", rounds=count["killed"], result=result, bound="0 after commit, 0 silent")
    else:
        assert lost == 0
        proof(f"kill -9, tokens, {rotation}", rounds=count["killed"], result="0 lost", bound="0 lost")
