"""WCAG 2.2 in every room, as far as a browser can assert it: reflow, targets, focus, order, motion, forced colours."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.access.conftest import BUSIEST, OTHERS, STUDIO, Enter

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

BARE = """() => [...document.querySelectorAll(".button, input:not([type=hidden]), select, textarea")]
    .filter(one => one.checkVisibility() && !one.matches("[type=checkbox],[type=radio]"))
    .filter(one => parseFloat(getComputedStyle(one).borderTopWidth) === 0
        && getComputedStyle(one).textDecorationLine === "none")
    .map(one => one.outerHTML.slice(0, 90))"""

MOVING = """() => document.getAnimations().filter(one => one.playState === "running").length"""


def walk(page: Page, most: int = 200) -> list[dict[str, Any]]:
    """Where Tab leads, one stop after another, through frames and past them, until it leaves the document."""
    stops: list[dict[str, Any]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        inside = bool(stops) and stops[-1]["frame"] and stop is not None and stop["place"] == stops[-1]["place"]
        if inside:
            continue
        if stop is None or (stops and stop["place"] <= stops[-1]["place"]):
            break
        stops.append(stop)
    return stops


def narrow_faults(page: Page, room: str) -> list[str]:
    """At 320 px: reflow (1.4.10), targets (2.5.5), motion (2.3.3), focus seen and in order (2.4.3, 2.4.7, 2.4.11)."""
    faults = []
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if over > 0:
        faults.append(f"{over} px wider than a screen of 320")
    faults.extend(f"a small target: {target}" for target in page.evaluate(TARGETS, 44))
    if page.evaluate(MOVING):
        faults.append("something moves for somebody who asked for less motion")
    stops = walk(page)
    faults.extend(f"no focus to be seen on {stop['name']}" for stop in stops if not (stop["ring"] or stop["frame"]))
    faults.extend(f"focus out of sight on {stop['name']}" for stop in stops if not stop["seen"])
    if not room.endswith("/embed") and (not stops or "skip" not in str(stops[0]["name"])):
        faults.append("Tab does not begin with the skip link")
    if room in STUDIO[1:] and not page.locator("main a[href='/studio']").count():
        faults.append("no way back to the studio")
    return faults


def doubled_faults(page: Page, _room: str) -> list[str]:
    """Type of 200 % on 640 px (1.4.4): the text alone is doubled, which is harder than zooming."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"{over} px too wide with type of 200 %"] if over > 0 else []


def forced_faults(page: Page, _room: str) -> list[str]:
    """In forced colours a ground is gone: whatever is pressed or filled in needs a border or a line under it."""
    return [f"nothing frames {bare}" for bare in page.evaluate(BARE)]


@pytest.mark.parametrize("rooms", [BUSIEST, pytest.param(OTHERS, marks=pytest.mark.chaos)], ids=["busiest", "others"])
def test_every_room_fits_narrow_screens_large_type_forced_colours_and_the_keyboard(
    enter: Enter, rooms: tuple[str, ...]
) -> None:
    """One walk through all rooms: starting the site costs more than the walk."""
    windows = (
        (enter(viewport={"width": 320, "height": 640}), narrow_faults),
        (enter(viewport={"width": 640, "height": 800}), doubled_faults),
        (enter(viewport={"width": 390, "height": 800}, forced_colors="active"), forced_faults),
    )
    faults = []
    for room in rooms:
        for page, look in windows:
            page.goto(room)
            faults.extend(f"{room}: {fault}" for fault in look(page, room))
    assert not faults, "\n".join(faults)


def test_the_keyboard_skips_and_shares_and_all_of_it_works_without_javascript(enter: Enter) -> None:
    page = enter(viewport={"width": 320, "height": 640}, permissions=["clipboard-read", "clipboard-write"])
    for room in ("/", "/mara-a", "/studio", "/studio/share"):
        page.goto(room)
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        expect(page.locator(".skip")).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()

    expect(page.locator("[data-share]")).to_be_hidden()  # this browser has no share sheet
    toast = page.get_by_role("status").and_(page.locator("[data-toast]"))
    expect(toast).to_have_count(1)  # a live region that is there before it speaks
    page.get_by_role("button", name="Copy link").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Link copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#address").input_value()

    page.add_init_script("navigator.share = async (what) => { window.shared = what; }")
    page.reload()
    page.get_by_role("button", name="Share with").click()
    expect(page.get_by_role("status").filter(has_text="Shared.")).to_be_visible()
    assert page.evaluate("shared.url") == page.locator("#address").input_value()

    plain = enter(java_script_enabled=False, viewport={"width": 320, "height": 640})
    plain.goto("/studio/share")
    expect(plain.locator("[data-copy]").first).to_be_hidden()
    expect(plain.locator("#address")).to_have_value(plain.url.replace("/studio/share", "/mara-a"))
    expect(plain.locator(".previews h3")).to_have_count(6)
    for image in plain.locator(".previews img").all():
        expect(image).to_be_visible()


SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
        + "p{margin-bottom:2em!important}");
    document.adoptedStyleSheets = [sheet];
}"""


@pytest.mark.parametrize("grow", ["document.documentElement.style.fontSize = '200%'", SPACED], ids=["1.4.4", "1.4.12"])
def test_the_frame_for_other_sites_loses_nothing_with_larger_or_wider_type(enter: Enter, grow: str) -> None:
    page = enter(viewport={"width": 480, "height": 180})  # the size that the share panel and oEmbed give it
    page.goto("/mara-a/embed")
    expect(page.locator(".site")).to_be_in_viewport(ratio=1)
    page.evaluate(grow)
    page.keyboard.press("End")
    expect(page.locator(".site")).to_be_in_viewport(ratio=1)


HIDDEN_BY_TABS = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect(), tabs = document.querySelector(".tabs");
    const bar = tabs.getBoundingClientRect();
    return !tabs.contains(one) && box.top >= bar.top - 1 && box.bottom <= bar.bottom + 1
        ? one.outerHTML.slice(0, 90) : null;
}"""


def test_nothing_is_focused_under_the_tabs_on_the_way_back_up(enter: Enter) -> None:
    """2.4.11: Shift and Tab lead upwards, where the studio's two tabs stay in sight."""
    page = enter(viewport={"width": 320, "height": 640})
    page.goto("/studio")
    page.locator("footer a").last.focus()
    hidden = []
    for _ in range(120):
        page.keyboard.press("Shift+Tab")
        if under := page.evaluate(HIDDEN_BY_TABS):
            hidden.append(under)
        if page.evaluate("document.activeElement.matches('.skip')"):
            break
    assert not hidden, "\n".join(hidden)


LINE_BELOW = "tab => parseFloat(getComputedStyle(tab).borderBottomWidth)"


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_which_of_the_two_tabs_is_shown_is_heard_and_seen_without_colour(enter: Enter, javascript: bool) -> None:
    """1.4.1, 4.1.2: a line under one of them, also where the system sets all colours, and a word; and an h1 on both."""
    page = enter(viewport={"width": 390, "height": 800}, java_script_enabled=javascript, forced_colors="active")
    page.goto("/studio")
    tabs = page.get_by_role("navigation", name="Studio")
    for shown, other in (("Edit", "Page"), ("Page", "Edit"), ("Edit", "Page")):
        chosen = tabs.get_by_role("link", name=f"{shown} (shown)", exact=True)
        left = tabs.get_by_role("link", name=other, exact=True)
        assert chosen.evaluate(LINE_BELOW) > 0 == left.evaluate(LINE_BELOW)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        expect(page.locator("#words")).to_be_visible(visible=shown == "Edit")
        left.click()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_the_keyboard_goes_to_what_was_refused_and_along_with_a_link_that_moves(enter: Enter, javascript: bool) -> None:
    page = enter(viewport={"width": 320, "height": 640}, java_script_enabled=javascript)
    page.goto("/studio")
    page.locator("#link-url-2").fill("ftp://shows.example")
    page.locator("#link-url-2").press("Enter")
    expect(page.locator("#link-url-2")).to_be_focused()
    expect(page.locator("#link-url-2")).to_be_in_viewport()
    expect(page.locator("#link-url-2")).to_have_accessible_description(re.compile("^A link starts with"))
    expect(page.get_by_role("checkbox", name="Hide link 2")).to_be_visible()

    page.locator("#link-url-2").fill("https://shows.example")
    page.get_by_role("button", name="Move link 2 up").press("Enter")
    expect(page.locator("#link-label-1")).to_be_focused()
    expect(page.locator("#link-label-1")).to_have_value("shows.example")
    expect(page.locator("#link-label-1")).to_be_in_viewport()
    page.get_by_role("button", name="Move link 1 down").press("Enter")
    expect(page.locator("#link-label-2")).to_be_focused()
    page.locator("#link-label-2").fill("")
    page.locator("#link-url-2").fill("")
    page.locator("#link-url-2").press("Enter")
    expect(page.locator("#link-label-2")).to_have_value("")
