"""The pages behind the links in our letters, and the waitlist."""

import re
import time
from collections.abc import Iterator
from email.message import EmailMessage

from app.sandbox.server import RunningSandbox
from bench.pages.room import Person, Room
from tests.ground.journey import TIMEOUT_S
from tests.ground.post import Post

ADDRESS = "waiting@mail.example"


def behind_letters(artist: Person, post: Post, sandbox: RunningSandbox, key: str) -> Iterator[Room]:
    """Confirm an address, lose Spotify's permission, and ask for no more messages about it."""
    artist.submit("/studio/settings", theme="sleeve", locale="en", email="artist@mail.example", email_opt_in="1")
    confirm = _link(post, "/email/confirm/")
    yield Room("email: confirm", confirm)
    yield Room("email: confirmed", confirm, fill=(confirm, {}))
    artist.visitor.submit(confirm)  # in case that nobody looked
    sandbox.world.tokens.revoke(key)
    sandbox.world.tokens.expire_access(key)
    artist.submit("/studio/refresh")
    artist.visitor.wait_until_idle()
    yield Room("studio: Spotify's permission is gone", "/studio", artist)
    leave = _link(post, "/email/leave/")
    yield Room("email: leave", leave)
    yield Room("email: left", leave, fill=(leave, {}))


def waitlist(admin: Person, post: Post) -> Iterator[Room]:
    yield Room("waitlist", "/waitlist")
    yield Room("waitlist: no address", "/waitlist", status=422, fill=("/waitlist", {"email": "nobody"}))
    yield Room("waitlist: asked", "/waitlist", fill=("/waitlist", {"email": ADDRESS}))
    admin.visitor.submit("/waitlist", {"email": ADDRESS})
    confirm = _link(post, "/waitlist/")
    yield Room("waitlist: confirm", confirm)
    yield Room("waitlist: confirmed", confirm, fill=(confirm, {}))
    admin.visitor.submit(confirm)
    admin.submit("/admin/actions/invite", count="1", confirm="yes")
    yield Room("waitlist: invited", _link(post, "/invitation/"))
    yield Room("waitlist: an old invitation", "/invitation/nothing", status=404)


def _link(post: Post, path: str) -> str:
    """The path of the newest link of this kind in any letter, once it has come."""
    deadline = time.monotonic() + TIMEOUT_S
    while time.monotonic() < deadline:
        for letter in reversed(post.received):
            if found := re.search(rf"{path}[\w.~-]+", str(letter["List-Unsubscribe"]) + _plain(letter)):
                return found.group()
        time.sleep(0.2)
    raise SystemExit(f"no letter with a link to {path}")


def _plain(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    return body.get_content() if body else ""
