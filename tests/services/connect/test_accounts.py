"""Which person an account belongs to, whatever arrives in whatever order."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest

from app.db.queries import connections
from app.db.tables.people import Connection, Person, Session, TokenJournalEntry
from app.db.tables.profiles import Facts, Profile
from app.domain.errors import NotAllowListed, SpotifyUnavailable
from app.services.accounts import AnotherAccount, Consent, Member
from app.spotify.values import Account
from tests.ground.moments import Clock
from tests.services.rooms import Rooms

ACCOUNT = Account(account_id="account-1", user_id="user-1", display_name="Mara", image_url=None)
OLD = replace(ACCOUNT, account_id=None)


def consent(clock: Clock, name: str = "first") -> Consent:
    return Consent(
        access_token=f"access-{name}",
        refresh_token=f"refresh-{name}",
        life_s=3600,
        scope="user-top-read",
        authorized_at=clock(),
        expires_at=clock() + timedelta(hours=1),
    )


def refresh_token_of(rooms: Rooms, member: Member) -> str:
    row = rooms.connection_of(member)
    assert row.refresh_token is not None
    return rooms.vault.open(row.refresh_token, person_id=member.person_id, purpose="refresh_token")


def test_a_new_account_makes_one_person_with_a_private_empty_profile(rooms: Rooms, clock: Clock) -> None:
    member = rooms.accounts.settle(ACCOUNT, consent(clock), None)
    (profile,), (facts,) = rooms.rows(Profile), rooms.rows(Facts)
    assert (profile.id, profile.person_id) == (member.profile_id, member.person_id)
    assert (profile.theme, profile.locale, profile.is_public, profile.revision) == ("sleeve", "en", False, 0)
    assert (profile.auto_refresh, profile.keep_fresh, profile.email_opt_in) == (True, False, False)
    assert (facts.subject, facts.tone, facts.display_name, facts.instruments) == ("artist", "plain", "", [])
    row = rooms.connection_of(member)
    assert (row.status, row.scope, row.authorized_at) == ("connected", "user-top-read", clock())
    assert (row.account_id, row.user_id, row.display_name) == ("account-1", "user-1", "Mara")


def test_the_same_account_is_the_same_person_and_the_newest_consent_counts(rooms: Rooms, clock: Clock) -> None:
    first = rooms.accounts.settle(ACCOUNT, consent(clock), None)
    clock.advance(days=3)
    again = rooms.accounts.settle(replace(ACCOUNT, user_id="renamed"), consent(clock, "second"), None)
    assert again == first
    assert refresh_token_of(rooms, first) == "refresh-second"
    assert rooms.connection_of(first).authorized_at == clock()


def test_without_an_account_id_the_user_id_stands_in_and_is_upgraded_when_one_comes(rooms: Rooms, clock: Clock) -> None:
    first = rooms.accounts.settle(OLD, consent(clock), None)
    assert rooms.accounts.settle(OLD, consent(clock), None) == first
    assert rooms.accounts.settle(ACCOUNT, consent(clock), None) == first
    assert rooms.connection_of(first).account_id == "account-1"
    assert rooms.accounts.settle(OLD, consent(clock), None) == first, "and found again when it is left out once more"
    assert rooms.connection_of(first).account_id == "account-1"


def test_the_same_user_id_with_another_account_id_is_another_person(rooms: Rooms, clock: Clock) -> None:
    first = rooms.accounts.settle(ACCOUNT, consent(clock), None)
    other = rooms.accounts.settle(replace(ACCOUNT, account_id="account-2"), consent(clock, "second"), None)
    assert other.person_id != first.person_id
    assert refresh_token_of(rooms, first) == "refresh-first"


def test_a_user_id_that_two_accounts_share_is_nobody_s_proof(rooms: Rooms, clock: Clock) -> None:
    people = {rooms.accounts.settle(ACCOUNT, consent(clock), None).person_id}
    people.add(rooms.accounts.settle(replace(ACCOUNT, account_id="account-2"), consent(clock), None).person_id)
    assert rooms.accounts.settle(OLD, consent(clock, "third"), None).person_id not in people


def test_two_people_that_exist_already_are_never_merged(rooms: Rooms, clock: Clock) -> None:
    by_user = rooms.accounts.settle(OLD, consent(clock), None)
    by_account = rooms.accounts.settle(replace(ACCOUNT, user_id="user-2"), consent(clock, "second"), None)
    both = rooms.accounts.settle(ACCOUNT, consent(clock, "third"), None)
    assert both == by_account != by_user
    assert rooms.connection_of(by_user).account_id is None
    assert refresh_token_of(rooms, by_user) == "refresh-first"


@pytest.mark.parametrize("account", [ACCOUNT, OLD])
def test_first_callbacks_at_the_same_moment_make_one_person(rooms: Rooms, clock: Clock, account: Account) -> None:
    for number in range(5):
        someone = replace(account, user_id=f"user-{number}")
        someone = replace(someone, account_id=f"account-{number}" if account.account_id else None)
        together = Barrier(4)

        def arrive(name: int, someone: Account = someone, together: Barrier = together) -> Member:
            together.wait(10)
            return rooms.accounts.settle(someone, consent(clock, str(name)), None)

        with ThreadPoolExecutor(4) as pool:
            assert len(set(pool.map(arrive, range(4)))) == 1
        assert len(rooms.rows(Person)) == len(rooms.rows(Profile)) == number + 1


def test_a_reconnect_wins_over_older_tokens_a_seal_a_lease_and_the_journal(rooms: Rooms, clock: Clock) -> None:
    member = rooms.accounts.settle(ACCOUNT, consent(clock), None)
    with rooms.database.transaction() as session:
        row = connections.of_person(session, member.person_id, "spotify")
        assert row is not None
        row.status, row.sealed_at, row.lease_owner, row.lease_until = "needs_reauth", clock(), "dead", clock()
        session.add(
            TokenJournalEntry(
                connection_id=row.id, refresh_token=b"x", sent_fingerprint="0", stored=False, created_at=clock()
            )
        )
    clock.advance(days=1)
    assert rooms.accounts.settle(ACCOUNT, consent(clock, "second"), member.person_id) == member
    after = rooms.connection_of(member)
    assert (after.status, after.sealed_at, after.lease_owner, after.lease_until) == ("connected", None, None, None)
    assert after.authorized_at == clock()
    assert refresh_token_of(rooms, member) == "refresh-second"
    assert rooms.rows(TokenJournalEntry) == []


@pytest.mark.parametrize("theirs", ["nobody", "somebody"])
def test_a_reconnect_with_another_account_is_refused_and_changes_nothing(
    rooms: Rooms, clock: Clock, theirs: str
) -> None:
    member = rooms.accounts.settle(ACCOUNT, consent(clock), None)
    other = Account(account_id="account-2", user_id="user-2", display_name="Tomas", image_url=None)
    if theirs == "somebody":
        rooms.accounts.settle(other, consent(clock, "other"), None)
    before = [(row.id, row.account_id, row.refresh_token) for row in rooms.rows(Connection)]
    with pytest.raises(AnotherAccount):
        rooms.accounts.settle(other, consent(clock, "second"), member.person_id)
    assert [(row.id, row.account_id, row.refresh_token) for row in rooms.rows(Connection)] == before


def test_after_a_disconnect_the_same_account_finds_its_person_again(rooms: Rooms, clock: Clock) -> None:
    member = rooms.accounts.settle(ACCOUNT, consent(clock), None)
    with rooms.database.transaction() as session:
        connections.disconnect(session, member.person_id)
    row = rooms.connection_of(member)
    assert (row.status, row.display_name, row.refresh_token, row.token_fingerprint) == ("none", None, None, None)
    assert rooms.accounts.settle(ACCOUNT, consent(clock, "second"), None) == member
    assert rooms.connection_of(member).status == "connected"


def test_somebody_unknown_waits_with_their_tokens_and_gets_an_identity_later(rooms: Rooms, clock: Clock) -> None:
    waiting = rooms.accounts.wait(consent(clock), None)
    row = rooms.connection_of(waiting)
    assert (row.status, row.account_id, row.user_id) == ("waiting", None, None)
    assert rooms.accounts.wait(consent(clock, "second"), waiting.person_id) == waiting, "not a second person"
    assert rooms.accounts.identify(ACCOUNT, waiting.person_id) == waiting
    after = rooms.connection_of(waiting)
    assert (after.status, after.account_id) == ("connected", "account-1")
    assert refresh_token_of(rooms, waiting) == "refresh-second"


def test_somebody_who_waited_and_has_a_person_already_becomes_that_person(rooms: Rooms, clock: Clock) -> None:
    known = rooms.accounts.settle(ACCOUNT, consent(clock), None)
    waiting = rooms.accounts.wait(consent(clock, "second"), None)
    rooms.sessions.open(waiting.person_id)
    assert rooms.accounts.identify(ACCOUNT, waiting.person_id) == known
    assert [person.id for person in rooms.rows(Person)] == [known.person_id]
    assert rooms.rows(Session) == []
    assert refresh_token_of(rooms, known) == "refresh-second"


def test_a_known_person_does_not_become_a_waiting_stranger(rooms: Rooms, clock: Clock) -> None:
    member = rooms.accounts.settle(ACCOUNT, consent(clock), None)
    with pytest.raises(NotAllowListed):
        rooms.accounts.wait(consent(clock, "second"), member.person_id)
    assert refresh_token_of(rooms, member) == "refresh-first"
    assert rooms.connection_of(member).status == "connected"


@pytest.mark.parametrize("field", ["user_id", "account_id"])
def test_an_id_too_long_to_store_is_refused_instead_of_cut(rooms: Rooms, clock: Clock, field: str) -> None:
    with pytest.raises(SpotifyUnavailable):
        rooms.accounts.settle(replace(ACCOUNT, **{field: "x" * 201}), consent(clock), None)
    assert rooms.rows(Person) == []


def test_a_display_name_of_any_length_is_stored_as_far_as_it_fits(rooms: Rooms, clock: Clock) -> None:
    member = rooms.accounts.settle(replace(ACCOUNT, display_name="ж" * 1000), consent(clock), None)
    assert rooms.connection_of(member).display_name == "ж" * 300
