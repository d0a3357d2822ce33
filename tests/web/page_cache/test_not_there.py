"""Handles that nobody ever had are answered before Flask, by the page that Flask has for them."""

import pytest

from app.settings import Settings
from app.web import limits
from app.web.page_cache import PAGE_CACHE, PageCache
from tests.ground.stage import Stage

BY_FLASK = "/no"
"""Too short for a handle, so it is nobody's and goes past what is kept."""


@pytest.mark.parametrize("language", ["", "de", "ar, en;q=0.5", "xx"])
def test_they_get_flask_s_page_in_their_language_under_an_id_of_their_own(stage: Stage, language: str) -> None:
    visitor = stage.visitor()
    wanted = {"Accept-Language": language} if language else {}
    flask, first, second = (visitor.get(path, **wanted) for path in (BY_FLASK, "/nobody-1", "/nobody-2.json"))

    for answer in (first, second):
        request_id = answer.headers["X-Request-Id"]
        assert answer.status_code == 404
        assert answer.text == flask.text.replace(flask.headers["X-Request-Id"], request_id)
        assert dict(answer.headers) == dict(flask.headers) | {"X-Request-Id": request_id}
    assert first.headers["X-Request-Id"] != second.headers["X-Request-Id"]


def test_many_of_them_cost_one_drawing_and_each_is_written_down(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    cache: PageCache = stage.app.extensions[PAGE_CACHE]
    asked, written = [], []
    to_flask = cache.app
    monkeypatch.setattr(cache, "app", lambda environ, start: asked.append(environ) or to_flask(environ, start))
    monkeypatch.setattr(cache, "_logged", lambda *line: written.append(line[:3]))
    visitor = stage.visitor()
    for number in range(10):
        visitor.get(f"/nobody-{number}")
    head = visitor.client.head("/nobody-0")

    assert len(asked) == 1
    assert (head.status_code, head.data) == (404, b"")
    assert int(head.headers["Content-Length"]) == len(visitor.get("/nobody-0").data)
    assert written[:10] == [("GET", f"/nobody-{number}", 404) for number in range(10)]


def test_who_claims_one_is_found_at_once(stage: Stage) -> None:
    visitor, mara = stage.visitor(), stage.artist("mara")
    before = visitor.get("/mara-e").text
    mara.post("/studio/handle", handle="mara-e")
    private = visitor.get("/mara-e").text
    mara.publish("mara-e")

    assert "Nothing here" in before
    assert "This profile is private" in private
    assert visitor.get("/mara-e").status_code == 200


class TestLimits:
    @pytest.fixture
    def settings(self, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Settings:
        monkeypatch.setitem(limits.LIMITS, "public.profile", limits.Rate("5 per minute"))
        return Settings.load({**environment, "RATE_LIMITS": "on"})

    def test_who_asks_for_too_many_is_told_to_wait(self, stage: Stage) -> None:
        visitor = stage.visitor()
        answers = [visitor.get(f"/nobody-{number}").status_code for number in range(6)]

        assert answers == [404] * 5 + [429]
