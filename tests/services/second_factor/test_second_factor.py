"""The second factor as stored and judged, on both databases."""

import base64
import secrets
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlsplit

import pytest

from app.db.database import Database
from app.db.tables.factors import RecoveryCode, SecondFactor
from app.domain import totp
from app.domain.refusals import BadInput, NotThere, TooSoon
from app.sandbox.server import RunningSandbox
from app.services.second_factor import NewFactor, SecondFactorService
from app.vault import SealBroken
from tests.ground.moments import Clock
from tests.services.rooms import Rooms


@pytest.fixture
def rooms(database: Database, sandbox: RunningSandbox, clock: Clock) -> Rooms:
    return Rooms(database, sandbox, clock)


@pytest.fixture
def factor(rooms: Rooms, clock: Clock) -> SecondFactorService:
    return SecondFactorService(rooms.database, rooms.vault, clock, secrets.token_bytes, "Anchor")


@pytest.fixture
def account(rooms: Rooms) -> str:
    rooms.member("mara")
    return rooms.sandbox.world.people["mara"].account_id


def secret_of(made: NewFactor) -> bytes:
    shared = parse_qs(urlsplit(made.uri).query)["secret"][0]
    return base64.b32decode(shared)


def code_now(made: NewFactor, clock: Clock, steps: int = 0) -> str:
    return totp.code_at(secret_of(made), totp.step_at(clock().timestamp()) + steps)


def person(rooms: Rooms) -> int:
    return int(rooms.rows(SecondFactor)[0].person_id)


def test_a_code_opens_once_and_its_replay_is_refused(
    factor: SecondFactorService, account: str, rooms: Rooms, clock: Clock
) -> None:
    made = factor.set_up(account)
    code = code_now(made, clock)
    factor.verify(person(rooms), code)

    with pytest.raises(BadInput, match="used before"):
        factor.verify(person(rooms), code)
    with pytest.raises(BadInput):
        factor.verify(person(rooms), code_now(made, clock, -1))
    clock.advance(seconds=30)
    factor.verify(person(rooms), code_now(made, clock))


def test_of_two_browsers_with_the_same_code_one_gets_in(
    factor: SecondFactorService, account: str, rooms: Rooms, clock: Clock
) -> None:
    code = code_now(factor.set_up(account), clock)

    def enter(_: int) -> bool:
        try:
            factor.verify(person(rooms), code)
        except BadInput:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(enter, range(4))) == 1


def test_five_wrong_codes_close_the_door_for_a_quarter_of_an_hour_even_to_the_right_one(
    factor: SecondFactorService, account: str, rooms: Rooms, clock: Clock
) -> None:
    made, began = factor.set_up(account), clock()
    wrong = f"{(int(code_now(made, clock)) + 1) % 10**6:06}"
    for _ in range(5):
        with pytest.raises(BadInput):
            factor.verify(person(rooms), wrong)
        clock.advance(seconds=5)
    with pytest.raises(TooSoon) as refused:
        factor.verify(person(rooms), code_now(made, clock))
    assert (refused.value.retry_at - began).total_seconds() == 900
    clock.advance(minutes=15)
    factor.verify(person(rooms), code_now(made, clock))


def test_a_recovery_code_opens_once(factor: SecondFactorService, account: str, rooms: Rooms) -> None:
    made = factor.set_up(account)
    assert len(set(made.recovery_codes)) == 10
    factor.verify(person(rooms), made.recovery_codes[3].upper())

    with pytest.raises(BadInput):
        factor.verify(person(rooms), made.recovery_codes[3])
    assert factor.states((account,))[0].recovery_left == 9


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "١٢٣٤٥٦", "abc", "\x00" * 6, "9" * 10_000])
def test_what_is_no_code_is_not_counted_as_a_try(
    factor: SecondFactorService, account: str, rooms: Rooms, typed: str
) -> None:
    factor.set_up(account)
    with pytest.raises(BadInput, match="six digits"):
        factor.verify(person(rooms), typed)
    assert rooms.rows(SecondFactor)[0].tries == 0


def test_nothing_stored_is_readable_and_the_secret_is_bound_to_its_person(
    factor: SecondFactorService, account: str, rooms: Rooms
) -> None:
    made = factor.set_up(account)
    row = rooms.rows(SecondFactor)[0]

    assert secret_of(made) not in row.secret
    assert secret_of(made).hex().encode() not in row.secret
    assert not {totp.bare(code) for code in made.recovery_codes} & {each.code_hash for each in rooms.rows(RecoveryCode)}
    with pytest.raises(SealBroken):
        rooms.vault.open(row.secret, person_id=row.person_id + 1, purpose="totp")
    assert secret_of(made).hex() not in repr(made)


def test_a_new_one_ends_the_old_one_and_every_room_that_it_had_opened(
    factor: SecondFactorService, account: str, rooms: Rooms, clock: Clock
) -> None:
    old = factor.set_up(account)
    token = rooms.sessions.open(person(rooms))
    factor.verify(person(rooms), code_now(old, clock))
    token = rooms.sessions.elevate(token)
    opened = rooms.sessions.find(token)
    assert opened is not None
    assert opened.second_factor_at == clock()

    new = factor.set_up(account)
    closed = rooms.sessions.find(token)
    assert closed is not None
    assert closed.second_factor_at is None
    clock.advance(seconds=30)
    for stale in (code_now(old, clock), old.recovery_codes[0]):
        with pytest.raises(BadInput):
            factor.verify(person(rooms), stale)
    factor.verify(person(rooms), code_now(new, clock))


def test_it_takes_somebody_who_signed_in_once(factor: SecondFactorService, account: str) -> None:
    with pytest.raises(NotThere, match="Sign in once"):
        factor.set_up("nobody-yet")
    states = factor.states(("nobody-yet", account))
    assert [(state.known, state.has_factor) for state in states] == [(False, False), (True, False)]


def test_seeds_have_160_random_bits_and_recovery_codes_120(factor: SecondFactorService, account: str) -> None:
    made, again = factor.set_up(account), factor.set_up(account)

    assert (len(secret_of(made)), len(secret_of(again))) == (20, 20)
    assert secret_of(made) != secret_of(again)
    codes = {totp.bare(code) for code in (*made.recovery_codes, *again.recovery_codes)}
    assert len(codes) == 20
    assert {len(base64.b32decode(code.upper())) for code in codes} == {15}
