import re
from types import SimpleNamespace

import pytest
from lxml import html

from app.domain.palette import INK_LIGHT, palettes
from tests.ground.html import lint_html
from tests.templates.render import ROOT, render
from tests.templates.rooms import SAMPLES

STYLE = (ROOT / "static/css/page.css").read_text()


@pytest.mark.parametrize("sample", SAMPLES, ids=" ".join)
def test_every_room_is_good_html(sample: tuple[str, str]) -> None:
    lint_html(render(sample[0], SAMPLES[sample]))


def test_every_template_has_a_sample() -> None:
    rooms = {
        str(path.relative_to(ROOT / "templates"))
        for path in (ROOT / "templates").rglob("*.html")
        if path.parent.name not in {"templates", "parts"}
    }
    assert rooms == {template for template, _ in SAMPLES}


def test_the_head_of_a_page_says_everything_in_its_first_8_kb_and_before_the_style() -> None:
    text = render("public/page.html", SAMPLES["public/page.html", "sleeve long"])
    style = text.index('rel="stylesheet"')
    for key in ("og:title", "og:image", "twitter:card", "application/ld+json", 'rel="canonical"'):
        assert text.index(key) < style
    assert len(text[:style].encode()) < 8192
    assert len(text.encode()) < 32 * 1024


def test_a_page_needs_one_stylesheet_and_no_script() -> None:
    text = render("public/page.html", SAMPLES["public/page.html", "sleeve full"])
    assert text.count('rel="stylesheet"') == 1
    assert re.findall(r"<script(?! type=\"application/ld\+json\")", text) == []


def test_each_item_of_spotify_leads_back_to_it() -> None:
    page = SAMPLES["public/page.html", "sleeve full"]
    text = render("public/page.html", page)
    assert text.count(">OPEN SPOTIFY<") == len(page.albums) + len(page.artists) + len(page.tracks)


def test_hostile_words_stay_words() -> None:
    page = SimpleNamespace(**vars(SAMPLES["public/page.html", "sleeve full"]))
    page.display_name = page.line = page.title = '"><script>alert(1)</script>'
    page.paragraphs = ("<img src=x onerror=alert(1)>",)
    text = render("public/page.html", page)
    assert "<script>alert" not in text
    assert "<img src=x" not in text


def test_a_running_job_reloads_the_page_for_those_without_javascript() -> None:
    refresh = '<noscript><meta http-equiv="refresh" content="2"></noscript>'
    assert refresh in render("studio/edit.html", SAMPLES["studio/edit.html", "generate"])
    assert refresh not in render("studio/edit.html", SAMPLES["studio/edit.html", "publish"])


def test_a_refused_handle_says_why_beside_the_field() -> None:
    text = render("studio/edit.html", SAMPLES["studio/edit.html", "claim refused"])
    assert 'role="alert">“admin” is reserved.' in text
    assert 'aria-describedby="handle-hint handle-error"' in text


def test_the_head_of_a_table_names_its_columns() -> None:
    for sample in SAMPLES:
        assert html.document_fromstring(render(sample[0], SAMPLES[sample])).xpath("//thead//td") == [], sample


def test_the_stylesheet_knows_every_ink() -> None:
    """Between its two marks the stylesheet holds exactly what the palette says."""
    written = STYLE.split("a test holds them to it */\n")[1].split("/* end of inks */")[0]
    rows = [
        f".{ink.css_class}{{--light:{ink.accent_light};--dark:{ink.accent_dark};--block:{ink.block}}}"
        for ink in palettes()
    ]
    white = ",".join(f".{ink.css_class}" for ink in palettes() if ink.block_ink != INK_LIGHT)
    assert written == "\n".join([*rows, f"{white}{{--print:#ffffff;--label:{INK_LIGHT}}}", ""])


@pytest.mark.parametrize("style", ["page.css", "anchor.css", "studio.css"])
def test_a_stylesheet_is_small_and_asks_for_nothing_outside(style: str) -> None:
    text = (ROOT / "static/css" / style).read_text()
    assert len(text.encode()) <= 13 * 1024
    assert "http" not in text
