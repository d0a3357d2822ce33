"""Refused consents, one by one and all at once: who is marked, what is kept, what is tried again."""

from datetime import timedelta

import pytest

from app.db.tables.people import Connection
from app.domain import consent
from app.domain.errors import ReauthorizationRequired, SpotifyUnavailable
from tests.ground.stage import Artist, Stage
from tests.services.refresh.rooms import fault, rows, told


def connections(stage: Stage) -> dict[int, Connection]:
    return {row.person_id: row for row in rows(stage, Connection)}


def need_token(stage: Stage, artist: Artist) -> str:
    """What a refresh of the token comes to."""
    link = connections(stage)[artist.person_id]
    try:
        stage.services.refresh._tokens.access_token(link.id)
    except (ReauthorizationRequired, SpotifyUnavailable) as error:
        return getattr(error, "reason", "")
    return "token"


def names(stage: Stage) -> list[str]:
    return [person.key for person in stage.sandbox.world.people.values() if person.allow_listed][:5]


@pytest.fixture
def artists(stage: Stage) -> list[Artist]:
    artists = [stage.artist(name, imported=False) for name in names(stage)]
    stage.clock.advance(hours=1)
    return artists


def refuse_all(stage: Stage) -> None:
    fault(stage, "invalid_grant", endpoint="token", times=None)


def test_when_all_consents_seem_to_die_at_once_only_the_first_two_are_marked_and_the_admin_is_told_once(
    stage: Stage, artists: list[Artist]
) -> None:
    refuse_all(stage)
    outcomes = [need_token(stage, artist) for artist in artists]

    assert outcomes[2:] == ["circuit_open"] * 3
    states = [connections(stage)[artist.person_id].status for artist in artists]
    assert states == ["needs_reauth"] * 2 + ["connected"] * 3
    assert told(stage, None) == ["mass_break"]


def test_consents_that_end_on_one_day_by_the_calendar_are_marked_and_stop_nobody_else(
    stage: Stage, artists: list[Artist]
) -> None:
    *cohort, late = artists
    stage.clock.moment = consent.ends_at(connections(stage)[late.person_id].authorized_at) - timedelta(days=1)
    late.connect(names(stage)[-1])
    stage.clock.advance(days=1, hours=2)
    for name in names(stage)[:-1]:
        stage.sandbox.world.tokens.revoke(name)

    assert [need_token(stage, artist) for artist in (*cohort, late)] == ["revoked"] * 4 + ["token"]
    states = [connections(stage)[artist.person_id].status for artist in artists]
    assert states == ["needs_reauth"] * 4 + ["connected"]
    assert told(stage, None) == []


def test_after_the_pause_one_token_finds_out_and_a_working_one_ends_it(stage: Stage, artists: list[Artist]) -> None:
    refuse_all(stage)
    for artist in artists:
        need_token(stage, artist)
    stage.clock.advance(minutes=30)
    before = len(stage.sandbox.world.ledger.calls)
    assert [need_token(stage, artist) for artist in artists[2:]] == ["circuit_open"] * 3
    assert len(stage.sandbox.world.ledger.calls) == before + 1

    stage.sandbox.world.faults.clear()
    stage.clock.advance(hours=1)
    assert [need_token(stage, artist) for artist in artists[2:]] == ["token"] * 3
    assert told(stage, None) == []


def test_a_sealed_token_is_tried_once_more_after_six_hours_and_lives_again_if_it_works(
    stage: Stage, artists: list[Artist]
) -> None:
    mara = artists[0]
    fault(stage, "invalid_grant", endpoint="token")
    assert need_token(stage, mara) != "token"
    sealed = stage.services.sealed
    stage.clock.advance(hours=5, minutes=59)
    sealed.sweep()
    assert connections(stage)[mara.person_id].status == "needs_reauth"

    stage.clock.advance(minutes=1)
    sealed.sweep()
    row = connections(stage)[mara.person_id]
    assert (row.status, row.sealed_at, row.probed_at) == ("connected", None, None)


def test_a_token_that_is_refused_again_is_never_tried_a_third_time_and_is_removed_after_thirty_days(
    stage: Stage, artists: list[Artist]
) -> None:
    mara = artists[0]
    refuse_all(stage)
    need_token(stage, mara)
    sealed, calls = stage.services.sealed, stage.sandbox.world.ledger.calls
    before = len(calls)
    for _ in range(4):
        stage.clock.advance(hours=6)
        sealed.sweep()
    assert len(calls) == before + 1
    row = connections(stage)[mara.person_id]
    assert row.refresh_token is not None

    stage.clock.moment = row.sealed_at + timedelta(days=30)
    sealed.sweep()
    row = connections(stage)[mara.person_id]
    assert (row.refresh_token, row.access_token, row.token_fingerprint) == (None, None, None)
    assert row.status == "needs_reauth"


def test_a_probe_that_got_no_answer_is_still_to_come(stage: Stage, artists: list[Artist]) -> None:
    mara = artists[0]
    fault(stage, "invalid_grant", endpoint="token")
    need_token(stage, mara)
    fault(stage, "500", endpoint="token")
    stage.clock.advance(hours=6)
    sealed = stage.services.sealed
    sealed.sweep()
    assert connections(stage)[mara.person_id].probed_at is None
    sealed.sweep()

    assert connections(stage)[mara.person_id].status == "connected"
