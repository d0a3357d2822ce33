"""Every room of the site in one browser: Mara's page is public, with a link, her own words and a new text offered."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ground.served import Served

PUBLIC = ("/", "/login", "/privacy", "/terms", "/mara-a", "/mara-a/embed", "/mara-a/report", "/nobody-is-here")
STUDIO = (
    "/studio",
    "/studio/share",
    "/studio/visitors",
    "/studio/history",
    "/studio/photo",
    "/studio/browsers",
    "/studio/export",
    "/studio/disconnect",
    "/studio/delete",
)
ROOMS = (*PUBLIC, *STUDIO)

Enter = Callable[..., Page]


@pytest.fixture
def enter(served: Served, browser: Browser) -> Iterator[Enter]:
    """`enter(width=320)` opens a window of that kind, signed in as Mara, whose page is public."""
    signed_in = browser.new_context()
    page = signed_in.new_page()
    page.goto(f"{served.url}/login")
    page.locator("form[action='/connect/spotify'] button").click()
    page.locator("button[value='mara'], form:has(input[value='mara']) button").first.click()
    page.wait_for_url(f"{served.url}/studio")
    expect(page.locator("[data-job]")).to_have_count(0, timeout=30_000)
    page.locator(".claim input[name=handle]").fill("mara-a")
    page.locator(".claim button").click()
    page.locator("#link-label-1").fill("Shop")
    page.locator("#link-url-1").fill("https://shop.mara.example/all")
    page.get_by_role("button", name="Save links").click()
    page.locator("form[action='/studio/publish'] button").first.click()
    expect(page.locator("h1")).to_contain_text("Live.")
    contexts = [signed_in]

    def window(**kind: object) -> Page:
        context = browser.new_context(
            base_url=served.url, storage_state=signed_in.storage_state(), **{"reduced_motion": "reduce", **kind}
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context.new_page()

    yield window
    for context in contexts:
        context.close()
