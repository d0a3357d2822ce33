"""The Host header and forwarded ones: believed for nothing that leaves the site."""

import pytest

from app.sandbox.server import RunningSandbox
from app.settings import Settings
from tests.ground.moments import Clock
from tests.ground.site import environment_for
from tests.ground.stage import Stage, dispose

FOREIGN = [
    "evil.example",
    "evil.example:8000",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "anchor.example@evil.example",
]
OURS = ["127.0.0.1:8000", "127.0.0.1", "localhost:9", "[::1]:8000"]


@pytest.mark.parametrize("host", FOREIGN)
def test_a_name_that_is_not_ours_is_not_served(stage: Stage, host: str) -> None:
    answer = stage.visitor().client.get("/privacy", headers={"Host": host})

    assert answer.status_code in (400, 421)
    assert "evil" not in answer.text
    assert 'role="alert"' in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("host", OURS)
def test_this_machine_s_own_names_are_served(stage: Stage, host: str) -> None:
    assert stage.visitor().client.get("/privacy", headers={"Host": host}).status_code == 200


def test_probes_may_use_any_name(stage: Stage) -> None:
    for path in ("/healthz", "/readyz"):
        assert stage.visitor().client.get(path, headers={"Host": "10.1.2.3:8080"}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "//mara-e",
        "//evil.example/..",
        "",
        "/mara-e//card/x.jpg",
        "/mara-e/",
        "/MARA-E",
        "/studio",
        "/mara-e",
        "/mara-e.json",
        "/sitemap.xml",
        "/",
    ],
)
def test_no_address_is_built_from_a_header(stage: Stage, path: str) -> None:
    stage.artist("mara").publish("mara-e")
    told = {
        "Host": "localhost:1234",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "gopher",
        "X-Forwarded-Prefix": "/evil",
        "Forwarded": "host=evil.example",
        "X-Original-URL": "/evil",
    }
    answer = stage.visitor().client.get("/", headers=told, environ_overrides={"PATH_INFO": path})

    assert answer.status_code < 500
    assert not [
        line for line in answer.headers if "//evil" in line[1] or "evil.example:" in line[1] or "localhost" in line[1]
    ]
    assert "evil.example" not in answer.text
    assert "localhost" not in answer.text
    assert "gopher" not in answer.text


def test_forwarded_names_count_from_the_configured_hops_alone(
    sqlite_url: str, sandbox: RunningSandbox, clock: Clock
) -> None:
    environment = environment_for(sqlite_url, sandbox, PUBLIC_URL="https://anchor.example", PROXY_HOPS="1")
    stage = Stage(Settings.load(environment), sandbox, clock)
    client = stage.visitor().client

    def ask(forwarded: str) -> int:
        return client.get("/privacy", headers={"Host": "internal:8080", "X-Forwarded-Host": forwarded}).status_code

    assert ask("anchor.example") == 200
    assert ask("evil.example, anchor.example") == 200, "the proxy's own word is the last one"
    assert ask("anchor.example, evil.example") == 421
    dispose(stage.services)
