"""The whole journey in a real browser: from the landing page to a page that a stranger reads.

`open_page` fails a test for any console error, anything the content security policy refused, and any missing file.
"""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.ground.browser import OpenPage
from tests.ground.served import Served

pytestmark = pytest.mark.browser

MOST_CLICKS = 5
IMPORT_MS = 20_000


def press(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def connect(page: Page, site: Served, person: str) -> None:
    """From the landing page over the consent page into the studio."""
    page.goto(site.url)
    press(page, "Connect Spotify").first.click()
    page.locator(f"button[value='{person}'], form:has(input[value='{person}']) button").first.click()
    page.wait_for_url(f"{site.url}/studio")


def claim(page: Page, handle: str) -> None:
    page.get_by_label("Your address").fill(handle)
    press(page, "Claim it").click()


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_five_clicks_lead_from_consent_to_a_page_that_a_stranger_reads(
    served: Served, open_page: OpenPage, javascript: bool
) -> None:
    page = open_page(javascript=javascript)
    connect(page, served, "mara")
    claim(page, "mara-e")
    clicks = 1
    for name in ("Write a bio for me", "Use all of it", "Publish"):
        button = press(page, name).first
        button.wait_for(timeout=IMPORT_MS)  # without JavaScript the page looks again by itself
        button.click()
        clicks += 1
    page.get_by_role("link", name="Open page").click()
    clicks += 1
    assert clicks <= MOST_CLICKS
    page.wait_for_url(f"{served.url}/mara-e")

    stranger = open_page(javascript=javascript, width=390)
    stranger.goto(f"{served.url}/mara-e")
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Mara Ellingsen")
    expect(stranger.locator(".bio p").first).to_contain_text("Mara Ellingsen")
    expect(stranger.locator(".albums li")).to_have_count(5)
    expect(stranger.locator("time")).to_contain_text("Updated")
    assert stranger.context.cookies() == []


def test_with_javascript_the_link_is_copied_with_a_word_and_two_windows_keep_both_texts(
    served: Served, open_page: OpenPage
) -> None:
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    connect(page, served, "q")
    claim(page, "qqq")
    press(page, "Publish without a text").click(timeout=IMPORT_MS)
    press(page, "Copy link").click()
    expect(page.get_by_text("Link copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{served.url}/qqq"

    other = page.context.new_page()
    other.goto(f"{served.url}/studio")
    for window, text in ((page, "Typed first."), (other, "Typed second.")):
        window.get_by_role("textbox", name="Bio", exact=True).fill(text)
        press(window, "Save words").click()
    expect(page.get_by_text("Saved. Not public until you publish.")).to_be_visible()
    expect(other.get_by_role("heading", level=1)).to_have_text("Changed in another window")
    expect(other.locator("main")).to_contain_text("Typed first.")
    expect(other.locator("textarea[name=bio]")).to_have_value("Typed second.")
    press(other, "Save mine").click()
    expect(other.get_by_role("textbox", name="Bio", exact=True)).to_have_value("Typed second.")
    expect(other.frame_locator("iframe").locator(".bio")).to_have_text("Typed second.")


def tab_to(page: Page, name: str) -> None:
    """Walk with the keyboard until the control with this name has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "(a => (a.labels?.length ? a.labels[0].textContent : a.textContent).trim())(document.activeElement)"
        )
        if focused == name:
            return
    raise AssertionError(f"the keyboard never reaches {name!r}")


def test_the_keyboard_alone_connects_claims_and_publishes_on_a_screen_of_320_pixels(
    served: Served, open_page: OpenPage
) -> None:
    page = open_page(width=320)

    def fits() -> None:
        wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide[0] <= wide[1] == 320, (page.url, wide)

    page.goto(served.url)
    fits()
    page.goto(f"{served.url}/login")
    fits()
    tab_to(page, "Connect Spotify")
    page.keyboard.press("Enter")
    page.locator("button[value='long'], form:has(input[value='long']) button").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served.url}/studio")
    fits()
    tab_to(page, "Your address")
    page.keyboard.type("the-longest-name")
    page.keyboard.press("Enter")
    press(page, "Publish without a text").wait_for(timeout=IMPORT_MS)
    fits()
    tab_to(page, "Publish without a text")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Open page").wait_for()
    tab_to(page, "Open page")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served.url}/the-longest-name")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Maximiliane")
    fits()
