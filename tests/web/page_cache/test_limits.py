"""Kept pages count in the same buckets as all others, and are written down like them."""

import json
import re

import pytest

from app import logs
from app.settings import Settings
from app.web import limits
from tests.ground.stage import Stage


@pytest.fixture
def settings(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setitem(limits.LIMITS, "public.profile", limits.Rate("5 per minute"))
    return Settings.load({**environment, "RATE_LIMITS": "on"})


def test_an_address_that_asks_too_often_is_told_to_wait_and_others_are_not(stage: Stage) -> None:
    stage.artist("mara").publish("mara-e")
    visitor = stage.visitor()
    answers = [visitor.get("/mara-e") for _ in range(6)]

    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    other = stage.visitor()
    other.client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert other.get("/mara-e").status_code == 200


@pytest.mark.parametrize("as_json", [True, False])
def test_a_request_s_line_reads_like_every_other_line(capsys: pytest.CaptureFixture[str], as_json: bool) -> None:
    import logging  # noqa: PLC0415 - the root logger of this test alone

    import structlog  # noqa: PLC0415 - as above

    root = logging.getLogger()
    before = root.handlers[:]
    try:
        logs.configure("INFO", json=as_json)
        logs.request("GET", "/mara", 200, 0, "0123456789ab")
        with structlog.contextvars.bound_contextvars(request_id="0123456789ab"):
            structlog.get_logger("app.web.site").info("request", method="GET", path="/mara", status=200, ms=0)
        logging.getLogger().setLevel("WARNING")
        logs.request("GET", "/unheard", 200, 0, "0123456789ab")
    finally:
        logs.configure("INFO", json=False)
        root.handlers[:] = before
    ours, usual = capsys.readouterr().err.splitlines()

    if as_json:
        assert {**json.loads(ours), "timestamp": ""} == {**json.loads(usual), "timestamp": ""}
    moment = re.compile(r"\d\d:\d\d:\d\d\.\d+")
    assert moment.sub("", ours) == moment.sub("", usual)
