"""Every error's page speaks to people, shows no trace of the machine, and can be named in a letter."""

from collections.abc import Iterator

import pytest
from flask import Flask
from lxml import html
from sqlalchemy import text

from app import create_app
from app.media import card_drawing
from app.sandbox.server import RunningSandbox
from app.settings import Settings
from tests.ground.html import lint_html
from tests.ground.site import environment_for
from tests.ground.stage import Stage


def heading(answer_text: str) -> str:
    lint_html(answer_text)
    return str(html.document_fromstring(answer_text).xpath("normalize-space(//h1)"))


def test_a_defect_is_owned_up_to_and_its_details_stay_in_the_log(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise ZeroDivisionError("a-telling-detail")

    stage.app.view_functions["public.privacy"] = broken
    answer = stage.visitor().get("/privacy")

    assert answer.status_code == 500
    assert heading(answer.text) == "Something went wrong on our side"
    assert "a-telling-detail" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["X-Request-Id"] in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_database_that_does_not_answer_is_503_with_a_time_to_come_back(stage: Stage) -> None:
    stage.artist("mara").publish("mara-e")
    with stage.services.studio._database.transaction() as session:
        session.execute(text("ALTER TABLE handles RENAME TO elsewhere"))
    answer = stage.visitor().get("/mara-e")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert heading(answer.text) == "Not available right now"


def test_a_picture_that_cannot_be_drawn_publishes_nothing_and_says_so(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    mara = stage.artist("mara")
    mara.post("/studio/handle", handle="mara-e")
    monkeypatch.setattr(card_drawing, "PRESS", card_drawing.Press())
    monkeypatch.setattr(card_drawing, "TIME_LIMIT_S", 0.0)
    answer = mara.post("/studio/publish")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert "could not be drawn" in answer.text
    assert not mara.status()["published"]


@pytest.mark.parametrize(
    ("method", "path", "status", "says"),
    [
        ("GET", "/nobody-here", 404, "Nothing here"),
        ("GET", "/studio/no-such-room", 404, "Nothing here"),
        ("DELETE", "/privacy", 400, "That request did not make sense"),
        ("POST", "/privacy", 400, "This form is too old"),
        ("GET", "/studio/publish", 405, "That is not how this address works"),
    ],
)
def test_an_error_says_what_happened_and_offers_a_way_on(
    stage: Stage, method: str, path: str, status: int, says: str
) -> None:
    answer = stage.visitor().client.open(path, method=method)

    assert answer.status_code in (status, 405)
    page = html.document_fromstring(answer.text)
    assert page.xpath("//main//*[@role='alert']")
    assert page.xpath("//main//a[@href='/']")


@pytest.fixture
def limited(sqlite_url: str, sandbox: RunningSandbox) -> Iterator[Flask]:
    app = create_app(Settings.load(environment_for(sqlite_url, sandbox, RATE_LIMITS="on")))
    yield app
    app.extensions["anchor"].studio._database.engine.dispose()


def test_too_many_requests_are_429_with_a_time_to_come_back(limited: Flask) -> None:
    client = limited.test_client()
    client.environ_base["HTTP_HOST"] = "127.0.0.1:8000"
    answers = [client.get("/login") for _ in range(121)]

    assert [answer.status_code for answer in answers[:120]] == [200] * 120
    assert all("Retry-After" not in answer.headers for answer in answers[:120])
    assert answers[120].status_code == 429
    assert 0 < int(answers[120].headers["Retry-After"]) <= 60
    assert heading(answers[120].text) == "Too many requests"


def test_a_cooldown_is_429_in_words_with_seconds_to_wait(stage: Stage) -> None:
    mara = stage.artist("mara")
    stage.clock.advance(minutes=1)
    mara.post("/studio/refresh")
    stage.work()
    stage.clock.advance(hours=2)
    answer = mara.post("/studio/refresh")

    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == str(22 * 3600)
    assert "You can refresh again in 22 hours" in answer.text
