"""Every page of the site in every state, by a journey of several people through a served site.

A step yields a `Room` the moment that its state is there; whoever looks at it must do so before asking for the next.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import requests

from app.domain.themes import THEMES
from tests.ground.journey import Visitor, over_http

ADMIN = "mara"


@dataclass(frozen=True, slots=True)
class Room:
    """`fill`: what is typed into which form before it is sent, so that the answer to that is the page."""

    name: str
    path: str
    person: "Person | None" = None
    status: int = 200
    fill: tuple[str, dict[str, str]] | None = None


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

    @property
    def cookies(self) -> dict[str, str]:
        return self._session.cookies.get_dict()


def rooms(url: str) -> Iterator[Room]:
    yield from _for_everybody()
    mara = Person(url, ADMIN)
    yield from _studio(mara)
    yield from _public(mara)
    yield from _admin(url, mara)
    yield from _gone(url)
    for _ in range(130):
        answer = requests.get(f"{url}/login", timeout=30)
    yield Room("error 429", "/login", status=answer.status_code)


def _for_everybody() -> Iterator[Room]:
    yield Room("landing", "/")
    yield Room("login", "/login")
    yield Room("privacy", "/privacy")
    yield Room("terms", "/terms")
    yield Room("error 404", "/nobody-here", status=404)
    yield Room("callback: denied", "/connect/spotify/callback?error=access_denied&state=a", status=400)
    yield Room("callback: without state", "/connect/spotify/callback?code=a", status=400)
    yield Room("callback: foreign state", "/connect/spotify/callback?code=a&state=b", status=400)
    yield Room("email: unknown token", "/email/confirm/nothing", status=404)


def _studio(mara: Person) -> Iterator[Room]:
    yield Room("studio: just connected", "/studio", mara)
    mara.visitor.wait_until_idle()
    yield Room("studio: nothing claimed", "/studio", mara)
    yield Room("studio: bad handle", "/studio", mara, 422, ("/studio/handle", {"handle": "x"}))
    yield Room("history: empty", "/studio/history", mara)
    mara.submit("/studio/handle", handle="mara")
    mara.submit("/studio/facts", subject="artist", display_name="Mara Ellingsen", role="Singer", city="Bergen")
    links = ["https://shop.example/mara", "https://www.instagram.com/mara", "mailto:mara@example.org"]
    mara.submit("/studio/links", label=["Shop", "Instagram", "Write"], url=links)
    mara.submit("/studio/copy/generate", part="all")
    mara.visitor.wait_until_idle()
    yield Room("studio: a text is offered", "/studio", mara)
    candidates = mara.visitor.status()["candidates"]
    mara.submit("/studio/copy/accept", candidate=candidates[0]["id"])
    mara.submit("/studio/publish")
    yield Room("studio: live", "/studio", mara)
    mara.submit("/studio/copy/edit", bio="Another line.", revision=str(_revision(mara)))
    yield Room("studio: changed since", "/studio", mara)
    for name in ("history", "preview", "share", "visitors", "browsers", "export", "disconnect", "delete"):
        yield Room(f"studio: {name}", f"/studio/{name}", mara)
    yield Room("studio: wrong word for delete", "/studio/delete", mara, 422, ("/studio/delete", {"confirm": "no"}))


def _revision(person: Person) -> int:
    found = re.search(r'name="revision" value="(\d+)"', person.visitor.get("/studio").text)
    return int(found.group(1)) if found else 0


def _public(mara: Person) -> Iterator[Room]:
    for theme in THEMES:
        mara.submit("/studio/settings", theme=theme, locale="en")
        mara.submit("/studio/publish")
        yield Room(f"profile: {theme}", "/mara")
    yield Room("profile: embed", "/mara/embed")
    yield Room("profile: report", "/mara/report")
    yield Room("landing: signed in", "/", mara)


def _admin(url: str, mara: Person) -> Iterator[Room]:
    yield Room("admin", "/admin", mara)
    shown = mara.visitor.get("/admin").text
    for path in sorted(set(re.findall(r'href="(/admin/actions/[^"]+)"', shown))):
        yield Room(f"admin: {path.rpartition('/')[2]}", path.replace("&amp;", "&"), mara)
    yield Room("admin: code", "/admin/code", mara)
    listener = Person(url, "layla")
    listener.visitor.wait_until_idle()
    yield Room("error 403", "/admin", listener, 403)
    listener.submit("/studio/handle", handle="layla")
    yield Room("error private", "/layla", status=404)
    yield Room("private, to its owner", "/layla", listener, 404)
    listener.submit("/studio/publish")
    yield Room("profile: right to left", "/layla")


def _gone(url: str) -> Iterator[Room]:
    for name, handle in (("long", "the-longest"), ("q", "emoji-one")):
        person = Person(url, name)
        person.visitor.wait_until_idle()
        person.submit("/studio/handle", handle=handle)
        person.submit("/studio/publish")
        yield Room(f"profile: {name}", f"/{handle}")
    person.submit("/studio/delete", confirm="emoji-one")
    yield Room("error 410", "/emoji-one", status=410)
    yield Room("back after leaving", "/studio/former", Person(url, "q"))
