"""A person at the site, without a browser: the same steps in this process and over HTTP."""

import time
from collections.abc import Callable, Mapping
from typing import Any, Protocol
from urllib.parse import urljoin

import pytest
import requests
from flask.testing import FlaskClient
from lxml import html

from tests.ground.site import PUBLIC_URL

TIMEOUT_S = 30


class Answer(Protocol):
    """What Flask's test client and requests have in common."""

    @property
    def status_code(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def headers(self) -> Mapping[str, str]: ...


class Visitor:
    """Somebody with one cookie jar. Forms are sent with the token that the last page with a form carried."""

    def __init__(
        self, public_url: str, get: Callable[[str], Any], post: Callable[[str, Mapping[str, Any]], Any]
    ) -> None:
        self.public_url = public_url
        self._get = get
        self._post = post
        self._token = ""

    def get(self, path: str) -> Answer:
        answer: Answer = self._get(path)
        if "html" in answer.headers.get("Content-Type", ""):
            self._token = next(iter(_tokens(answer.text)), self._token)
        return answer

    def submit(self, path: str, fields: Mapping[str, Any] | None = None) -> Answer:
        """POST a form; lists are repeated fields. A first form is looked for on /login or in the studio."""
        if not self._token:
            self.get("/login")
        if not self._token:
            self.get("/studio")
        answer: Answer = self._post(path, {"csrf_token": self._token, **(fields or {})})
        return answer

    def connect(self, person: str = "mara", next_path: str = "/studio") -> Answer:
        """From the login page over the sandbox's consent page and back; the answer of the callback."""
        self.get("/login")
        departure = self.submit("/connect/spotify", {"next": next_path})
        assert departure.status_code == 303, departure.text
        back = consent(departure.headers["Location"], person)
        assert back.startswith(self.public_url), back
        arrival = self.get(back.removeprefix(self.public_url))
        self._token = ""  # signing in renews the session
        self.get("/studio")
        return arrival

    def wait_until_idle(self) -> None:
        """Until the worker has done this person's job; for a served site."""
        deadline = time.monotonic() + TIMEOUT_S
        while self.status().get("job") and self.status()["job"]["state"] in ("queued", "running"):
            assert time.monotonic() < deadline, self.status()
            time.sleep(0.1)

    def status(self) -> dict[str, Any]:
        answer: Any = self._get("/studio/status.json")
        body: dict[str, Any] = answer.json() if callable(answer.json) else answer.json
        return body


def consent(authorize_url: str, person: str) -> str:
    """Agree as one of the sandbox's people, with a browser's own requests; the address of the callback."""
    with requests.Session() as browser:
        page = browser.get(authorize_url, timeout=TIMEOUT_S)
        assert page.status_code == 200, page.text
        for form in html.document_fromstring(page.text).forms:
            fields = dict(form.form_values())
            if fields.get("person") == person or form.xpath(f".//button[@name='person' and @value='{person}']"):
                action = urljoin(page.url, form.action or page.url)
                answer = browser.post(action, {**fields, "person": person}, allow_redirects=False, timeout=TIMEOUT_S)
                return answer.headers["Location"]
    raise AssertionError(f"the consent page offers no {person}")


def in_process(client: FlaskClient) -> Visitor:
    return Visitor(PUBLIC_URL, client.get, lambda path, fields: client.post(path, data=fields))


def over_http(url: str, session: requests.Session | None = None) -> Visitor:
    """Somebody at a served site; `session` is their cookie jar, for who wants to look into it."""
    session = session or requests.Session()

    def get(path: str) -> requests.Response:
        return session.get(url + path, allow_redirects=False, timeout=TIMEOUT_S)

    def post(path: str, fields: Mapping[str, Any]) -> requests.Response:
        return session.post(url + path, data=fields, allow_redirects=False, timeout=TIMEOUT_S)

    return Visitor(url, get, post)


@pytest.fixture
def visitor(client: FlaskClient) -> Visitor:
    """Somebody who is not signed in."""
    return in_process(client)


@pytest.fixture
def artist(visitor: Visitor, run_jobs: Callable[[], list[str]]) -> Visitor:
    """Mara, connected, with her music imported; no handle yet, nothing published."""
    visitor.connect("mara")
    run_jobs()
    return visitor


def _tokens(text: str) -> list[str]:
    found: list[str] = html.document_fromstring(text).xpath("//input[@name='csrf_token']/@value")
    return found
