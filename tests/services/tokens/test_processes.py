"""Tokens under real processes: one call for everybody, and nothing lost when one of them is killed."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from app.db.clock import for_database
from app.db.database import Database
from app.db.tables.people import Connection
from app.domain.errors import ReauthorizationRequired
from app.sandbox.server import RunningSandbox
from app.services.accounts import Member
from tests.ground.proofs import Proof, rounds
from tests.ground.site import TOKEN_KEYS
from tests.services.rooms import Rooms, token_calls

PROJECT = Path(__file__).resolve().parent.parent.parent.parent
THREADS = (13, 13, 12, 12)
ROUNDS = 3

Start = Callable[..., "Process"]


class Process:
    """A `tests.services.tokens.process` that stands ready."""

    def __init__(self, rooms: Rooms, connection_id: int, threads: int = 1, die_at: str = "") -> None:
        self._running = subprocess.Popen(
            [sys.executable, "-m", "tests.services.tokens.process"],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        job = {
            "database_url": rooms.database.url.render_as_string(hide_password=False),
            "token_keys": TOKEN_KEYS,
            "accounts_url": rooms.sandbox.accounts_url,
            "api_url": rooms.sandbox.api_url,
            "connection_id": connection_id,
            "threads": threads,
            "die_at": die_at,
        }
        self._say(json.dumps(job))

    def is_ready(self) -> bool:
        return self._hear() == "ready"

    def go(self) -> None:
        self._say("go")

    def tokens(self) -> list[str]:
        """What its threads got."""
        heard: list[str] = json.loads(self._hear())
        return heard

    def dies(self) -> int:
        """The signal that ended it."""
        return -self._running.wait(30)

    def end(self) -> None:
        assert self._running.stdin is not None
        assert self._running.stdout is not None
        self._running.stdin.close()
        self._running.wait(30)
        self._running.stdout.close()

    def _say(self, line: str) -> None:
        assert self._running.stdin is not None
        self._running.stdin.write(f"{line}\n")
        self._running.stdin.flush()

    def _hear(self) -> str:
        assert self._running.stdout is not None
        return self._running.stdout.readline().strip()


@pytest.fixture
def start() -> Iterator[Start]:
    """Start processes, end them all."""
    with ExitStack() as ending:

        def begin(rooms: Rooms, connection_id: int, **more: object) -> Process:
            process = Process(rooms, connection_id, **more)  # type: ignore[arg-type]
            ending.callback(process.end)
            return process

        yield begin


@pytest.fixture
def rooms(database: Database, sandbox: RunningSandbox) -> Rooms:
    """Real time: the other processes have their own clocks."""
    return Rooms(database, sandbox, for_database(database))


@pytest.fixture
def member(rooms: Rooms) -> Member:
    return rooms.member("mara")


def expire(rooms: Rooms, member: Member) -> Connection:
    """The row, its access token expired a minute ago."""
    with rooms.database.transaction() as session:
        row = session.get_one(Connection, rooms.connection_of(member).id)
        row.access_expires_at = rooms.now() - timedelta(minutes=1)
    return rooms.connection_of(member)


@pytest.mark.parametrize("times", [ROUNDS, pytest.param(rounds(20, 500), marks=pytest.mark.chaos)])
def test_fifty_needs_of_one_expired_token_from_four_processes_make_one_token_call(
    rooms: Rooms, member: Member, start: Start, proof: Proof, times: int
) -> None:
    processes = [start(rooms, rooms.connection_of(member).id, threads=threads) for threads in THREADS]
    assert all(process.is_ready() for process in processes)
    for rotation in times * ("none", "rotate_strict"):
        rooms.sandbox.world.tokens.rotation = rotation
        expire(rooms, member)
        before = token_calls(rooms.sandbox)
        for process in processes:
            process.go()
        got = [token for process in processes for token in process.tokens()]
        assert len(got) == sum(THREADS) == 50
        assert "SpotifyUnavailable" not in got
        assert len(set(got)) == 1, "everybody got the same token"
        assert token_calls(rooms.sandbox) == before + 1
    proof("50 parallel needs of one token", rounds=2 * times, result="1 token call each time", bound="1 token call")


@pytest.mark.parametrize("rotation", ["none", "rotate_grace"])
def test_a_kill_between_the_answer_and_the_commit_loses_nothing_when_the_old_token_still_counts(
    rooms: Rooms, member: Member, start: Start, rotation: str
) -> None:
    rooms.sandbox.world.tokens.rotation = rotation
    before = expire(rooms, member)
    kill(start(rooms, before.id, die_at="token_answered"))
    left = rooms.connection_of(member)
    assert left.refresh_token == before.refresh_token
    assert left.lease_owner, "the dead holder's lease runs out by itself"
    heal(rooms, member, calls=1)
    held_by_spotify = rooms.sandbox.world.tokens.grants_as_json()[-1]["refresh_token"]
    assert rooms.connection_of(member).token_fingerprint == held_by_spotify


def test_a_kill_between_the_answer_and_the_commit_under_strict_rotation_asks_for_a_reconnect(
    rooms: Rooms, member: Member, start: Start
) -> None:
    rooms.sandbox.world.tokens.rotation = "rotate_strict"
    kill(start(rooms, expire(rooms, member).id, die_at="token_answered"))
    with pytest.raises(ReauthorizationRequired):
        heal(rooms, member, calls=1)
    assert rooms.connection_of(member).status == "needs_reauth", "never silently"


def test_a_kill_after_the_commit_shows_nowhere(rooms: Rooms, member: Member, start: Start) -> None:
    rooms.sandbox.world.tokens.rotation = "rotate_strict"
    kill(start(rooms, expire(rooms, member).id, die_at="token_saved"))
    assert rooms.connection_of(member).lease_owner is None
    before = token_calls(rooms.sandbox)
    token = rooms.tokens.access_token(rooms.connection_of(member).id)
    assert rooms.spotify.me(token).display_name == "Mara Ellingsen"
    assert token_calls(rooms.sandbox) == before


def kill(process: Process) -> None:
    assert process.is_ready()
    process.go()
    assert process.dies() == 9


def heal(rooms: Rooms, member: Member, *, calls: int) -> None:
    """The next need, once the lease of the dead holder has run out."""
    before = token_calls(rooms.sandbox)
    later = Rooms(rooms.database, rooms.sandbox, lambda: rooms.now() + timedelta(seconds=31))
    try:
        token = later.tokens.access_token(rooms.connection_of(member).id)
        assert rooms.spotify.me(token).display_name == "Mara Ellingsen"
    finally:
        assert token_calls(rooms.sandbox) == before + calls
