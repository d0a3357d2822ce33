"""Every page of the site in every state, by a journey of several people through a served site.

A step yields a `Room` the moment that its state is there; whoever looks at it must do so before asking for the next.
"""

import io
import re
from collections.abc import Iterator

import requests
from PIL import Image

from app.domain.layout import SECTIONS
from app.domain.themes import THEMES
from app.sandbox.server import RunningSandbox
from bench.pages.letters import behind_letters, waitlist
from bench.pages.room import Person, Room
from tests.ground.post import Post

ADMIN = "mara"


def rooms(url: str, post: Post, sandbox: RunningSandbox) -> Iterator[Room]:
    yield from _for_everybody()
    mara = Person(url, ADMIN)
    yield from _studio(mara)
    yield from _public(mara)
    yield from _admin(url, mara)
    yield from waitlist(mara, post)
    yield from _other_people(url)
    yield from _gone(url)
    yield from behind_letters(Person(url, "haruka"), post, sandbox, "haruka")
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
    mara.submit("/studio/copy/edit", bio="Another line.", revision=mara.hidden("revision"))
    yield Room("studio: changed since", "/studio", mara)
    for name in ("history", "preview", "share", "visitors", "browsers", "export", "disconnect", "delete"):
        yield Room(f"studio: {name}", f"/studio/{name}", mara)
    yield Room("studio: wrong word for delete", "/studio/delete", mara, 422, ("/studio/delete", {"confirm": "no"}))


def _public(mara: Person) -> Iterator[Room]:
    for theme in THEMES:
        mara.submit("/studio/settings", theme=theme, locale="en")
        mara.submit("/studio/publish")
        yield Room(f"profile: {theme}", "/mara")
    yield Room("example", "/example")
    yield Room("profile: embed", "/mara/embed")
    yield Room("profile: report", "/mara/report")
    yield Room("profile: report without a reason", "/mara/report", status=422, fill=("/mara/report", {}))
    yield Room("profile: reported", "/mara/report?sent=yes")
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
    for theme in THEMES:
        listener.submit("/studio/settings", theme=theme, locale="ar", email="")
        listener.submit("/studio/publish")
        yield Room(f"profile: {theme}, right to left", "/layla")
    yield Room("profile: embed, right to left", "/layla/embed")
    yield Room("profile: report, right to left", "/layla/report")


def _other_people(url: str) -> Iterator[Room]:
    yield Room("studio: not let in by Spotify yet", "/studio", Person(url, "stranger"))
    newcomer = Person(url, "newcomer")
    newcomer.visitor.wait_until_idle()
    yield Room("studio: no music yet", "/studio", newcomer)
    newcomer.submit("/studio/handle", handle="robin-c")
    newcomer.submit("/studio/publish")
    yield Room("profile: bare", "/robin-c")
    tomas = Person(url, "tomas")
    tomas.visitor.wait_until_idle()
    tomas.submit("/studio/handle", handle="tomas-b")
    tomas.upload(_photo())
    tomas.submit("/studio/facts", subject="artist", role="Guitarist", current_release="Salt Logic")
    tomas.submit("/studio/layout", section=SECTIONS, release_url="https://open.spotify.com/album/2")
    for theme in THEMES:
        tomas.submit("/studio/settings", theme=theme, locale="de", email="", show_number="1")
        tomas.submit("/studio/publish")
        yield Room(f"profile: {theme} with photo, release and number, in German", "/tomas-b")


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


def _photo() -> bytes:
    buffer = io.BytesIO()
    Image.effect_mandelbrot((900, 1200), (-1.6, -1.2, 0.6, 1.4), 90).save(buffer, "JPEG")
    return buffer.getvalue()
