import re

import pytest
from lxml import html

from tests.ground.html import lint_html
from tests.ground.stage import Artist, Stage, Visitor

PAGE = "http://127.0.0.1:8000/mara-e"


def test_a_page_can_be_embedded_by_its_address(mara: Artist, crawler: Visitor) -> None:
    answer = crawler.get(f"/oembed?url={PAGE}&format=json")
    said = answer.json
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert said["version"] == "1.0"
    assert said["type"] == "rich"
    assert said["title"] == said["author_name"] == "Mara Ellingsen"
    assert said["provider_name"] == "Anchor"
    (frame,) = html.fragments_fromstring(said["html"])
    assert (frame.tag, frame.get("src"), frame.get("title")) == ("iframe", f"{PAGE}/embed", "Mara Ellingsen")
    assert (int(frame.get("width")), int(frame.get("height"))) == (said["width"], said["height"])
    thumbnail = crawler.get(said["thumbnail_url"].removeprefix("http://127.0.0.1:8000"))
    assert (thumbnail.status_code, thumbnail.mimetype) == (200, "image/jpeg")


@pytest.mark.parametrize(("asked", "width", "height"), [("maxwidth=300&maxheight=120", 300, 120), ("maxwidth=120", 120, 180), ("maxwidth=9999", 480, 180), ("maxwidth=many&maxheight=-4", 480, 180)])  # fmt: skip # noqa: E501
def test_it_stays_within_the_size_that_was_asked_for(
    mara: Artist, crawler: Visitor, asked: str, width: int, height: int
) -> None:
    said = crawler.get(f"/oembed?url={PAGE}&{asked}").json
    assert (said["width"], said["height"]) == (width, height)
    assert ("thumbnail_url" in said) == (width == 480)


@pytest.mark.parametrize(
    "url",
    ["", "https://elsewhere.example/mara-e", "http://127.0.0.1:8000/", "http://127.0.0.1:8000/nobody", f"{PAGE}/card/x",
     "javascript:alert(1)", "http://127.0.0.1:8000@evil.example/mara-e", "http://[", "//127.0.0.1:8000/mara-e"],
)  # fmt: skip
def test_any_other_address_is_not_ours_to_embed(mara: Artist, crawler: Visitor, url: str) -> None:
    assert crawler.get(f"/oembed?url={url}").status_code == 404


@pytest.mark.parametrize(
    "url", ["HTTP://127.0.0.1:8000/mara-e", f"{PAGE}/?utm_source=x%23y", "https://127.0.0.1:8000/mara-e"]
)
def test_our_address_is_known_however_it_is_written(mara: Artist, crawler: Visitor, url: str) -> None:
    assert crawler.get(f"/oembed?url={url}").json["author_url"] == PAGE


def test_xml_is_not_spoken_here(mara: Artist, crawler: Visitor) -> None:
    assert crawler.get(f"/oembed?url={PAGE}&format=xml").status_code == 501


def test_a_private_page_is_not_told_of_and_a_former_handle_is_followed(mara: Artist, crawler: Visitor) -> None:
    mara.publish("mara-new")
    assert crawler.get(f"/oembed?url={PAGE}").json["author_url"] == "http://127.0.0.1:8000/mara-new"
    mara.post("/studio/unpublish")
    assert crawler.get(f"/oembed?url={PAGE}").status_code == 404


def test_the_frame_alone_may_stand_in_any_page_and_runs_nothing(stage: Stage, mara: Artist, crawler: Visitor) -> None:
    frame = crawler.get("/mara-e/embed")
    lint_html(frame.text)
    policy = frame.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "<script" not in frame.text
    assert frame.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    page = html.document_fromstring(frame.text)
    assert page.xpath("//base/@target") == ["_top"]
    assert page.xpath("//h1//a/@href") == [PAGE]
    for path in ("/mara-e", "/mara-e/one-sheet.pdf?x", "/", "/mara-e/qr.svg"):
        if "pdf" not in path:
            assert "frame-ancestors 'none'" in crawler.get(path).headers["Content-Security-Policy"]


def test_the_frames_style_may_be_asked_for_by_nobody_s_origin_and_kept(mara: Artist, crawler: Visitor) -> None:
    page = html.document_fromstring(crawler.get("/mara-e/embed").text)
    (address,) = page.xpath("//link[@rel='stylesheet']/@href")
    style = crawler.get(address)
    assert (style.status_code, style.mimetype) == (200, "text/css")
    assert "immutable" in style.headers["Cache-Control"]
    assert style.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "immutable" not in crawler.get("/embed.css?v=other").headers["Cache-Control"]


def test_a_hostile_name_stays_a_name(mara: Artist, crawler: Visitor) -> None:
    mara.post("/studio/facts", subject="artist", display_name='"><script>alert(1)</script>')
    mara.post("/studio/publish")
    assert "<script" not in crawler.get("/mara-e/embed").text
    (frame,) = html.fragments_fromstring(crawler.get(f"/oembed?url={PAGE}").json["html"])
    assert frame.get("title") == '"><script>alert(1)</script>'


def test_the_page_leads_to_its_embed_its_sheet_and_its_code(mara: Artist, crawler: Visitor) -> None:
    text = crawler.get("/mara-e").text
    page = html.document_fromstring(text)
    (discovery,) = page.xpath("//head/link[@type='application/json+oembed']")
    assert (discovery.get("rel"), discovery.get("title")) == ("alternate", "Mara Ellingsen")
    assert discovery.get("href").startswith("http://127.0.0.1:8000/oembed?")
    said = crawler.get(discovery.get("href").removeprefix("http://127.0.0.1:8000"))
    assert said.json["author_url"] == PAGE
    assert text.index("application/json+oembed") < 8192
    footer = page.xpath("//footer//a/@href")
    assert {"/mara-e/one-sheet.pdf", "/mara-e/qr.svg"} <= set(footer)
    assert "one-sheet" not in mara.get("/studio/preview").text


def test_the_fonts_of_the_frame_may_be_kept_for_ever(crawler: Visitor) -> None:
    fonts = re.findall(r"url\(([^)]+)\)", crawler.get("/embed.css").text)
    assert len(fonts) == 2
    for address in fonts:
        with crawler.get(address) as font:
            assert font.headers["Cache-Control"] == "public, max-age=31536000, immutable", address
