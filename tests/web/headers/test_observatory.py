"""The MDN Observatory's rules over answers of an https site: A+ with 125 on six addresses, 145 on the landing page."""

from collections.abc import Iterator

import pytest
from werkzeug.test import TestResponse

from app.sandbox.server import RunningSandbox
from app.settings import Settings
from bench.observatory import grade, main
from tests.ground.moments import Clock
from tests.ground.site import environment_for
from tests.ground.stage import Stage, dispose


@pytest.fixture
def stage(sqlite_url: str, sandbox: RunningSandbox, clock: Clock) -> Iterator[Stage]:
    environment = environment_for(sqlite_url, sandbox, PUBLIC_URL="https://anchor.example")
    built = Stage(Settings.load(environment), sandbox, clock)
    yield built
    dispose(built.services)


def score(answer: TestResponse) -> tuple[str, int]:
    judged = grade(answer.headers.items(), answer.text)
    return judged.letter, judged.score


def test_six_addresses_get_a_plus_with_125_and_the_landing_page_145(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.publish("mara-e")
    visitor = stage.visitor()
    found = {
        path: score(visitor.get(path)) for path in ("/", "/mara-e", "/login", "/privacy", "/terms", "/nobody-here")
    }
    found["/studio"] = score(mara.get("/studio"))

    assert {path: letter for path, (letter, _) in found.items()} == dict.fromkeys(found, "A+")
    assert {path: points for path, (_, points) in found.items() if points < 125} == {}
    assert found["/"][1] >= 145


def test_saved_answers_are_judged_alike(stage: Stage, tmp_path: object, capsys: pytest.CaptureFixture[str]) -> None:
    answer = stage.visitor().get("/privacy")
    saved = f"{tmp_path}/answer.txt"
    with open(saved, "w", encoding="utf-8") as file:
        file.write("HTTP/1.1 200 OK\n" + "".join(f"{name}: {value}\n" for name, value in answer.headers.items()))
        file.write("\n" + answer.text)

    assert main([saved]) == 0
    assert f"A+ {score(answer)[1]}" in capsys.readouterr().out


GOOD = {
    "Content-Type": "text/html",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Strict-Transport-Security": "max-age=31536000",
    "Referrer-Policy": "no-referrer",
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, 120),
        ({"Content-Security-Policy": ""}, 55),
        ({"Content-Security-Policy": "default-src 'none'; script-src 'unsafe-inline'; frame-ancestors 'none'"}, 80),
        ({"Content-Security-Policy": "default-src 'none'; default-src 'self'"}, 55),
        ({"Strict-Transport-Security": "max-age=60"}, 110),
        ({"Strict-Transport-Security": ""}, 80),
        ({"X-Content-Type-Options": ""}, 115),
        ({"Set-Cookie": "session=x; HttpOnly"}, 60),
        ({"Set-Cookie": "session=x; Secure; HttpOnly; SameSite=Lax"}, 125),
        ({"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "cross-origin"}, 130),
    ],
)
def test_the_rules_take_points_where_they_should(change: dict[str, str], expected: int) -> None:
    headers = {name: value for name, value in {**GOOD, **change}.items() if value}

    assert grade(headers.items(), "<p>x").score == expected
