"""Pages in a real browser, narrow and wide: what no reading of a stylesheet tells."""

from pathlib import Path
from types import SimpleNamespace

import pypdfium2
import pytest

from app.domain.themes import THEMES
from app.web.pages.machines import FRAME_HEIGHT, FRAME_WIDTH
from tests.ground.browser import OpenPage
from tests.templates.look import artwork, served_copy
from tests.templates.render import render
from tests.templates.rooms import SAMPLES

NARROW, PAPER, WIDE = 320, 718, 1280
BROKEN_WORDS = """selector => [...document.querySelectorAll(selector)].flatMap(place => {
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT), broken = [];
  for (let text; (text = walker.nextNode());)
    for (const word of text.data.matchAll(/[^\\s-]+/g)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) broken.push(word[0]);
    }
  return broken;
})"""

SEEN = """selector => {
  const place = document.querySelector(selector), box = place.getBoundingClientRect();
  for (let part = 0.5; part > 0; part -= 0.05) {
    const point = [box.x + box.width / 2, box.y + box.height * part].map(Math.round);
    if (place.contains(document.elementFromPoint(...point))) return point;
  }
}"""
"""A point at which the element lies on top of all others."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    artwork(folder)
    served_copy(folder)
    return folder


def page_in(folder: Path, sample: str, **changes: object) -> str:
    file = folder / f"{sample.replace(' ', '-')}.html"
    view = SimpleNamespace(**{**vars(SAMPLES["public/page.html", sample]), **changes})
    text = render("public/page.html", view, (folder / "static").absolute().as_uri())
    file.write_text(text)
    return file.absolute().as_uri()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", [NARROW, 390, 800, WIDE])
def test_no_word_of_a_name_or_a_link_is_torn(folder: Path, open_page: OpenPage, theme: str, width: int) -> None:
    page = open_page(width=width)
    page.goto(page_in(folder, f"{theme} full"))
    assert page.evaluate(BROKEN_WORDS, "h1, .line, .links span, .links small") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


CUT = """[...document.querySelectorAll(".links small")].filter(place => {
  const box = place.getBoundingClientRect(), round = place.closest("ul").getBoundingClientRect();
  if (!place.checkVisibility()) return false;  // the theme shows labels alone
  return place.scrollWidth > place.clientWidth + 1 || place.scrollHeight > place.clientHeight + 1
    || box.left < round.left || box.right > round.right || box.top < round.top || box.bottom > round.bottom;
}).map(place => place.textContent)"""
"""Addresses of links that do not stand whole inside their list."""


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", [NARROW, 1024, WIDE])
def test_the_address_of_a_link_stands_whole_however_long_its_label(
    folder: Path, open_page: OpenPage, theme: str, width: int
) -> None:
    links = SAMPLES["public/page.html", f"{theme} full"].links
    page = open_page(width=width)
    for some in (links, links * 2, links[-1:] * 6):
        page.goto(page_in(folder, f"{theme} full", links=some))
        page.evaluate("document.fonts.ready.then(() => true)")
        assert page.evaluate(CUT) == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("more", [False, True], ids=["full", "release and six links"])
def test_a_full_page_prints_on_two_sheets(folder: Path, open_page: OpenPage, theme: str, more: bool) -> None:
    page = open_page()
    rich = SAMPLES["public/page.html", f"{theme} photo"]
    changes = {"release": rich.release, "links": rich.links * 2} if more else {}
    page.goto(page_in(folder, f"{theme} full", **changes))
    page.evaluate("document.fonts.ready.then(() => true)")
    printed = page.pdf(format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "1.5cm"))
    with pypdfium2.PdfDocument(printed) as sheets:
        assert len(sheets) == 2


@pytest.mark.parametrize("sample", ["j-card full", "j-card arabic"])
def test_the_spine_of_a_j_card_is_as_high_as_the_window(folder: Path, open_page: OpenPage, sample: str) -> None:
    page = open_page(width=WIDE)
    page.goto(page_in(folder, sample))
    spine = page.locator(".cover-type").bounding_box()
    assert spine is not None
    assert (spine["y"], spine["height"]) == (0, 900)
    right = SAMPLES["public/page.html", sample].dir == "rtl"
    assert spine["x"] == (WIDE - spine["width"] if right else 0)


@pytest.mark.parametrize("theme", THEMES)
def test_the_emblem_turns_only_under_a_pointer_and_never_for_whom_motion_is_too_much(
    folder: Path, open_page: OpenPage, theme: str
) -> None:
    page = open_page(width=WIDE)
    page.goto(page_in(folder, f"{theme} full"))
    turning = "document.getAnimations().map(motion => motion.animationName)"
    x, y = page.evaluate(SEEN, ".cover-disc")

    page.mouse.move(x, y)
    assert page.evaluate(turning) == []
    page.emulate_media(reduced_motion="no-preference")
    assert set(page.evaluate(turning)) == {"turn"}
    page.mouse.move(0, 0)
    assert page.evaluate(turning) == []


@pytest.mark.parametrize("theme", THEMES)
def test_paper_shows_nothing_to_press_and_a_release_above_its_links(
    folder: Path, open_page: OpenPage, theme: str
) -> None:
    page = open_page(width=PAPER)
    page.goto(page_in(folder, f"{theme} photo"))
    page.emulate_media(media="print")

    assert not [place for place in page.locator(".open").all() if place.is_visible()]
    release, links = page.locator(".release").bounding_box(), page.locator(".links").bounding_box()
    assert release is not None
    assert links is not None
    assert abs(release["x"] - links["x"]) < 10  # a fanzine is pasted askew
    assert -1 < links["y"] - release["y"] - release["height"] < 60


@pytest.mark.parametrize("theme", THEMES)
def test_a_page_of_a_name_alone_has_no_rule_that_touches_its_cover(
    folder: Path, open_page: OpenPage, theme: str
) -> None:
    page = open_page(width=390)
    page.goto(page_in(folder, f"{theme} empty"))
    assert page.locator(".colophon").evaluate("place => getComputedStyle(place).borderTopWidth") == "0px"


def test_the_embedded_frame_holds_a_name_of_two_lines(folder: Path, open_page: OpenPage) -> None:
    view = {**vars(SAMPLES["public/embed.html", "full"]), "display_name": "The Long-Winded Philharmonic Society of Ely"}
    sentence = "One sentence that is long enough to fill two whole lines of the frame, and a little more than these."
    (folder / "embed.css").write_bytes((folder / "static/css/embed.css").read_bytes())  # the frame's own address for it
    file = folder / "embed.html"
    file.write_text(
        render(
            "public/embed.html",
            SimpleNamespace(**view | {"sentence": sentence}),
            (folder / "static").absolute().as_uri(),
        )
    )
    page = open_page()
    page.set_viewport_size({"width": FRAME_WIDTH, "height": FRAME_HEIGHT})
    page.goto(file.absolute().as_uri())
    site = page.locator(".site").bounding_box()
    assert site is not None
    assert site["y"] + site["height"] < FRAME_HEIGHT - 4
