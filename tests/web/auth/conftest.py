"""Sign-ins step by step: what `Visitor.connect` does in one go, taken apart so that each step can go wrong."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app import create_app
from app.bootstrap import build
from app.db.database import Database
from app.db.tables.people import Connection, Person, Session
from app.db.tables.work import Job
from app.sandbox.server import RunningSandbox
from app.settings import Settings
from tests.ground.html import lint_html
from tests.ground.journey import Answer, Visitor, consent, in_process
from tests.ground.moments import Clock
from tests.ground.site import PUBLIC_URL

CALLBACK = "/connect/spotify/callback"


@pytest.fixture
def app(settings: Settings, clock: Clock) -> Flask:
    """The app as production builds it, on a clock that only moves when a test moves it."""
    return create_app(settings, build(settings, now=clock))


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser with its own cookies. `client` is Flask's, `visitor` the person in front of it."""

    client: FlaskClient
    visitor: Visitor

    def depart(self, next_path: str = "/studio") -> str:
        """Begin a sign-in; the address of Spotify's consent page."""
        answer = self.visitor.submit("/connect/spotify", {"next": next_path})
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"]

    def agree(self, person: str = "mara") -> str:
        """Begin a sign-in and agree; the path that Spotify sends the browser back to."""
        return consent(self.depart(), person).removeprefix(PUBLIC_URL)

    def back(self, **query: str) -> Answer:
        """Come back from Spotify with this query."""
        return self.visitor.get(f"{CALLBACK}?{urlencode(query)}")

    @property
    def cookie(self) -> str:
        cookie = self.client.get_cookie("session")
        return cookie.value if cookie else ""

    def take(self, cookie: str) -> None:
        self.client.set_cookie("session", cookie)

    def is_signed_in(self) -> bool:
        return self.client.get("/studio").status_code == 200


def open_browser(app: Flask) -> Browser:
    client = app.test_client()
    client.environ_base["HTTP_HOST"] = PUBLIC_URL.removeprefix("http://")
    return Browser(client, in_process(client))


@pytest.fixture
def browser(app: Flask) -> Browser:
    return open_browser(app)


@pytest.fixture
def other_browser(app: Flask) -> Browser:
    return open_browser(app)


@dataclass(frozen=True, slots=True)
class Store:
    """How much is stored of people."""

    database: Database

    def counts(self) -> dict[str, int]:
        with self.database.reading() as session:
            return {
                table.__tablename__: session.scalar(select(func.count()).select_from(table)) or 0
                for table in (Person, Connection, Session, Job)
            }

    def statuses(self) -> list[str]:
        with self.database.reading() as session:
            return list(session.scalars(select(Connection.status).order_by(Connection.id)))


@pytest.fixture
def store(database: Database) -> Store:
    return Store(database)


@pytest.fixture
def token_calls(sandbox: RunningSandbox) -> "TokenCalls":
    return TokenCalls(sandbox)


@dataclass(frozen=True, slots=True)
class TokenCalls:
    sandbox: RunningSandbox

    def __call__(self) -> int:
        return int(self.sandbox.world.ledger.as_json()["summary"]["token_calls"])


def state_in(url: str) -> str:
    """The state in a consent page's address, or in the path of a callback."""
    return dict(parse_qsl(urlsplit(url).query))["state"]


def code_in(path: str) -> str:
    return dict(parse_qsl(urlsplit(path).query))["code"]


def assert_explained(answer: Answer, status: int, heading: str) -> None:
    """A whole page with this heading, a sentence that is announced, and a way on; no word of OAuth's, no code."""
    assert answer.status_code == status, answer.text
    lint_html(answer.text)
    assert f"<h1>{heading}</h1>" in answer.text
    assert 'role="alert"' in answer.text
    assert 'class="button"' in answer.text
    for word in ("invalid_grant", "access_denied", "state=", "code=", "Traceback", "OAuth"):
        assert word not in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "strict-origin"
