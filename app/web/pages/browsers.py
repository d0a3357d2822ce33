"""Where somebody is signed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from app.db.queries.sessions import SignedInBrowser
from app.domain import freshness
from app.web.pages.frame import Frame, private_frame


class Browser(NamedTuple):
    name: str
    signed_in: str
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowsersPage(Frame):
    """`templates/studio/browsers.html`; this browser first."""

    browsers: tuple[Browser, ...]


def browsers_page(found: Sequence[SignedInBrowser], own: int, now: datetime) -> BrowsersPage:
    ordered = sorted(found, key=lambda browser: browser.session_id != own)
    browsers = tuple(
        Browser(
            "This browser" if browser.session_id == own else "Another browser",
            freshness.ago(browser.signed_in_at, now),
            freshness.ago(browser.seen_at, now),
        )
        for browser in ordered
    )
    return BrowsersPage(**private_frame(), title="Where you are logged in", browsers=browsers)
