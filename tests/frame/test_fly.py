"""fly.toml: only keys and values that Fly.io documents, and the ones that this product needs to keep its promises.

Source of the schema: https://fly.io/docs/reference/configuration/, for the sections that we use.
"""

import re
import tomllib
from typing import Any

import pytest
from jsonschema import ValidationError, validate

from app.settings import PROJECT, Settings
from tests.frame.test_settings import PRODUCTION

TEXT = (PROJECT / "fly.toml").read_text(encoding="utf-8")
DOCKERFILE = (PROJECT / "Dockerfile").read_text(encoding="utf-8")
DURATION = {"type": "string", "pattern": r"^([0-9]+(ms|s|m|h))+$"}
HEADERS = {"type": "object", "additionalProperties": {"type": "string"}}


def section(required: list[str] | None = None, **keys: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": required or [], "properties": keys}


CHECK = section(
    ["path"],
    grace_period=DURATION, interval=DURATION, timeout=DURATION, path={"type": "string", "pattern": "^/"},
    method={"enum": ["GET", "HEAD", "get", "head"]}, protocol={"enum": ["http", "https"]}, headers=HEADERS,
)  # fmt: skip
DOCUMENTED = section(
    ["app"],
    app={"type": "string", "pattern": "^[a-z0-9-]{2,63}$"},
    primary_region={"type": "string", "pattern": "^[a-z]{3}$"},
    kill_signal={"enum": ["SIGINT", "SIGTERM", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGKILL", "SIGSTOP"]},
    kill_timeout={"type": "integer", "minimum": 1, "maximum": 300},
    env={"type": "object", "propertyNames": {"pattern": "^(?!FLY_)"}, "additionalProperties": {"type": "string"}},
    deploy=section(
        strategy={"enum": ["rolling", "immediate", "canary", "bluegreen"]},
        release_command={"type": "string", "minLength": 1},
        release_command_timeout=DURATION,
        wait_timeout=DURATION,
        max_unavailable={"type": "number", "exclusiveMinimum": 0},
    ),
    http_service=section(
        internal_port={"type": "integer", "minimum": 1, "maximum": 65535},
        force_https={"type": "boolean"},
        auto_stop_machines={"enum": ["off", "stop", "suspend"]},
        auto_start_machines={"type": "boolean"},
        min_machines_running={"type": "integer", "minimum": 0},
        checks={"type": "array", "items": CHECK},
    ),
    mounts=section(
        ["source", "destination"],
        source={"type": "string", "pattern": "^[a-z0-9_]{1,30}$"},
        destination={"type": "string", "pattern": "^/."},
    ),
    vm={
        "type": "array",
        "items": section(
            size={"enum": ["shared-cpu-1x", "shared-cpu-2x", "shared-cpu-4x", "shared-cpu-8x"]},
            memory={"type": "string", "pattern": "^[0-9]+(mb|gb)$"},
        ),
    },
)


def written(text: str = TEXT) -> dict[str, Any]:
    return tomllib.loads(text)


def with_postgresql() -> dict[str, Any]:
    """The file as its first lines tell to change it for PostgreSQL."""
    text = re.sub(r"^\[mounts\]\n(?:  .*\n)+", "", TEXT, flags=re.MULTILINE)
    return written(re.sub(r"^  # (release_command = )", r"  \1", text, flags=re.MULTILINE))


@pytest.mark.parametrize("config", [written(), with_postgresql()], ids=["sqlite", "postgresql"])
def test_every_key_and_value_is_documented(config: dict[str, Any]) -> None:
    validate(config, DOCUMENTED)


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("kill_signal", "TERM"),
        ("kill_timeout", 301),
        ("env", {"PORT": 8080}),
        ("mount", {}),
        ("deploy", {"command": "x"}),
    ],
)
def test_a_slip_would_be_seen(key: str, wrong: object) -> None:
    with pytest.raises(ValidationError):
        validate(written() | {key: wrong}, DOCUMENTED)


def test_a_stop_is_calm_and_longer_than_the_server_needs() -> None:
    graceful = re.search(r"^graceful_timeout = (\d+)$", (PROJECT / "gunicorn.conf.py").read_text(), re.MULTILINE)
    assert graceful is not None
    assert written()["kill_signal"] == "SIGTERM"
    assert "STOPSIGNAL SIGTERM" in DOCKERFILE
    assert written()["kill_timeout"] >= int(graceful[1]) + 20


def test_the_machine_never_sleeps_because_it_refreshes_pages() -> None:
    service = written()["http_service"]
    assert (service["auto_stop_machines"], service["min_machines_running"]) == ("off", 1)
    assert service["force_https"]


def test_it_is_asked_whether_it_lives_where_nothing_else_can_fail() -> None:
    service = written()["http_service"]
    (check,) = service["checks"]
    assert check["path"] == "/healthz"
    assert check["headers"] == {"X-Forwarded-Proto": "https"}, "a check follows no redirect to https"
    assert f"PORT={service['internal_port']} " in DOCKERFILE
    assert written()["env"]["PORT"] == str(service["internal_port"])


def test_sqlite_lies_on_the_volume_and_postgresql_migrates_before_the_release() -> None:
    config = written()
    assert config["env"]["DATABASE_URL"].startswith(f"sqlite:///{config['mounts']['destination']}/")
    assert f"VOLUME {config['mounts']['destination']}" in DOCKERFILE
    assert config["deploy"]["strategy"] == "rolling", "no other replaces a machine that has a volume"
    assert "release_command" not in config["deploy"], "the machine that would run it has no volume"

    config = with_postgresql()
    assert "mounts" not in config
    assert config["deploy"]["release_command"] == "flask --app wsgi db upgrade"  # tests/cli: needs DATABASE_URL alone


def test_the_environment_and_four_secrets_make_whole_settings() -> None:
    told = re.search(r"fly secrets set (.+)", TEXT)
    assert told is not None
    secrets = {name: PRODUCTION[name] for name in re.findall(r"(\w+)=", told[1])}
    assert set(secrets) | {"PUBLIC_URL"} == set(PRODUCTION)
    settings = Settings.load(written()["env"] | secrets)
    assert settings.secure
    assert settings.proxy_hops == 2
