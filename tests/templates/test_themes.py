"""What holds for every theme: its weight, its fonts, its contrast, and that it looks like no other."""

import gzip
import hashlib
import re

import pytest

from app.domain.palette import contrast, palettes
from app.domain.themes import THEMES
from app.web.static_files import content
from tests.templates.render import ROOT, render
from tests.templates.samples import SAMPLES

STATIC = ROOT / "static"
FONT = re.compile(r"url\((?:\.\./)+fonts/([a-z-]+\.woff2)\?v=(\w+)\)")
READABLE = 4.5


def style(theme: str) -> str:
    return (STATIC / f"css/themes/{theme}.css").read_text()


@pytest.mark.parametrize("theme", THEMES)
def test_a_page_asks_for_the_stylesheet_of_its_theme_and_no_other(theme: str) -> None:
    text = render("public/page.html", SAMPLES["public/page.html", f"{theme} full"])

    assert re.findall(r'rel="stylesheet" href="([^"]+)"', text) == [f"/static/css/themes/{theme}.css"]
    assert f'<body class="{theme}' in text


@pytest.mark.parametrize("theme", THEMES)
def test_a_whole_page_with_its_fonts_is_under_60_kb_on_the_wire(theme: str) -> None:
    """The latin faces that every page asks for; those with more letters are for pages that hold them."""
    text = render("public/page.html", SAMPLES["public/page.html", f"{theme} full"]).encode()
    sheet = content(STATIC, f"css/themes/{theme}.css")
    fonts = {name for name, _ in FONT.findall(style(theme)) if "-ext" not in name}
    wire = sum(len(gzip.compress(part)) for part in (text, sheet)) + sum(
        (STATIC / "fonts" / name).stat().st_size for name in fonts
    )

    assert wire <= 60_000, wire


@pytest.mark.parametrize("name", [*(f"css/themes/{theme}.css" for theme in THEMES), "css/anchor.css"])
def test_a_font_is_asked_for_by_its_hash_so_that_it_may_be_kept_for_ever(name: str) -> None:
    text = (STATIC / name).read_text()
    fonts = FONT.findall(text)

    assert len(fonts) == text.count("url(") > 0
    for font, digest in fonts:
        assert hashlib.sha256((STATIC / "fonts" / font).read_bytes()).hexdigest()[:12] == digest


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_brings_two_families_at_most(theme: str) -> None:
    assert 1 <= len(set(re.findall(r'@font-face{font-family:"([^"]+)"', style(theme)))) <= 2


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_every_accent_read_on_the_paper_of_the_theme(theme: str, scheme: str) -> None:
    sheet = content(STATIC, f"css/themes/{theme}.css").decode()
    roots = re.findall(r"(?<!\){):root{([^}]*)}", sheet)
    if scheme == "dark":
        roots += re.findall(r"prefers-color-scheme:dark\){:root{([^}]*)}", sheet)
    colour = dict(re.findall(r"--(paper|ink|soft):(#[0-9a-f]{6})", ";".join(roots)))

    for written in (colour["ink"], colour["soft"]):
        assert contrast(written, colour["paper"]) >= READABLE
    for ink in palettes():
        accent = ink.accent_light if scheme == "light" else ink.accent_dark
        assert contrast(accent, colour["paper"]) >= READABLE, ink.name


@pytest.mark.parametrize("theme", THEMES)
def test_on_paper_a_page_is_black_on_white_whatever_the_screen_wants(theme: str) -> None:
    sheet = content(STATIC, f"css/themes/{theme}.css").decode()
    assert "@media screen and (prefers-color-scheme:dark){" in sheet
    assert sheet.count("prefers-color-scheme") == sheet.count("@media screen and (prefers-color-scheme:dark)")
    assert "html:root{--paper:#fff}" in sheet
