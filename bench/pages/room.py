"""A page to look at, and who looks."""

import re
from dataclasses import dataclass

import requests

from tests.ground.journey import TIMEOUT_S, Visitor, over_http


class Person:
    """Somebody signed in, with the cookies that a browser needs to be them."""

    def __init__(self, url: str, name: str) -> None:
        self._session = requests.Session()
        self.visitor: Visitor = over_http(url, self._session)
        self.visitor.connect(name)

    def submit(self, path: str, **fields: object) -> None:
        answer = self.visitor.submit(path, fields)
        if answer.status_code != 303:
            raise SystemExit(f"POST {path}: {answer.status_code} {answer.text[:500]}")

    def upload(self, photo: bytes) -> None:
        fields = {"csrf_token": self.hidden("csrf_token"), "photo_alt": "At the piano"}
        address = f"{self.visitor.public_url}/studio/photo"
        answer = self._session.post(address, fields, files={"photo": photo}, timeout=TIMEOUT_S, allow_redirects=False)
        if answer.status_code != 303:
            raise SystemExit(f"a photo: {answer.status_code}")

    def hidden(self, name: str) -> str:
        """What the studio's forms send along, such as the revision of the words."""
        found = re.search(rf'name="{name}" value="([^"]+)"', self.visitor.get("/studio").text)
        return found.group(1) if found else ""

    @property
    def cookies(self) -> dict[str, str]:
        return self._session.cookies.get_dict()


@dataclass(frozen=True, slots=True)
class Room:
    """`fill`: what is typed into which form before it is sent, so that the answer to that is the page."""

    name: str
    path: str
    person: Person | None = None
    status: int = 200
    fill: tuple[str, dict[str, str]] | None = None
