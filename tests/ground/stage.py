"""Where artists appear: the whole product in this process, on a clock that a test moves, with people signed in."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from app import create_app
from app.bootstrap import Services, build
from app.sandbox.server import RunningSandbox
from app.settings import Settings
from app.web.site import first_words, use
from tests.ground.html import lint_html
from tests.ground.journey import consent
from tests.ground.moments import Clock


class Visitor:
    """A browser: it keeps cookies, lints each page that it gets, and sends forms with their token."""

    def __init__(self, stage: "Stage") -> None:
        self.stage = stage
        self.client: FlaskClient = stage.app.test_client()
        scheme, _, host = stage.public_url.partition("://")
        self.client.environ_base |= {"HTTP_HOST": host, "wsgi.url_scheme": scheme}
        self._token = ""

    def get(self, path: str, **headers: str) -> TestResponse:
        """GET; `If_None_Match="..."` becomes a header."""
        return self._checked(self.client.get(path, headers=_named(headers), buffered=True))

    def post(self, path: str, *, headers: dict[str, str] | None = None, **fields: Any) -> TestResponse:
        """Send a form; a field whose value is a list is repeated. `csrf_token` may be given, to be wrong."""
        form = {"csrf_token": self.token(), **fields}
        return self._checked(self.client.post(path, data=form, headers=headers, buffered=True))

    def token(self) -> str:
        """Any form's token serves all of the session."""
        if not self._token:
            self._token = forms_token(self.client.get("/login", follow_redirects=True).text)
        return self._token

    def _checked(self, answer: TestResponse) -> TestResponse:
        if answer.mimetype == "text/html" and answer.data and answer.status_code not in (301, 303):
            lint_html(answer.text.replace("{", "") if self.stage.braces else answer.text)
        return answer


class Artist(Visitor):
    """Somebody of the sandbox who signed in; `person_id` and `profile_id` are their rows."""

    def __init__(self, stage: "Stage", person: str) -> None:
        super().__init__(stage)
        self.connect(person)

    def connect(self, person: str) -> None:
        """Go through the consent page and come back."""
        departure = self.post("/connect/spotify", next="/studio")
        arrival = self.client.get(consent(departure.location, person).removeprefix(self.stage.public_url))
        assert (arrival.status_code, arrival.location) == (303, "/studio"), arrival.text
        self._token = ""
        with self.client.session_transaction() as session:
            token = session["_user_id"]
        actor = self.stage.services.sessions.find(token)
        assert actor is not None
        self.person_id, self.profile_id = actor.person_id, actor.profile_id

    def status(self) -> dict[str, Any]:
        answer: dict[str, Any] = self.get("/studio/status.json").json
        return answer

    def publish(self, handle: str) -> None:
        for answer in (self.post("/studio/handle", handle=handle), self.post("/studio/publish")):
            assert answer.status_code == 303, answer.text


class Stage:
    """The site with its services; jobs wait until `work`. `braces`: somebody has a template for a name."""

    braces = False

    def __init__(self, settings: Settings, sandbox: RunningSandbox, clock: Clock) -> None:
        self.sandbox = sandbox
        self.clock = clock
        self.public_url = settings.public_url
        self.app: Flask = create_app(settings)
        self.app.extensions["anchor"].queue.on_due(lambda: None)
        dispose(self.app.extensions["anchor"])
        self.services: Services = build(settings, reserved=first_words(self.app), now=clock)
        use(self.app, self.services)

    def visitor(self) -> Visitor:
        return Visitor(self)

    def artist(self, person: str, *, imported: bool = True) -> Artist:
        """Somebody signed in, with their music unless `imported` is false."""
        self.braces = self.braces or person == "hostile"
        artist = Artist(self, person)
        if imported:
            self.work()
        return artist

    def work(self) -> list[str]:
        """Do every due job; the outcomes."""
        return list(iter(self.services.runner.run_next, None))


def forms_token(text: str) -> str:
    return str(html.document_fromstring(text).xpath("string(//input[@name='csrf_token']/@value)"))


def dispose(services: Services) -> None:
    services.database.engine.dispose()


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


@pytest.fixture
def stage(settings: Settings, sandbox: RunningSandbox, clock: Clock) -> Iterator[Stage]:
    built = Stage(settings, sandbox, clock)
    yield built
    dispose(built.services)
