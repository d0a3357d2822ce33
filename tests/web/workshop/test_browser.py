"""The workshop in a real browser: advice while typing, advice after saving without JavaScript, and the keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.ground.browser import OpenPage
from tests.ground.served import Served

pytestmark = pytest.mark.browser

CLICHE = "Mara is on a journey with a unique sound."
BORING = "“journey” could stand on any page. Say what the facts say."


@pytest.fixture
def studio(served: Served, open_page: OpenPage) -> Callable[..., Page]:
    """Mara's studio, in a browser of the given kind."""

    def enter(**window: object) -> Page:
        page = open_page(**window)
        page.goto(f"{served.url}/login")
        page.locator("form[action='/connect/spotify'] button").click()
        page.locator("button[value='mara'], form:has(input[value='mara']) button").first.click()
        page.wait_for_url(f"{served.url}/studio")
        expect(page.locator("[data-job]")).to_have_count(0, timeout=30_000)  # the import is over
        return page

    return enter


def test_advice_comes_while_typing_and_moves_nothing(studio: Callable[..., Page], served: Served) -> None:
    page = studio(width=390)
    save = page.get_by_role("button", name="Save words")
    page.locator("textarea[name=bio]").click()
    before = save.bounding_box()
    page.keyboard.type(CLICHE)
    advice = page.locator("#bio-advice li")

    expect(advice.filter(has_text=BORING)).to_have_count(1)
    assert save.bounding_box() == before
    page.locator("textarea[name=bio]").fill("")
    expect(advice).to_have_count(0)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{served.url}/studio/history")
    expect(page.locator("main")).to_contain_text("Nothing here yet.")


def test_without_javascript_advice_stands_beside_the_saved_words(studio: Callable[..., Page]) -> None:
    page = studio(javascript=False, scheme="dark")
    page.locator("textarea[name=bio]").fill(CLICHE)
    page.get_by_role("button", name="Save words").click()

    expect(page.locator("#bio-advice li").filter(has_text=BORING)).to_be_visible()
    expect(page.locator("textarea[name=bio]")).to_have_value(CLICHE)


def test_a_text_can_be_asked_for_read_and_taken_with_the_keyboard_alone(studio: Callable[..., Page]) -> None:
    page = studio(width=320)
    page.get_by_role("button", name="Write a new bio").focus()
    page.keyboard.press("Enter")
    candidate = page.locator("article.candidate")
    expect(candidate).to_have_count(1, timeout=30_000)
    text = candidate.locator("blockquote").first.inner_text()
    candidate.locator(".why summary").first.focus()
    page.keyboard.press("Enter")
    expect(candidate.locator(".reasons li").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    candidate.get_by_role("button", name="Use this bio").focus()
    page.keyboard.press("Enter")

    expect(page.locator("textarea[name=bio]")).to_have_value(text)
    expect(page.locator("article.candidate")).to_have_count(0)
