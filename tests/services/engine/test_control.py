"""What an admin does to the engine, by the services that do it: pause, resume, probe, seal."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from app.bootstrap import build
from app.db.tables.people import Connection
from app.db.tables.work import AuditEntry, Job
from app.domain.errors import ReauthorizationRequired
from app.domain.refusals import BadInput
from app.settings import Settings
from tests.ground.stage import Artist, Stage, dispose
from tests.services.refresh.rooms import calls, database_of, fault, rows, told

ADMIN = None


@pytest.fixture
def mara(stage: Stage) -> Artist:
    mara = stage.artist("mara")
    mara.publish("mara-e")
    stage.clock.advance(minutes=1)
    return mara


@pytest.fixture
def other(stage: Stage, settings: Settings) -> Iterator[object]:
    """Another process of the same site."""
    services = build(settings, now=stage.clock)
    yield services
    dispose(services)


def audited(stage: Stage) -> list[str]:
    return [entry.action for entry in rows(stage, AuditEntry) if entry.action.startswith("admin_")]


def wish(stage: Stage) -> None:
    stage.services.refresh.by_handle("mara-e")


def test_while_the_engine_is_paused_no_process_does_anything(stage: Stage, mara: Artist, other: object) -> None:
    stage.services.engine_control.pause(ADMIN)
    stage.services.engine_control.pause(ADMIN)
    wish(stage)
    before = calls(stage)
    assert stage.work() == []
    assert other.runner.run_next() is None  # type: ignore[attr-defined]
    assert other.runner.claim(10, (0, 10, 100, 200)) == []  # type: ignore[attr-defined]
    stage.services.leadership.elect()
    assert stage.services.rounds.prepare() is False
    stage.services.leadership.resign()
    assert stage.services.notice_steps.advance() == 0
    assert calls(stage) == before
    assert "All work is paused" in mara.get("/studio").text
    assert mara.post("/studio/publish").status_code == 303, "people go on"

    stage.services.engine_control.resume(ADMIN)
    assert stage.work() == ["done"]
    assert audited(stage) == ["admin_pause", "admin_pause", "admin_resume"]


def test_a_probe_that_is_answered_ends_all_waiting(stage: Stage, mara: Artist) -> None:
    fault(stage, "429_quota", endpoint="top_artists")
    wish(stage)
    assert stage.work() == ["quota_exceeded"]
    before = calls(stage)
    assert stage.services.probe.run(ADMIN) == "Spotify answers. Work goes on now."
    assert calls(stage) == before + 1
    assert stage.services.engine_status.provider().blocked_until is None
    assert audited(stage) == ["admin_probe_spotify"]


def test_a_probe_that_is_refused_lets_nobody_call(stage: Stage, mara: Artist) -> None:
    fault(stage, "429_quota", endpoint="top_artists")
    wish(stage)
    stage.work()
    fault(stage, "429_quota", endpoint="me")
    said = stage.services.probe.run(ADMIN)
    before = calls(stage)

    assert said.startswith("Spotify still gives no useful answer (quota exceeded). We call again ")
    assert stage.services.engine_status.provider().blocked_until is not None
    wish(stage)
    stage.work()
    assert calls(stage) == before


def test_a_probe_closes_an_open_circuit(stage: Stage, mara: Artist) -> None:
    fault(stage, "403_premium", endpoint="top_artists")
    wish(stage)
    stage.work()
    assert told(stage, None) == ["app"]

    assert stage.services.probe.run(ADMIN) == "Spotify answers. Work goes on now."
    assert told(stage, None) == []


def test_without_anybody_connected_there_is_nothing_to_probe_with(stage: Stage) -> None:
    with pytest.raises(BadInput, match="Nobody is connected"):
        stage.services.probe.run(ADMIN)


def test_sealing_leaves_no_token_that_anybody_uses_and_tells_everybody(stage: Stage, mara: Artist) -> None:
    q = stage.artist("q")
    assert stage.services.engine_control.seal_all(ADMIN) == 2
    assert stage.services.engine_control.seal_all(ADMIN) == 0
    before = calls(stage)
    for artist in (mara, q):
        assert told(stage, artist.person_id) == ["reconnect"]
        assert artist.status()["connection"] == "needs_reauth"
        assert "closed its connections to Spotify" in artist.get("/studio").text
    assert [job.due_at for job in rows(stage, Job)] == [None] * len(rows(stage, Job))
    stage.clock.advance(hours=7)
    stage.services.sealed.sweep()
    stage.work()
    assert calls(stage) == before, "not even the probe"
    assert stage.visitor().get("/mara-e").status_code == 200

    mara.connect("mara")
    stage.work()
    assert (mara.status()["connection"], told(stage, mara.person_id)) == ("connected", [])


def test_what_is_on_its_way_while_tokens_are_sealed_does_not_bring_them_back(stage: Stage, mara: Artist) -> None:
    """A token refresh and a reading of the lists end after the command."""
    stage.clock.advance(hours=2)
    gate, enter = stage.services.refresh._spotify.gate, stage.services.refresh._spotify.gate.enter
    sealed: list[int] = []

    def sealing(*args: object, **kwargs: object) -> None:
        enter(*args, **kwargs)
        if not sealed:
            sealed.append(stage.services.engine_control.seal_all(ADMIN))

    gate.enter = sealing  # type: ignore[method-assign]
    wish(stage)
    stage.work()

    (row,) = rows(stage, Connection)
    assert sealed == [1]
    assert row.status == "needs_reauth"
    assert row.access_token is None
    with pytest.raises(ReauthorizationRequired):
        stage.services.refresh._tokens.access_token(row.id)


def test_a_reading_that_ends_after_the_command_does_not_bring_it_back(stage: Stage, mara: Artist) -> None:
    gate, enter = stage.services.refresh._spotify.gate, stage.services.refresh._spotify.gate.enter

    def sealing(*args: object, **kwargs: object) -> None:
        enter(*args, **kwargs)
        stage.services.engine_control.seal_all(ADMIN)

    gate.enter = sealing  # type: ignore[method-assign]
    wish(stage)
    stage.work()

    with database_of(stage).reading() as session:
        assert session.scalars(select(Connection.status)).all() == ["needs_reauth"]
