"""WCAG 2.2 in every room, as far as a browser can assert it: reflow, targets, focus, order, motion, forced colours."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.access.conftest import ROOMS, STUDIO, Enter

pytestmark = pytest.mark.browser

TARGETS = """least => [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary"
)].filter(one => {
    const style = getComputedStyle(one);
    if (one.closest("[hidden]") || !one.checkVisibility() || one.matches(".skip, [aria-hidden=true]")) return false;
    const inSentence = one.tagName === "A" && style.display === "inline";       // 2.5.8, "inline"
    const label = one.matches("[type=checkbox], [type=radio]") && one.closest("label");
    const twin = one.tabIndex < 0 && one.tagName === "A";                         // a picture beside its own link
    const box = (label || one).getBoundingClientRect();
    return !inSentence && !twin && (box.height < least - 0.5 || box.width < 24);
}).map(one => `${one.outerHTML.slice(0, 90)} ${Math.round(one.getBoundingClientRect().height)} px`)"""

FOCUS = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return {
        name: one.outerHTML.slice(0, 100), frame: one.tagName === "IFRAME", ring,
        seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
        place: [...document.querySelectorAll("*")].indexOf(one),
    };
}"""

MOVING = """() => document.getAnimations().filter(one => one.playState === "running").length"""


def walk(page: Page, most: int = 160) -> list[dict[str, object]]:
    """Where Tab leads, one stop after another, until it leaves the document or a frame takes it."""
    stops: list[dict[str, object]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None or (stops and stop["place"] <= stops[-1]["place"]):
            break
        stops.append(stop)
        if stop["frame"]:
            break
    return stops


def test_every_room_at_320_px_in_large_type_forced_colours_and_with_the_keyboard(enter: Enter) -> None:
    """One walk through all rooms: starting the site costs more than the whole walk."""
    narrow = enter(viewport={"width": 320, "height": 640})
    faults: list[str] = []
    for room in ROOMS:
        narrow.goto(room)
        over = narrow.evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            faults.append(f"{room}: {over} px wider than a screen of 320")
        faults.extend(f"{room}: a small target: {target}" for target in narrow.evaluate(TARGETS, 44))
        if narrow.evaluate(MOVING):
            faults.append(f"{room}: something moves for somebody who asked for less motion")
        stops = walk(narrow)
        faults.extend(f"{room}: no focus to be seen on {stop['name']}" for stop in stops if not stop["ring"])
        faults.extend(f"{room}: focus out of sight on {stop['name']}" for stop in stops if not stop["seen"])
        if not room.endswith("/embed") and (not stops or "skip" not in str(stops[0]["name"])):
            faults.append(f"{room}: Tab does not begin with the skip link")
    assert not faults, "\n".join(faults)


def test_type_at_200_percent_still_fits_the_screen(enter: Enter) -> None:
    """640 px at 200 % are 320 px at 100 %, but for what is set in px: so the text alone is doubled here."""
    page = enter(viewport={"width": 640, "height": 800})
    faults: list[str] = []
    for room in ROOMS:
        page.goto(room)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            faults.append(f"{room}: {over} px too wide with text of 200 %")
    assert not faults, "\n".join(faults)


def test_the_skip_link_leads_past_the_masthead(enter: Enter) -> None:
    page = enter(viewport={"width": 390, "height": 800})
    for room in ("/", "/mara-a", "/studio", "/studio/share"):
        page.goto(room)
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        expect(page.locator(".skip")).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()


def test_forced_colours_keep_every_button_and_field_apart_from_the_ground(enter: Enter) -> None:
    page = enter(viewport={"width": 390, "height": 800}, forced_colors="active")
    faults: list[str] = []
    for room in ROOMS:
        page.goto(room)
        bare = page.evaluate(
            """() => [...document.querySelectorAll(".button, input:not([type=hidden]), select, textarea")]
            .filter(one => one.checkVisibility() && !one.matches("[type=checkbox],[type=radio]"))
            .filter(one => parseFloat(getComputedStyle(one).borderTopWidth) === 0
                && getComputedStyle(one).textDecorationLine === "none")
            .map(one => one.outerHTML.slice(0, 90))"""
        )
        faults.extend(f"{room}: nothing frames {one}" for one in bare)
    assert not faults, "\n".join(faults)


def test_the_link_is_copied_with_the_keyboard_and_a_screen_reader_hears_it(enter: Enter) -> None:
    page = enter(viewport={"width": 320, "height": 640}, permissions=["clipboard-read", "clipboard-write"])
    page.goto("/studio/share")
    expect(page.locator("[data-share]")).to_be_hidden()  # no share sheet in this browser
    page.get_by_role("button", name="Copy link").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Link copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#address").input_value()


def test_native_sharing_is_offered_where_there_is_one(enter: Enter) -> None:
    page = enter(viewport={"width": 390, "height": 800})
    page.add_init_script("navigator.share = async (what) => { window.shared = what; }")
    page.goto("/studio/share")
    page.get_by_role("button", name="Share with").click()
    expect(page.get_by_role("status").filter(has_text="Shared.")).to_be_visible()
    assert page.evaluate("shared.url") == page.locator("#address").input_value()


def test_the_share_panel_works_without_javascript(enter: Enter) -> None:
    page = enter(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page.goto("/studio/share")
    expect(page.locator("[data-copy]").first).to_be_hidden()
    expect(page.locator("#address")).to_have_value(page.url.replace("/studio/share", "/mara-a"))
    expect(page.locator(".previews h3")).to_have_count(6)
    assert all(
        box["width"] > 0 for box in (image.bounding_box() for image in page.locator(".previews img").all()) if box
    )


def test_rooms_of_the_studio_lead_back(enter: Enter) -> None:
    page = enter()
    for room in STUDIO[1:]:
        page.goto(room)
        assert page.locator("main a[href='/studio']").count() >= 1, room
