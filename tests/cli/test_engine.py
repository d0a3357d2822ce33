"""`flask engine` and `flask tokens`: an incident at the command line, on the database of a running site."""

from app.db.tables.people import Connection
from app.db.tables.work import AuditEntry
from tests.ground.commands import flask
from tests.ground.stage import Stage
from tests.services.refresh.rooms import rows


def test_the_engine_is_paused_and_tokens_are_sealed_from_outside(stage: Stage, environment: dict[str, str]) -> None:
    stage.artist("mara")
    assert flask("engine", "pause", environment=environment).stdout == "paused\n"
    assert stage.services.leadership.is_paused()
    asked = flask("tokens", "seal-all", environment=environment)
    assert asked.returncode == 1, "nobody said yes"
    assert rows(stage, Connection)[0].status == "connected"

    assert flask("tokens", "seal-all", "--yes", environment=environment).stdout == "1 sealed\n"
    assert rows(stage, Connection)[0].status == "needs_reauth"
    assert flask("engine", "resume", environment=environment).stdout == "resumed\n"
    assert not stage.services.leadership.is_paused()
    assert [(entry.action, entry.person_id) for entry in rows(stage, AuditEntry)] == [
        ("admin_pause", None),
        ("admin_seal_all", None),
        ("admin_resume", None),
    ]
