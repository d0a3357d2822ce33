"""When a token is refreshed, what is kept of the answer, and what happens when it is refused."""

import hashlib
from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from app.db.queries import connections
from app.db.queries import tokens as token_rows
from app.db.tables.people import Connection, TokenJournalEntry
from app.domain.errors import AppRejected, ReauthorizationRequired, SpotifyUnavailable
from app.sandbox.faults import Fault
from app.services import tokens
from app.vault import SealBroken
from tests.ground.moments import Clock
from tests.services.rooms import Rooms, token_calls


def mark(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def newest_refresh_token(rooms: Rooms) -> str:
    """The fingerprint of the refresh token that the sandbox itself holds for valid."""
    return str(rooms.sandbox.world.tokens.grants_as_json()[-1]["refresh_token"])


def test_a_token_is_used_until_five_minutes_before_its_end_and_then_refreshed(rooms: Rooms, clock: Clock) -> None:
    connection = rooms.connection_of(rooms.member("mara"))
    before = token_calls(rooms.sandbox)
    first = rooms.tokens.access_token(connection.id)
    clock.advance(minutes=54, seconds=59)
    assert rooms.tokens.access_token(connection.id) == first
    assert token_calls(rooms.sandbox) == before
    clock.advance(seconds=1)
    assert rooms.tokens.access_token(connection.id) != first
    assert token_calls(rooms.sandbox) == before + 1


def test_a_short_lived_token_is_refreshed_in_the_last_tenth_of_its_life(rooms: Rooms, clock: Clock) -> None:
    rooms.sandbox.world.tokens.expires_in = 100
    connection = rooms.connection_of(rooms.member("mara"))
    first = rooms.tokens.access_token(connection.id)
    clock.advance(seconds=89)
    assert rooms.tokens.access_token(connection.id) == first
    clock.advance(seconds=1)
    assert rooms.tokens.access_token(connection.id) != first


@pytest.mark.parametrize("rotation", ["none", "null", "empty"])
def test_without_a_new_refresh_token_the_old_envelope_stays_byte_by_byte(
    rooms: Rooms, clock: Clock, rotation: str
) -> None:
    member = rooms.member("mara")
    before = rooms.connection_of(member)
    rooms.sandbox.world.tokens.rotation = rotation
    clock.advance(hours=1)
    rooms.tokens.access_token(before.id)
    after = rooms.connection_of(member)
    assert after.refresh_token == before.refresh_token
    assert after.token_fingerprint == before.token_fingerprint
    assert after.access_token != before.access_token
    assert after.authorized_at == before.authorized_at, "refreshing never extends the consent"
    assert rooms.rows(TokenJournalEntry) == []


def test_a_rotated_token_is_committed_before_the_new_access_token_is_used(rooms: Rooms, clock: Clock) -> None:
    member = rooms.member("mara")
    rooms.sandbox.world.tokens.rotation = "rotate_strict"
    old = rooms.connection_of(member)
    seen: dict[str, tuple[str | None, str]] = {}

    def look(name: str) -> None:
        seen[name] = (rooms.connection_of(member).token_fingerprint, newest_refresh_token(rooms))

    rooms.failpoint = look
    clock.advance(hours=1)
    token = rooms.tokens.access_token(old.id)
    assert seen["token_answered"][0] == old.token_fingerprint
    stored, held_by_spotify = seen["token_saved"]
    assert stored == held_by_spotify != old.token_fingerprint
    assert rooms.spotify.me(token).display_name == "Mara Ellingsen"
    (entry,) = rooms.rows(TokenJournalEntry)
    assert (entry.stored, entry.sent_fingerprint) == (True, old.token_fingerprint)


def test_rotation_goes_on_for_many_refreshes_and_the_journal_stays_small(rooms: Rooms, clock: Clock) -> None:
    member = rooms.member("mara")
    rooms.sandbox.world.tokens.rotation = "rotate_strict"
    for _ in range(5):
        clock.advance(hours=1)
        rooms.tokens.access_token(rooms.connection_of(member).id)
    assert rooms.connection_of(member).token_fingerprint == newest_refresh_token(rooms)
    assert len(rooms.rows(TokenJournalEntry)) == 1


def test_a_refused_refresh_token_is_sealed_kept_and_never_tried_again(rooms: Rooms, clock: Clock) -> None:
    member = rooms.member("mara")
    before = rooms.connection_of(member)
    rooms.sandbox.world.tokens.revoke("mara")
    clock.advance(hours=1)
    with pytest.raises(ReauthorizationRequired):
        rooms.tokens.access_token(before.id)
    calls = token_calls(rooms.sandbox)
    after = rooms.connection_of(member)
    assert (after.status, after.sealed_at, after.lease_owner) == ("needs_reauth", clock(), None)
    assert after.refresh_token == before.refresh_token
    with pytest.raises(ReauthorizationRequired):
        rooms.tokens.access_token(before.id)
    assert token_calls(rooms.sandbox) == calls


def test_a_refusal_that_a_reconnect_overtook_counts_for_nothing(rooms: Rooms, clock: Clock) -> None:
    member = rooms.member("mara")
    clock.advance(hours=1)
    rooms.sandbox.world.tokens.revoke("mara")
    rooms.gate.before_next_call = lambda: rooms.member("mara", member.person_id)
    token = rooms.tokens.access_token(rooms.connection_of(member).id)
    assert rooms.spotify.me(token).display_name == "Mara Ellingsen"
    after = rooms.connection_of(member)
    assert (after.status, after.sealed_at, after.lease_owner) == ("connected", None, None)
    assert after.token_fingerprint == newest_refresh_token(rooms)


def test_a_save_that_a_reconnect_overtook_goes_to_the_journal_and_the_reconnect_wins(
    rooms: Rooms, clock: Clock
) -> None:
    member = rooms.member("mara")
    sent = rooms.connection_of(member).token_fingerprint
    rooms.sandbox.world.tokens.rotation = "rotate_grace"
    clock.advance(hours=1)

    def reconnect(name: str) -> None:
        if name == "token_answered":
            rooms.failpoint = lambda _: None
            rooms.member("mara", member.person_id)

    rooms.failpoint = reconnect
    token = rooms.tokens.access_token(rooms.connection_of(member).id)
    after = rooms.connection_of(member)
    assert after.access_token is not None
    assert token == rooms.vault.open(after.access_token, person_id=member.person_id, purpose="access_token")
    assert after.token_fingerprint == newest_refresh_token(rooms)
    (entry,) = rooms.rows(TokenJournalEntry)
    assert (entry.stored, entry.tried_at, entry.sent_fingerprint) == (False, None, sent)


def journal_a_live_token(rooms: Rooms, person_id: int) -> str:
    """A token in the journal only, as a save that lost its race leaves it; its fingerprint."""
    spare = rooms.consent("mara").refresh_token
    connection = next(row for row in rooms.rows(Connection) if row.person_id == person_id)
    with rooms.database.transaction() as session:
        session.add(
            TokenJournalEntry(
                connection_id=connection.id,
                refresh_token=rooms.vault.seal(spare, person_id=person_id, purpose="refresh_token"),
                sent_fingerprint="0" * 64,
                stored=False,
                created_at=rooms.now(),
            )
        )
    return mark(spare)


def test_when_the_row_s_token_is_refused_the_journal_s_is_tried_once_and_takes_its_place(
    rooms: Rooms, clock: Clock
) -> None:
    member = rooms.member("mara")
    spare = journal_a_live_token(rooms, member.person_id)
    clock.advance(hours=1)
    rooms.sandbox.world.faults.add(Fault("invalid_grant", endpoint="token"))
    rooms.tokens.access_token(rooms.connection_of(member).id)
    after = rooms.connection_of(member)
    assert (after.status, after.token_fingerprint) == ("connected", spare)
    assert all(entry.tried_at or entry.stored for entry in rooms.rows(TokenJournalEntry))


def test_when_the_journal_s_token_is_refused_too_both_are_left_alone(rooms: Rooms, clock: Clock) -> None:
    member = rooms.member("mara")
    journal_a_live_token(rooms, member.person_id)
    clock.advance(hours=1)
    before = token_calls(rooms.sandbox)
    rooms.sandbox.world.faults.add(Fault("invalid_grant", endpoint="token", times=2))
    with pytest.raises(ReauthorizationRequired):
        rooms.tokens.access_token(rooms.connection_of(member).id)
    assert token_calls(rooms.sandbox) == before + 2
    assert rooms.connection_of(member).status == "needs_reauth"
    (entry,) = rooms.rows(TokenJournalEntry)
    assert entry.tried_at == clock()


def test_a_disconnect_during_a_refresh_leaves_no_token_anywhere(rooms: Rooms, clock: Clock) -> None:
    member = rooms.member("mara")
    rooms.sandbox.world.tokens.rotation = "rotate_grace"
    clock.advance(hours=1)

    def disconnect(name: str) -> None:
        if name != "token_answered":
            return
        rooms.failpoint = lambda _: None
        with rooms.database.transaction() as session:
            connections.disconnect(session, member.person_id)

    rooms.failpoint = disconnect
    with pytest.raises(ReauthorizationRequired):
        rooms.tokens.access_token(rooms.connection_of(member).id)
    after = rooms.connection_of(member)
    assert (after.status, after.access_token, after.refresh_token) == ("none", None, None)
    assert rooms.rows(TokenJournalEntry) == []


def test_our_own_wrong_credentials_never_touch_a_person_s_tokens(rooms: Rooms, clock: Clock) -> None:
    member = rooms.member("mara")
    before = rooms.connection_of(member)
    clock.advance(hours=1)
    rooms.sandbox.world.faults.add(Fault("invalid_client", endpoint="token"))
    with pytest.raises(AppRejected):
        rooms.tokens.access_token(before.id)
    after = rooms.connection_of(member)
    assert (after.status, after.sealed_at, after.refresh_token) == ("connected", None, before.refresh_token)
    assert after.lease_owner is None, "the lease was given back at once"
    clock.advance(minutes=30)
    assert rooms.tokens.access_token(before.id), "after the pause one call finds out"


def test_a_provider_that_fails_costs_nothing_but_time(rooms: Rooms, clock: Clock) -> None:
    connection = rooms.connection_of(rooms.member("mara"))
    clock.advance(hours=1)
    rooms.sandbox.world.faults.add(Fault("502_html", endpoint="token"))
    with pytest.raises(SpotifyUnavailable):
        rooms.tokens.access_token(connection.id)
    assert rooms.tokens.access_token(connection.id)


def test_a_rejected_token_is_replaced_once_however_many_bring_it(rooms: Rooms) -> None:
    connection = rooms.connection_of(rooms.member("mara"))
    rejected = rooms.tokens.access_token(connection.id)
    before = token_calls(rooms.sandbox)
    fresh = rooms.tokens.force_refresh(connection.id, rejected)
    assert fresh != rejected
    assert rooms.tokens.force_refresh(connection.id, rejected) == fresh
    assert token_calls(rooms.sandbox) == before + 1


def test_a_lease_that_nobody_ends_makes_others_give_up_with_a_time_to_come_back(
    rooms: Rooms, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = rooms.connection_of(rooms.member("mara"))
    clock.advance(hours=1)
    until = clock() + timedelta(seconds=30)
    with rooms.database.transaction() as session:
        token_rows.claim_lease(session, connection.id, owner="somebody-killed", now=clock(), until=until)
    monkeypatch.setattr(tokens, "PATIENCE_S", 0.1)
    before = token_calls(rooms.sandbox)
    with pytest.raises(SpotifyUnavailable) as told:
        rooms.tokens.access_token(connection.id)
    assert told.value.retry_at == until
    assert token_calls(rooms.sandbox) == before
    clock.moment = until
    assert rooms.tokens.access_token(connection.id)


def test_a_database_that_blinks_does_not_cost_a_rotated_token(rooms: Rooms, clock: Clock) -> None:
    member = rooms.member("mara")
    rooms.sandbox.world.tokens.rotation = "rotate_strict"
    clock.advance(hours=1)
    blinks: list[str] = []

    def blink(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("UPDATE connections SET status") and not blinks:
            blinks.append(statement)
            raise OperationalError(statement, None, Exception("the server closed the connection"))

    event.listen(rooms.database.engine, "before_cursor_execute", blink)
    rooms.tokens.access_token(rooms.connection_of(member).id)
    assert blinks
    assert rooms.connection_of(member).token_fingerprint == newest_refresh_token(rooms)


def test_a_token_copied_to_another_person_s_row_does_not_open(rooms: Rooms) -> None:
    mara, tomas = rooms.member("mara"), rooms.member("tomas")
    stolen = rooms.connection_of(mara).access_token
    with rooms.database.transaction() as session:
        row = connections.of_person(session, tomas.person_id, "spotify")
        assert row is not None
        row.access_token = stolen
    with pytest.raises(SealBroken):
        rooms.tokens.access_token(rooms.connection_of(tomas).id)


def test_nothing_of_a_token_shows_in_what_is_printed_of_the_values_that_carry_it(rooms: Rooms, clock: Clock) -> None:
    member = rooms.member("mara")
    clock.advance(hours=1)
    token = rooms.tokens.access_token(rooms.connection_of(member).id)
    consent = rooms.consent("mara")
    with rooms.database.reading() as session:
        stored = token_rows.read(session, rooms.connection_of(member).id)
    printed = repr((consent, stored, rooms.connection_of(member), rooms.tokens, rooms.accounts))
    assert stored is not None
    for secret in (
        token,
        consent.access_token,
        consent.refresh_token,
        str(stored.fingerprint),
        str(stored.access_token),
    ):
        assert secret not in printed
