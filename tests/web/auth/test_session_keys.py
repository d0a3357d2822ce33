"""A new SECRET_KEY signs nobody out while the old one is listed in SECRET_KEY_FALLBACKS, and everybody afterwards."""

from app.sandbox.server import RunningSandbox
from app.settings import Settings
from tests.ground.moments import Clock
from tests.ground.site import SECRET_KEY, environment_for
from tests.ground.stage import Stage, dispose

NEW = "another-long-enough-Text-9876543210-for-tests"


def test_a_new_session_key_keeps_everybody_signed_in_by_the_old_one(
    stage: Stage, sqlite_url: str, sandbox: RunningSandbox, clock: Clock
) -> None:
    mara = stage.artist("mara")
    kept = mara.client.get_cookie("session")
    assert kept is not None
    found = {}
    for name, more in {
        "with the old key listed": {"SECRET_KEY": NEW, "SECRET_KEY_FALLBACKS": f"x{'y' * 31}zabcdefgh, {SECRET_KEY}"},
        "without it": {"SECRET_KEY": NEW},
    }.items():
        other = Stage(Settings.load({**environment_for(sqlite_url, sandbox), **more}), sandbox, clock)
        visitor = other.visitor()
        visitor.client.set_cookie("session", kept.value)
        found[name] = visitor.get("/studio").status_code
        dispose(other.services)

    assert found == {"with the old key listed": 200, "without it": 303}
