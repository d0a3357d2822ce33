"""Request rates: per person, per address, on everything that can be asked for too often."""

import time
from collections.abc import Iterator

import pytest
from flask import Flask
from lxml import html

from app.sandbox.server import RunningSandbox
from app.settings import Settings
from app.web.limits import LIMITER, LIMITS, counted_as
from tests.ground.html import lint_html
from tests.ground.moments import Clock
from tests.ground.site import environment_for
from tests.ground.stage import Stage, dispose


@pytest.fixture
def stage(sqlite_url: str, sandbox: RunningSandbox, clock: Clock) -> Iterator[Stage]:
    """A site that counts; its clock stands at the system's time, because the counters have their own."""
    clock.moment = clock.moment.now(clock.moment.tzinfo)
    settings = Settings.load(environment_for(sqlite_url, sandbox, RATE_LIMITS="on", PROXY_HOPS="1"))
    built = Stage(settings, sandbox, clock)
    yield built
    dispose(built.services)


def rated(app: Flask) -> set[str]:
    """Endpoints whose view was put behind a limit."""
    return {name for name, view in app.view_functions.items() if hasattr(view, "__wrapped__")}


def test_every_address_that_takes_a_post_has_a_rate(stage: Stage) -> None:
    posts = {rule.endpoint for rule in stage.app.url_map.iter_rules() if "POST" in (rule.methods or ())}

    assert posts <= rated(stage.app)
    assert set(LIMITS) <= rated(stage.app)
    costly = {"auth.login", "auth.connect", "auth.callback", "studio.generate", "studio.preview", "export.ask"}
    assert costly | {"handouts.one_sheet_pdf", "studio.claim_handle", "reports.send", "violations.receive"} <= set(
        LIMITS
    )


def test_a_person_is_counted_apart_from_others_at_the_same_address(stage: Stage) -> None:
    mara, other = stage.artist("mara", imported=False), stage.artist("q", imported=False)
    began = time.monotonic()
    answers = [mara.post("/studio/handle", handle="-") for _ in range(61)]
    took = time.monotonic() - began  # this clock stands still, the limiter's does not

    assert [answer.status_code for answer in answers] == [422] * 60 + [429]
    assert 0 < int(answers[60].headers["Retry-After"]) <= 62 + took
    assert "Nothing was done. Try again in" in answers[60].text
    assert 'role="alert"' in answers[60].text
    lint_html(answers[60].text)
    assert other.post("/studio/handle", handle="-").status_code == 422


def test_an_address_is_the_one_that_the_nearest_proxy_saw(stage: Stage) -> None:
    """What a client writes into X-Forwarded-For itself stands left of what the proxy adds, and counts for nothing."""
    client = stage.visitor().client

    def send(forwarded: str) -> int:
        return client.get("/login", headers={"X-Forwarded-For": forwarded}).status_code

    assert [send(f"10.0.0.{turn}, 203.0.113.9") for turn in range(121)].count(429) == 1
    assert send("203.0.113.9, 198.51.100.7") == 200


@pytest.mark.parametrize(
    ("remote", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("unix:", "unix:"),
    ],
)
def test_the_addresses_of_one_home_count_together(remote: str, counted: str) -> None:
    assert counted_as(remote) == counted


@pytest.mark.parametrize(
    ("reads", "heading", "direction", "wait"),
    [
        ("de-AT,de;q=0.9", "Zu viele Anfragen", "ltr", "Versuche es"),
        ("ar-EG,ar;q=0.9,en;q=0.5", "طلبات كثيرة جدًا", "rtl", "حاول مرة أخرى"),
    ],
)
@pytest.mark.parametrize("path", ["/mara-l", "/mara-l/one-sheet.pdf", "/mara-l/card/0123456789abcdef.jpg"])
def test_a_visitor_is_asked_to_wait_in_their_language(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, path: str, reads: str, heading: str, direction: str, wait: str
) -> None:
    stage.artist("mara").publish("mara-l")
    visitor = stage.visitor()
    monkeypatch.setattr(stage.app.extensions[LIMITER].limiter, "hit", lambda *_args, **_more: False)
    answer = visitor.client.get(path, headers={"Accept-Language": reads})
    lint_html(answer.text)
    page = html.document_fromstring(answer.text)

    assert answer.status_code == 429
    assert "no-store" in answer.headers["Cache-Control"]
    assert (page.get("lang"), page.get("dir")) == (reads[:2], direction)
    assert page.xpath("string(//h1)") == heading
    assert wait in page.text_content()
    assert 0 < int(answer.headers["Retry-After"]) <= 60
