"""The app in this process, beside a sandbox that answers over real HTTP."""

from collections.abc import Callable, Iterator, Mapping

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from werkzeug.routing import Rule

from app import create_app
from app.bootstrap import Services
from app.sandbox.server import RunningSandbox, serve
from app.settings import Settings
from app.vault import generate_key
from app.web.context import EXTENSION

PUBLIC_URL = "http://127.0.0.1:8000"
TOKEN_KEYS = generate_key()
SECRET_KEY = "a-long-enough-Text-for-tests-0123456789"


@pytest.fixture(scope="session")
def _sandbox_server() -> Iterator[RunningSandbox]:
    with serve() as server:
        yield server


@pytest.fixture
def sandbox(_sandbox_server: RunningSandbox) -> RunningSandbox:
    """Spotify's stand-in on a free port, with a clean memory for each test; `sandbox.world` turns its knobs."""
    _sandbox_server.world.reset()
    return _sandbox_server


@pytest.fixture
def environment(database_url: str, sandbox: RunningSandbox) -> dict[str, str]:
    """The environment of a development site on this test's database and sandbox."""
    return environment_for(database_url, sandbox)


def environment_for(database_url: str, sandbox: RunningSandbox, **more: str) -> dict[str, str]:
    return {
        "APP_ENV": "development",
        "PUBLIC_URL": PUBLIC_URL,
        "SECRET_KEY": SECRET_KEY,
        "TOKEN_KEYS": TOKEN_KEYS,
        "DATABASE_URL": database_url,
        "SPOTIFY_CLIENT_ID": "test-client",
        "SPOTIFY_CLIENT_SECRET": "test-client-secret-0123456789",
        "SPOTIFY_ACCOUNTS_URL": sandbox.accounts_url,
        "SPOTIFY_API_URL": sandbox.api_url,
        "RATE_LIMITS": "off",
        **more,
    }


@pytest.fixture
def settings(environment: Mapping[str, str]) -> Settings:
    return Settings.load(environment)


@pytest.fixture
def app(settings: Settings) -> Flask:
    """The site as production builds it, at the system's time. Jobs wait until a test runs them: see `run_jobs`."""
    return create_app(settings)


@pytest.fixture
def services(app: Flask) -> Services:
    """What the app's views use."""
    built: Services = app.extensions[EXTENSION]
    return built


@pytest.fixture
def run_jobs(services: Services) -> Callable[[], list[str]]:
    """Do everything that is due, as a worker would; returns the outcomes."""

    def run() -> list[str]:
        return list(iter(services.runner.run_next, None))

    return run


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor without cookies; requests go to PUBLIC_URL's host."""
    visitor = app.test_client()
    visitor.environ_base["HTTP_HOST"] = PUBLIC_URL.removeprefix("http://")
    return visitor


@pytest.fixture(scope="session", autouse=True)
def addresses_compiled_once() -> Iterator[None]:
    """Each rule of the router writes itself two functions from its text alone, and every site has the same rules."""
    compiled: dict[object, Callable[..., tuple[str, str]]] = {}
    compile_builder = Rule._compile_builder

    def remembered(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        key = (*rule._trace, tuple((rule.defaults or {}).items()), append_unknown)
        if key not in compiled:
            compiled[key] = compile_builder(rule, append_unknown)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", remembered)
        yield


@pytest.fixture(scope="session", autouse=True)
def templates_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Each test builds its own site; a quarter of its time went into compiling the same templates again."""
    kept = FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "jinja_options", {"bytecode_cache": kept})
        yield
