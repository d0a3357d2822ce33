"""Token keys: counted, rotated while the site runs, and missed before anything breaks."""

import json
import secrets
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from sqlalchemy import LargeBinary, func, update

from app.db.base import Base
from app.db.database import Database
from app.db.queries.envelopes import PLACES
from app.db.tables.factors import SecondFactor
from app.db.tables.people import Connection, OAuthAttempt, TokenJournalEntry
from app.domain.purposes import VERIFIER
from app.sandbox.server import RunningSandbox
from app.services.accounts import Member
from app.services.key_rotation import PURPOSES, KeyRotation
from app.services.second_factor import SecondFactorService
from app.vault import Vault, generate_key, key_id_of, parse_keys
from tests.ground.commands import flask
from tests.ground.databases import opened
from tests.ground.moments import Clock
from tests.ground.served import PROJECT, Start
from tests.ground.site import TOKEN_KEYS
from tests.services.rooms import Rooms

OLD = TOKEN_KEYS
NEW = generate_key()
BOTH = f"{NEW},{OLD}"


def vault(keys: str) -> Vault:
    return Vault(parse_keys(keys))


@pytest.fixture
def rooms(database: Database, sandbox: RunningSandbox, clock: Clock) -> Rooms:
    return Rooms(database, sandbox, clock)


@pytest.fixture
def member(rooms: Rooms, clock: Clock) -> Member:
    """Mara, with something sealed in every place."""
    member = rooms.member("mara")
    account = rooms.sandbox.world.people["mara"].account_id
    SecondFactorService(rooms.database, rooms.vault, clock, secrets.token_bytes, "Anchor").set_up(account)
    rooms.connect.start(None, "/studio", None)
    connection = rooms.connection_of(member)
    with rooms.database.transaction() as session:
        session.add(
            TokenJournalEntry(
                connection_id=connection.id,
                refresh_token=rooms.vault.seal("journal", person_id=member.person_id, purpose="refresh_token"),
                sent_fingerprint="f" * 64,
                stored=False,
                created_at=clock(),
            )
        )
    return member


def test_every_sealed_column_is_known_to_the_rotation() -> None:
    binary = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }
    pictures_and_files = {name for name in binary if name.endswith(".content")}

    assert binary - pictures_and_files == {place.name for place in PLACES} == set(PURPOSES)


def test_rotating_seals_everything_with_the_newest_key_and_a_second_time_nothing(rooms: Rooms, member: Member) -> None:
    keys = KeyRotation(rooms.database, vault(BOTH))
    assert (keys.status().old, keys.status().unknown) == (5, 0)

    assert keys.rotate().resealed == 5
    assert [(use.newest, use.values) for use in keys.status().keys] == [(True, 5), (False, 0)]
    assert keys.rotate().resealed == 0

    only_new = vault(NEW)
    connection, factor = rooms.connection_of(member), rooms.rows(SecondFactor)[0]
    assert connection.access_token
    assert only_new.open(connection.access_token, person_id=member.person_id, purpose="access_token")
    assert only_new.open(connection.refresh_token, person_id=member.person_id, purpose="refresh_token")  # type: ignore[arg-type]
    assert only_new.open(factor.secret, person_id=member.person_id, purpose="totp")
    assert only_new.open(rooms.rows(OAuthAttempt)[0].verifier, person_id=0, purpose=VERIFIER)
    journal = rooms.rows(TokenJournalEntry)[0].refresh_token
    assert only_new.open(journal, person_id=member.person_id, purpose="refresh_token") == "journal"


def test_a_value_of_an_unknown_key_is_counted_left_alone_and_does_not_stop_the_rest(
    rooms: Rooms, member: Member
) -> None:
    foreign = vault(generate_key()).seal("x", person_id=member.person_id, purpose="access_token")
    with rooms.database.transaction() as session:
        session.execute(update(Connection).values(access_token=foreign))
    keys = KeyRotation(rooms.database, vault(BOTH))

    assert keys.unknown() == 1
    done = keys.rotate()
    assert (done.resealed, done.unreadable) == (4, 1)
    assert rooms.connection_of(member).access_token == foreign


def test_more_values_than_a_batch_are_all_rotated(rooms: Rooms, member: Member, clock: Clock) -> None:
    with rooms.database.transaction() as session:
        for number in range(250):
            sealed = rooms.vault.seal(str(number), person_id=0, purpose=VERIFIER)
            session.add(
                OAuthAttempt(
                    state_hash=f"{number:064}",
                    browser_hash="b" * 64,
                    verifier=sealed,
                    next_path="/studio",
                    person_id=None,
                    created_at=clock(),
                    used_at=None,
                )
            )
    keys = KeyRotation(rooms.database, vault(BOTH))
    assert keys.rotate().resealed == 255
    assert keys.status().old == 0


@pytest.mark.chaos
def test_two_processes_use_and_renew_tokens_during_a_rotation_without_one_failure(
    rooms: Rooms, member: Member, sandbox: RunningSandbox, database_url: str
) -> None:
    """Another process reads tokens with four threads, people reconnect here, and a third process rotates."""
    job = {
        "database_url": database_url,
        "token_keys": BOTH,
        "accounts_url": sandbox.accounts_url,
        "api_url": sandbox.api_url,
        "connection_id": rooms.connection_of(member).id,
        "threads": 4,
        "die_at": "",
    }
    reader = subprocess.Popen(
        [sys.executable, "-m", "tests.services.tokens.process"],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert reader.stdin
    assert reader.stdout
    print(json.dumps(job), file=reader.stdin, flush=True)
    assert reader.stdout.readline() == "ready\n"
    over = Event()
    rooms.vault = rooms.accounts._vault = rooms.tokens._vault = vault(f"{OLD},{NEW}")  # this process is a step behind

    def reconnect() -> int:
        times = 0
        while not over.is_set():
            rooms.member("mara")
            times += 1
        return times

    read = []
    with ThreadPoolExecutor(1) as pool:
        renewing = pool.submit(reconnect)
        for _ in range(12):
            print("go", file=reader.stdin, flush=True)
            KeyRotation(rooms.database, vault(BOTH)).rotate()
            read += json.loads(reader.stdout.readline())
        over.set()
        renewed = renewing.result()
    reader.stdin.close()
    reader.stdout.close()
    assert reader.wait(20) == 0

    assert renewed > 0
    assert len(read) == 48
    assert [answer for answer in read if len(answer) != 64] == []
    KeyRotation(rooms.database, vault(BOTH)).rotate()
    assert key_id_of(rooms.connection_of(member).access_token or b"") == parse_keys(NEW)[0].id


def test_a_site_that_lacks_a_key_does_not_start_and_says_which_value_to_put_back(
    start_site: Start, sqlite_url: str, sandbox: RunningSandbox, clock: Clock
) -> None:
    with opened(sqlite_url) as database:
        Rooms(database, sandbox, clock).member("mara")
    with pytest.raises(AssertionError, match="TOKEN_KEYS lacks a key: 2 stored values do not open"):
        start_site(sqlite_url, TOKEN_KEYS=NEW)
    site = start_site(sqlite_url, TOKEN_KEYS=BOTH)

    def keys(command: str, token_keys: str) -> tuple[int, str]:
        done = flask("keys", command, environment=site.environment | {"TOKEN_KEYS": token_keys})
        return done.returncode, done.stdout

    code, printed = keys("status", NEW)
    assert (code, "put it back" in printed) == (1, True), printed
    code, printed = keys("status", BOTH)
    assert (code, "run keys rotate" in printed) == (0, True), printed
    assert keys("rotate", BOTH)[1].startswith("2 values sealed with the newest key")
    with opened(sqlite_url) as database, database.reading() as session:
        assert session.scalar(func.count(Connection.id)) == 1
    site.stop()
    start_site(sqlite_url, TOKEN_KEYS=NEW)
