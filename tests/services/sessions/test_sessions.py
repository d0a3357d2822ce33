"""Sessions that the server ends."""

import base64
from datetime import timedelta

import pytest

from app.db.tables.people import Session
from app.services.accounts import Member
from tests.ground.moments import Clock
from tests.services.rooms import Rooms


@pytest.fixture
def member(rooms: Rooms) -> Member:
    return rooms.member("mara")


def test_the_token_in_the_cookie_finds_the_person_and_is_not_stored(rooms: Rooms, member: Member, clock: Clock) -> None:
    token = rooms.sessions.open(member.person_id)
    found = rooms.sessions.find(token)
    assert found is not None
    assert (found.person_id, found.profile_id, found.signed_in_at) == (member.person_id, member.profile_id, clock())
    assert found.account_id == rooms.sandbox.world.people["mara"].account_id
    (row,) = rooms.rows(Session)
    assert token not in (row.token_hash, str(row.id))
    assert len(row.token_hash) == 64
    assert len(base64.urlsafe_b64decode(token + "=")) == 32, "256 random bits"
    assert rooms.sessions.open(member.person_id) != token


def test_a_token_that_was_never_given_finds_nobody(rooms: Rooms, member: Member) -> None:
    rooms.sessions.open(member.person_id)
    for token in ("", "x" * 43, "' OR 1=1 --", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")):
        assert rooms.sessions.find(token) is None


def test_a_closed_session_is_over_at_once_and_closing_twice_is_calm(rooms: Rooms, member: Member) -> None:
    token, other = rooms.sessions.open(member.person_id), rooms.sessions.open(member.person_id)
    rooms.sessions.close(token)
    rooms.sessions.close(token)
    assert rooms.sessions.find(token) is None
    assert rooms.sessions.find(other) is not None


def test_all_sessions_of_one_person_end_together_and_nobody_else_s(rooms: Rooms, member: Member) -> None:
    mine = [rooms.sessions.open(member.person_id) for _ in range(3)]
    theirs = rooms.sessions.open(rooms.member("tomas").person_id)
    assert rooms.sessions.close_all(member.person_id) == 3
    assert [rooms.sessions.find(token) for token in mine] == [None] * 3
    assert rooms.sessions.find(theirs) is not None


def test_signing_in_again_replaces_the_browser_s_former_session(rooms: Rooms, member: Member) -> None:
    former = rooms.sessions.open(member.person_id)
    token = rooms.sessions.open(member.person_id, replacing=former)
    assert token != former
    assert rooms.sessions.find(former) is None
    assert rooms.sessions.find(token) is not None


def test_fourteen_days_without_a_visit_end_a_session(rooms: Rooms, member: Member, clock: Clock) -> None:
    token = rooms.sessions.open(member.person_id)
    clock.advance(days=13, hours=23)
    assert rooms.sessions.find(token) is not None
    clock.advance(days=13, hours=23)
    assert rooms.sessions.find(token) is not None, "the visit counted"
    clock.advance(days=2)
    assert rooms.sessions.find(token) is not None
    clock.advance(days=14)
    assert rooms.sessions.find(token) is None


def test_thirty_days_after_the_sign_in_visits_no_longer_help(rooms: Rooms, member: Member, clock: Clock) -> None:
    token = rooms.sessions.open(member.person_id)
    for _ in range(29):
        clock.advance(days=1)
        assert rooms.sessions.find(token) is not None
    clock.advance(days=1)
    assert rooms.sessions.find(token) is None


def test_a_visit_is_written_down_at_most_every_five_minutes(rooms: Rooms, member: Member, clock: Clock) -> None:
    token, opened = rooms.sessions.open(member.person_id), clock()
    clock.advance(minutes=4, seconds=59)
    rooms.sessions.find(token)
    assert rooms.rows(Session)[0].seen_at == opened
    clock.advance(seconds=1)
    rooms.sessions.find(token)
    assert rooms.rows(Session)[0].seen_at == opened + timedelta(minutes=5)


def test_sessions_that_are_over_are_removed_when_somebody_signs_in(rooms: Rooms, member: Member, clock: Clock) -> None:
    rooms.sessions.open(member.person_id)
    clock.advance(days=14, seconds=1)
    rooms.sessions.open(member.person_id)
    assert len(rooms.rows(Session)) == 1
