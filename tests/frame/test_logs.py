import json
import logging
import sys
import threading
from collections.abc import Iterator

import pytest
import structlog

from app import logs

MARKER = "BQDJ7x0Zk4vN2mQ9sYt1Lw8RpE3uHc6fGa5bXiOoKj"


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    before, level, hooks = root.handlers[:], root.level, (sys.excepthook, threading.excepthook)
    yield
    root.handlers[:] = before
    root.setLevel(level)
    sys.excepthook, threading.excepthook = hooks
    structlog.contextvars.clear_contextvars()


def printed(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    assert captured.out == "", "log lines belong on stderr"
    return captured.err


def test_production_writes_one_json_object_per_line(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO", json=True)
    structlog.contextvars.bind_contextvars(request_id="r1")

    structlog.get_logger("app.refresh").info("refresh_done", profile_id=7, name="日本\n\x1b[31m")
    logging.getLogger("somebody.else").warning("hello %s", "there")

    first, second = (json.loads(line) for line in printed(capsys).splitlines())
    assert first["event"] == "refresh_done"
    assert (first["profile_id"], first["request_id"], first["level"]) == (7, "r1", "info")
    assert first["name"] == "日本\n\x1b[31m"
    assert (second["event"], second["logger"], second["level"]) == ("hello there", "somebody.else", "warning")


@pytest.mark.parametrize("as_json", [True, False])
def test_nothing_that_a_person_typed_can_forge_a_line(as_json: bool, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO", json=as_json)

    structlog.get_logger().info("saved", name="x\nERROR forged\r\x1b[2J\u2028\u202e")
    logging.getLogger("other").info("y\nERROR %s", "z\nforged")

    out = printed(capsys)
    assert len(out.splitlines()) == 2
    assert not set(out) & set("\r\x1b\u2028\u202e")


def test_development_writes_readable_pairs(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO", json=False)

    structlog.get_logger("app.x").info("refresh_done", profile_id=7, name='Mira "Sol"')

    assert 'app.x refresh_done profile_id=7 name="Mira \\"Sol\\""' in printed(capsys)


@pytest.mark.parametrize("as_json", [True, False])
def test_secrets_leave_every_kind_of_record(as_json: bool, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("DEBUG", json=as_json)
    log = structlog.get_logger("app")

    log.debug(f"token is {MARKER}", access_token="plain-marker", url="/cb?code=plain-marker&x=1")
    logging.getLogger("anybody").debug("headers %r", {"Authorization": f"Bearer {MARKER}"})
    try:
        raise ValueError(f"refused refresh_token={MARKER} of plain-marker@example.com")
    except ValueError:
        log.exception("failed")
        logging.getLogger("anybody").exception("failed too")

    out = printed(capsys)
    assert MARKER not in out
    assert "plain-marker" not in out
    assert out.count("Traceback") == 2


def test_a_record_that_cannot_be_formatted_is_named_but_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO", json=True)

    logging.getLogger("careless").info("%d", "plain-marker")

    out = printed(capsys)
    assert "careless" in out
    assert "plain-marker" not in out


def test_libraries_that_print_token_bodies_stay_at_info_when_everything_else_is_at_debug(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.configure("DEBUG", json=True)

    for name in (
        "requests_oauthlib.oauth2_session",
        "oauthlib.oauth2",
        "urllib3.connectionpool",
        "openai._base_client",
    ):
        logging.getLogger(name).debug("body")
        logging.getLogger(name).warning("worth reading")

    assert printed(capsys).count("worth reading") == 4


def test_the_level_is_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("WARNING", json=True)

    structlog.get_logger("app").info("quiet")
    logging.getLogger("urllib3").info("quiet")
    structlog.get_logger("app").warning("loud")

    assert [json.loads(line)["event"] for line in printed(capsys).splitlines()] == ["loud"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_what_nobody_caught_in_a_thread_is_logged_without_secrets(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO", json=True)
    logs.report_uncaught()

    def fail() -> None:
        raise RuntimeError(f"lost {MARKER}")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()

    out = printed(capsys)
    assert json.loads(out)["event"] == "uncaught"
    assert "RuntimeError" in out
    assert MARKER not in out
