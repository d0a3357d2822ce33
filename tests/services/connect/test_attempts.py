"""What is kept of a sign-in under way, and that it is used once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from app.db.tables.people import OAuthAttempt, Person
from app.domain.sign_in import Arrival, SignInFailed
from app.sandbox.faults import Fault
from app.services import connect
from tests.ground.moments import Clock
from tests.services.rooms import Rooms, agree, token_calls


def test_neither_state_nor_verifier_nor_browser_is_stored_in_the_clear(rooms: Rooms) -> None:
    departure = rooms.connect.start(None, "/studio", None)
    callback = agree(rooms.sandbox, departure.url, "mara")
    (row,) = rooms.rows(OAuthAttempt)
    assert callback.state
    assert callback.state not in (row.state_hash, row.browser_hash)
    assert departure.browser not in (row.state_hash, row.browser_hash)
    verifier = rooms.vault.open(row.verifier, person_id=0, purpose="oauth_verifier")
    assert verifier.encode() not in row.verifier
    assert 43 <= len(verifier) <= 128
    printed = repr((departure, callback))
    assert callback.state not in printed
    assert str(callback.code) not in printed


def test_of_many_callbacks_at_the_same_moment_one_signs_in_with_one_token_call(rooms: Rooms) -> None:
    departure = rooms.connect.start(None, "/studio", None)
    callback = agree(rooms.sandbox, departure.url, "mara")
    together = Barrier(4)

    def arrive(_number: int) -> Arrival | str:
        together.wait(10)
        try:
            return rooms.connect.finish(callback, departure.browser, None)
        except SignInFailed as failure:
            return failure.turn

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(arrive, range(4)))
    (person,) = rooms.rows(Person)
    assert sorted(outcomes, key=str) == [Arrival(person.id, "/studio"), "reused", "reused", "reused"]
    assert token_calls(rooms.sandbox) == 1
    assert len(rooms.imports) == 1


def test_an_attempt_that_spotify_s_silence_ended_is_used_up(rooms: Rooms) -> None:
    departure = rooms.connect.start(None, "/studio", None)
    callback = agree(rooms.sandbox, departure.url, "mara")
    rooms.sandbox.world.faults.add(Fault("503", endpoint="token"))
    with pytest.raises(SignInFailed, match="spotify_down"):
        rooms.connect.finish(callback, departure.browser, None)
    with pytest.raises(SignInFailed, match="reused"):
        rooms.connect.finish(callback, departure.browser, None)


def test_old_attempts_are_removed_a_few_at_a_time_when_new_ones_start(
    rooms: Rooms, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "PURGE_LIMIT", 2)
    for _ in range(3):
        rooms.connect.start(None, "/studio", None)
    clock.moment += connect.KEPT + timedelta(seconds=1)
    rooms.connect.start(None, "/studio", None)
    assert len(rooms.rows(OAuthAttempt)) == 2
    rooms.connect.start(None, "/studio", None)
    assert len(rooms.rows(OAuthAttempt)) == 2
