"""What watches the site from outside: alive, ready, and nothing more."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.bootstrap import Services
from app.db import migrations
from app.sandbox.server import RunningSandbox
from app.settings import Settings
from tests.ground.databases import opened
from tests.ground.site import environment_for


@pytest.fixture
def sites(sandbox: RunningSandbox) -> Iterator[list[Flask]]:
    built: list[Flask] = []
    yield built
    for app in built:
        app.extensions["anchor"].studio._database.engine.dispose()


def site(sites: list[Flask], url: str, sandbox: RunningSandbox) -> Flask:
    app = create_app(Settings.load(environment_for(url, sandbox)))
    sites.append(app)
    return app


def test_a_healthy_site_is_alive_and_ready(database_url: str, sandbox: RunningSandbox, sites: list[Flask]) -> None:
    client = site(sites, database_url, sandbox).test_client()
    alive, ready = client.get("/healthz"), client.get("/readyz")

    assert (alive.status_code, alive.json) == (200, {"status": "ok"})
    assert (ready.status_code, ready.json) == (
        200,
        {"status": "ready", "checks": {"database": "ok", "migrations": "ok", "keys": "ok"}},
    )
    for answer in (alive, ready):
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("dead", ["sqlite:////proc/nowhere.db", "postgresql://nobody@127.0.0.1:9/none"])
def test_with_a_dead_database_the_process_is_alive_and_not_ready(
    dead: str, sandbox: RunningSandbox, sites: list[Flask]
) -> None:
    client = site(sites, dead, sandbox).test_client()
    ready = client.get("/readyz")

    assert client.get("/healthz").status_code == 200
    assert ready.status_code == 503
    assert ready.json == {
        "status": "not ready",
        "checks": {"database": "unreachable", "migrations": "unknown", "keys": "ok"},
    }


def test_without_its_migrations_it_is_not_ready(
    unmigrated_url: str, sandbox: RunningSandbox, sites: list[Flask]
) -> None:
    client = site(sites, unmigrated_url, sandbox).test_client()
    assert (client.get("/readyz").status_code, client.get("/readyz").json["checks"]["migrations"]) == (503, "behind")
    with opened(unmigrated_url) as database:
        migrations.upgrade(database.engine)
    assert client.get("/readyz").status_code == 200


def test_what_a_newer_release_migrated_keeps_the_older_one_ready_while_it_is_replaced(
    database_url: str, sandbox: RunningSandbox, sites: list[Flask]
) -> None:
    """A release command runs first, and the balancer still asks the old containers."""
    with opened(database_url) as database:
        with database.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        migrations.upgrade(database.engine)
        assert migrations.current(database.engine) == "9999"

    assert site(sites, database_url, sandbox).test_client().get("/readyz").status_code == 200


def test_while_stopping_it_is_alive_and_not_ready(sqlite_url: str, sandbox: RunningSandbox, sites: list[Flask]) -> None:
    app = site(sites, sqlite_url, sandbox)
    services: Services = app.extensions["anchor"]
    services.stopping.set()

    assert app.test_client().get("/readyz").status_code == 503
    assert app.test_client().get("/healthz").status_code == 200


def test_being_alive_touches_nothing(sandbox: RunningSandbox, sites: list[Flask], tmp_path: Path) -> None:
    file = tmp_path / "never-opened.db"
    client = site(sites, f"sqlite:///{file}", sandbox).test_client()

    assert client.get("/healthz").status_code == 200
    assert not file.exists()
