import re
import socket
import subprocess
import sys
import zlib
from collections import Counter
from contextlib import closing
from dataclasses import replace
from functools import cache

import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from app.domain import scripts
from app.domain.bio_lengths import lengths
from app.domain.themes import THEMES
from app.media import one_sheet
from app.media.one_sheet import NotDrawn, draw, fingerprint, read
from app.media.one_sheet_layout import html
from tests.ground.served import PROJECT
from tests.media.one_sheet_samples import EMPTY, FULL, SHEETS, UTMOST, item

A4 = (595, 842)
LOOKED_AT = ("full", "empty", "japanese", "arabic", "emoji", "hindi and thai", "utmost")
"""Each drawing takes a second: `bench.one_sheet` draws them all."""


@pytest.fixture(autouse=True)
def _a_busy_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is printed does not depend on how long the other tests let it wait."""
    monkeypatch.setattr(one_sheet, "TIME_LIMIT_S", 120.0)


@cache
def printed(name: str) -> bytes:
    return draw(SHEETS[name])


def inside(pdf: bytes) -> str:
    """The PDF's objects as text, with what is compressed in them."""
    parts = [pdf]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            parts.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(parts).decode("latin-1")


@pytest.mark.parametrize("name", LOOKED_AT)
def test_every_sheet_is_one_a4_page_under_300_kb(name: str) -> None:
    pdf, text = printed(name), inside(printed(name))
    boxes = re.findall(r"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", text)
    assert [(round(float(width)), round(float(height))) for width, height in boxes] == [A4]
    assert len(pdf) < one_sheet.MOST_BYTES


@pytest.mark.parametrize("name", LOOKED_AT)
def test_every_sheet_is_tagged_and_carries_its_fonts(name: str) -> None:
    text = inside(printed(name))
    assert "/Marked true" in text
    assert "/Lang (en)" in text
    assert "/DisplayDocTitle true" in text
    assert re.search(r'pdfuaid:part="1"', text)
    for kind in ("/S /H1", "/S /Figure", "/S /P"):
        assert kind in text
    figures = text.count("/S /Figure")
    assert text.count("/Alt ") == figures
    descriptors = [one for one in re.findall(r"<<[^<>]*>>", text) if "/Type /FontDescriptor" in one]
    assert descriptors
    assert all("/FontFile" in one for one in descriptors)


@pytest.mark.parametrize("theme", THEMES)
def test_letters_of_central_europe_and_vietnam_leave_all_others_legible(theme: str) -> None:
    """Each face keeps them in a second file, which a PDF once took for the first: every label was garbled."""
    with pypdfium2.PdfDocument(draw(replace(FULL, name="Łukasz Đặng", theme=theme))) as document:
        text = " ".join(document[0].get_textpage().get_text_range().split()).lower()
    for words in (
        "łukasz đặng",
        "composer, göteborg",
        "in one line",
        "string quartet",
        "bandcamp",
        "anchor.example/mara",
    ):
        assert words in text


def test_the_disc_of_a_poster_ends_above_a_name_of_one_line() -> None:
    """Fine lines across large letters are hard to read."""
    with closing(pypdfium2.PdfDocument(printed("empty"))) as document:
        page = document[0].render(scale=72 / 25.4, grayscale=True).to_pil()
        beside_the_name = page.crop(tuple(place * page.width // 210 for place in (110, 116, 195, 140)))
    assert beside_the_name.getextrema() == (255, 255)


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_prints_in_two_families_at_most(theme: str) -> None:
    """As its page does. Noto stands in for letters that they lack; a face's width, weight and `Ext` are no family."""
    named = re.findall(r"/BaseFont /[A-Z]{6}\+([A-Za-z0-9-]+)", inside(draw(replace(FULL, theme=theme))))
    ours = {name.removeprefix("Anchor-") for name in named if not name.startswith("Noto")}
    assert 1 <= len({re.sub(r"-(Ext|Heavy|Text|\d.*)\b.*", "", name) for name in ours}) <= 2, ours


@pytest.mark.parametrize("theme", THEMES)
def test_the_last_resort_is_one_page_in_every_theme(theme: str) -> None:
    with pypdfium2.PdfDocument(draw(replace(UTMOST, theme=theme))) as document:
        assert len(document) == 1


def test_no_two_files_of_the_bundled_faces_share_a_name() -> None:
    names = [TTFont(file)["name"] for file in sorted((PROJECT / "app" / "media" / "fonts").glob("*.ttf"))]
    families = Counter(name.getDebugName(1) for name in names)
    assert len(families) > 15
    assert [family for family, files in families.items() if files > 1] == []


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert draw(FULL) == printed("full")


def test_the_page_says_when_it_was_true_and_leads_back() -> None:
    text = inside(printed("full"))
    assert "/CreationDate (D:20261120111327" in text
    assert "/URI (https://anchor.example/mara)" in text
    assert "/URI (mailto:booking@mara.example)" in text
    items = len(FULL.albums) + len(FULL.artists) + len(FULL.tracks)
    assert text.count("/URI (https://open.spotify.com/album/0123456789012345678901)") == items


def test_a_sheet_survives_its_way_to_the_child() -> None:
    for sheet in SHEETS.values():
        assert read(one_sheet._document(sheet) + b"\nRIFF\n") == (sheet, b"RIFF\n")


def test_the_fingerprint_knows_everything_that_is_printed() -> None:
    assert fingerprint(FULL) == fingerprint(replace(FULL))
    changed = [
        replace(FULL, **{field: "other"})
        for field in ("name", "line", "as_of", "release", "seed", "language", "theme", "photo")
    ]
    assert len({fingerprint(sheet) for sheet in (FULL, *changed)}) == 1 + len(changed)


def test_hostile_words_are_printed_and_fetch_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
        words = (
            f'"><img src="{address}"><img src="file:///etc/passwd"><link rel=attachment href="file:///etc/passwd">'
            f"<style>@import url({address});@page{{size:10px}}*{{background:url({address})}}</style>{{{{ 7*7 }}}}"
        )
        pdf = inside(draw(replace(EMPTY, name=words[:100], line=words, release=words, albums=FULL.albums)))
        listener.settimeout(0.2)
        with pytest.raises(TimeoutError):
            listener.accept()
    assert "/EmbeddedFile" not in pdf
    assert re.findall(r"/MediaBox \[0 0 (\d+)", pdf) == [str(A4[0])]


def in_the_child(code: str) -> str:
    """The last line of what Python prints of an error in a process that gave up the world; `ok` without one."""
    prepared = "from app.media import one_sheet_press as press, one_sheet_layout\npress.give_up_the_world()\n"
    ended = subprocess.run(
        [sys.executable, "-c", f"{prepared}{code}\nprint('ok')"],
        capture_output=True,
        text=True,
        check=False,
        cwd=one_sheet.PROJECT,
    )
    return (ended.stdout or ended.stderr).strip().splitlines()[-1]


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket()",
        "import socket; socket.getaddrinfo('anchor.example', 80)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
    ],
)
def test_the_child_has_no_way_out(code: str) -> None:
    assert in_the_child(code).startswith("PermissionError")


def test_the_child_has_no_more_memory_than_a_sheet_needs() -> None:
    assert in_the_child("bytearray(2 * 1024**3)") == "MemoryError"
    assert in_the_child("bytearray(100 * 1024**2)") == "ok"


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "http://127.0.0.1:9/", "data:text/css,*{}", "asset:../settings.py", "asset:/one_sheet.css"],
)
def test_the_shelf_has_our_own_files_and_nothing_else(url: str) -> None:
    assert "FatalURLFetchingError" in in_the_child(f"one_sheet_layout.Shelf().fetch({url!r})")
    assert in_the_child("one_sheet_layout.Shelf().fetch('asset:one_sheet.css').read()") == "ok"


def test_a_drawing_that_takes_too_long_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_sheet, "TIME_LIMIT_S", 0.05)
    with pytest.raises(NotDrawn, match="not ready"):
        draw(EMPTY)


def test_the_child_sees_nothing_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, str] = {}

    def remember(*_args: object, env: dict[str, str], **_more: object) -> subprocess.CompletedProcess[bytes]:
        seen.update(env)
        return subprocess.CompletedProcess([], 0, b"%PDF-", b"")

    monkeypatch.setenv("SECRET_KEY", "planted")
    monkeypatch.setattr(subprocess, "run", remember)
    draw(EMPTY)
    assert "planted" not in seen.values()
    assert set(seen) <= {"PATH", "HOME", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "PYTHONHASHSEED", "PYTHONUTF8"}


def test_a_bio_of_ours_is_marked_as_english_on_a_sheet_in_another_language() -> None:
    german = replace(FULL, language="de")
    ours = replace(german, bio_is_own=False, bio_language="en")
    assert '<p dir="ltr" lang="en">' in html(ours, "roomy")
    assert '<p dir="ltr" lang="en">' not in html(german, "roomy")


def test_a_bio_of_ours_that_begins_with_an_arabic_name_reads_from_the_left() -> None:
    sheet = replace(FULL, bio=lengths("ليلى plays the oud. Two albums are out."))
    assert '<p dir="rtl">ليلى plays the oud.</p>' in html(sheet, "roomy")
    ours = html(replace(sheet, bio_is_own=False), "roomy")
    assert '<p dir="ltr"><bdi dir="rtl">ليلى</bdi> plays the oud.</p>' in ours


ARABIC, MARKED, REVERSED = "فيروز", "\u200fRight", "\u202eesreveR\u202c"


@pytest.mark.parametrize("artist", [ARABIC, MARKED, REVERSED])
def test_an_artist_moves_no_comma_and_no_year_beside_it(artist: str) -> None:
    """The page's language sets the direction of the line, as on the page."""
    turned = scripts.direction(artist)
    english = replace(FULL, albums=(item("Wahdon", artist, 1979),), tracks=(item("Habaytak", artist),))
    text = html(english, "roomy")
    assert f'<p class="credit" dir="ltr"><bdi dir="{turned}">{artist}</bdi>, 1979</p>' in text
    assert f'<p class="credit" dir="ltr"><bdi dir="{turned}">{artist}</bdi></p>' in text
    arabic = html(replace(english, language="ar"), "roomy")
    assert f'<p class="credit" dir="rtl"><bdi dir="{turned}">{artist}</bdi>، 1979</p>' in arabic


@pytest.mark.parametrize(("language", "year_first"), [("en", False), ("ar", True)])
def test_the_year_is_printed_behind_an_arabic_artist(language: str, year_first: bool) -> None:
    albums = (item("Wahdon", ARABIC, 1979),)
    sheet = replace(EMPTY, language=language, albums=albums, as_of="")
    with pypdfium2.PdfDocument(draw(sheet)) as document:
        page = document[0].get_textpage()
        text = page.get_text_range()
        year, artist = (page.get_charbox(text.index(letter))[0] for letter in ("1979", "ف"))
    assert (year < artist) is year_first
