"""The door of the admin's room: a fresh sign-in, then a second factor."""

import base64
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest

from app.domain import totp
from app.sandbox import people
from app.sandbox.server import RunningSandbox
from app.settings import Settings
from tests.ground.html import lint_html
from tests.ground.moments import Clock
from tests.ground.site import environment_for
from tests.ground.stage import Artist, Stage, dispose

ADMIN = people.load()["mara"].account_id


@pytest.fixture
def settings(sqlite_url: str, sandbox: RunningSandbox) -> Settings:
    return Settings.load(environment_for(sqlite_url, sandbox, ADMINS=ADMIN))


@pytest.fixture
def stage(settings: Settings, sandbox: RunningSandbox, clock: Clock) -> Iterator[Stage]:
    built = Stage(settings, sandbox, clock)
    yield built
    dispose(built.services)


@pytest.fixture
def production(settings: Settings, sandbox: RunningSandbox, clock: Clock) -> Iterator[Stage]:
    """The same site in production; the sandbox stays, because somebody has to be signed in."""
    built = Stage(settings.model_copy(update={"app_env": "production"}), sandbox, clock)
    yield built
    dispose(built.services)


def secret(stage: Stage) -> bytes:
    made = stage.services.second_factor.set_up(ADMIN)
    return base64.b32decode(parse_qs(urlsplit(made.uri).query)["secret"][0])


def code(shared: bytes, clock: Clock) -> str:
    return totp.code_at(shared, totp.step_at(clock().timestamp()))


def cookie(artist: Artist) -> str:
    with artist.client.session_transaction() as session:
        return str(session["_user_id"])


def test_in_development_an_admin_without_a_factor_is_let_in_and_warned(stage: Stage) -> None:
    answer = stage.artist("mara").get("/admin")

    assert answer.status_code == 200
    assert f"flask --app wsgi admin totp {ADMIN}" in answer.text


def test_in_production_there_is_no_way_in_without_a_factor_and_the_page_says_how_to_get_one(
    production: Stage,
) -> None:
    answer = production.artist("mara").get("/admin")

    assert answer.status_code == 403
    assert f"flask --app wsgi admin totp {ADMIN}" in answer.text
    assert production.artist("q").get("/admin").status_code == 403


@pytest.mark.parametrize("kind", ["stage", "production"])
def test_a_factor_that_is_set_up_is_asked_for(kind: str, request: pytest.FixtureRequest, clock: Clock) -> None:
    stage: Stage = request.getfixturevalue(kind)
    mara = stage.artist("mara")
    shared = secret(stage)
    door = mara.get("/admin")
    assert (door.status_code, door.location) == (303, "/admin/code?next=/admin")
    assert mara.get(door.location).status_code == 200

    wrong = mara.post("/admin/code", code="000000" if code(shared, clock) != "000000" else "000001")
    assert wrong.status_code == 422
    assert 'role="alert"' in wrong.text
    assert mara.get("/admin").status_code == 303

    before = cookie(mara)
    opened = mara.post("/admin/code", code=code(shared, clock), next="/admin")
    assert (opened.status_code, opened.location) == (303, "/admin")
    assert cookie(mara) != before, "a new id after each proof of who this is"
    assert stage.services.sessions.find(before) is None
    inside = mara.get("/admin")
    assert inside.status_code == 200
    assert "No second factor" not in inside.text


def test_five_wrong_codes_are_a_429_with_a_time_to_come_back(stage: Stage, clock: Clock) -> None:
    mara = stage.artist("mara")
    shared = secret(stage)
    wrong = f"{(int(code(shared, clock)) + 7) % 10**6:06}"
    answers = [mara.post("/admin/code", code=wrong) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert answers[5].headers["Retry-After"] == "900"


def test_half_an_hour_without_a_visit_or_eight_hours_in_all_need_a_fresh_sign_in(stage: Stage, clock: Clock) -> None:
    mara = stage.artist("mara")
    for _ in range(16):
        clock.advance(minutes=29, seconds=59)
        assert mara.get("/admin").status_code == 200
    clock.advance(minutes=1)
    again = mara.get("/admin")
    assert (again.status_code, again.location) == (303, "/login?next=/admin&again=1"), "eight hours"

    door = mara.get(again.location)
    assert door.status_code == 200
    assert "Log in again" in door.text
    mara._token = ""
    mara.connect("mara")
    assert mara.get("/admin").status_code == 200
    clock.advance(minutes=30)
    assert mara.get("/studio").status_code == 200, "the studio has its own, longer limits"
    assert mara.get("/admin").status_code == 303, "half an hour"


def test_the_door_is_for_admins_alone_and_leads_nowhere_else(stage: Stage, clock: Clock) -> None:
    stranger = stage.artist("q")
    assert stranger.get("/admin/code").status_code == 403
    assert stranger.post("/admin/code", code="123456").status_code == 403
    assert stage.visitor().get("/admin/code").status_code == 303

    mara = stage.artist("mara")
    shared = secret(stage)
    opened = mara.post("/admin/code", code=code(shared, clock), next="https://evil.example/")
    assert opened.location == "/admin"


def test_who_is_no_longer_named_in_admins_is_out_at_once(stage: Stage, clock: Clock) -> None:
    mara = stage.artist("mara")
    mara.post("/admin/code", code=code(secret(stage), clock))
    assert mara.get("/admin").status_code == 200
    fewer = Stage(stage.services.settings.model_copy(update={"admins": ()}), stage.sandbox, clock)
    other = fewer.visitor()
    other.client.set_cookie("session", mara.client.get_cookie("session").value)  # type: ignore[union-attr]
    answer = other.get("/admin")
    dispose(fewer.services)

    assert answer.status_code == 403
    lint_html(answer.text)
