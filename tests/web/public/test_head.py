"""What link crawlers read: the first 8 KB of a page, and the picture it names."""

import io
import json
from typing import Any

import pytest
from lxml import html
from lxml.html import HtmlElement
from PIL import Image

from tests.ground.stage import Stage, Visitor

FIRST_KB = 8 * 1024
LONG_URL = "https://example.org/" + "a&" * 239
"""With two digits more it is as long as an address may be."""


def head_of(visitor: Visitor, path: str) -> HtmlElement:
    """The page as a crawler sees it that stops after 8 KB."""
    return html.document_fromstring(visitor.get(path).data[:FIRST_KB].decode(errors="ignore"))


def metadata(page: HtmlElement) -> dict[str, str]:
    return {tag.get("property") or tag.get("name"): tag.get("content") for tag in page.xpath("//meta[@content]")}


def json_ld(page: HtmlElement) -> Any:
    (text,) = page.xpath("//script[@type='application/ld+json']/text()")
    return json.loads(text)


@pytest.mark.parametrize("person", ["mara", "haruka", "layla", "ananya", "foxglove", "long", "hostile", "nameless"])
def test_all_metadata_stands_in_the_first_8_kb_even_on_the_fullest_page(stage: Stage, person: str) -> None:
    artist = stage.artist(person)
    facts = {"subject": "artist", "display_name": "名" * 100, "role": "歌" * 80, "city": "東" * 80}
    links = {"label": ["l" * 60] * 12, "url": [f"{LONG_URL}{number:02}" for number in range(12)]}
    for action, fields in (("facts", facts), ("links", links), ("copy/edit", {"bio": "物語 " * 250, "revision": "0"})):
        assert artist.post(f"/studio/{action}", **fields).status_code == 303, action
    artist.publish("the-fullest")
    page = head_of(stage.visitor(), "/the-fullest")
    tags = metadata(page)

    assert tags["og:title"] == tags["twitter:title"] == page.xpath("string(//title)")
    assert 0 < len(tags["og:title"]) <= 65
    assert tags["description"] == tags["og:description"] == tags["twitter:description"]
    assert 0 < len(tags["description"]) <= 155
    assert tags["og:type"] == "profile"
    assert tags["og:site_name"] == "Anchor"
    assert tags["twitter:card"] == "summary_large_image"
    assert tags["og:image:alt"]
    url = f"{stage.public_url}/the-fullest"
    assert tags["og:url"] == page.xpath("string(//link[@rel='canonical']/@href)") == url
    assert tags["og:image"] == tags["twitter:image"]
    assert tags["og:image"].startswith(f"{url}/card/")
    assert page.xpath("//link[@type='application/json+oembed']")
    document = json_ld(page)
    assert document["@type"] == "ProfilePage"
    assert document["mainEntity"]["name"]
    assert document["mainEntity"]["image"] == tags["og:image"]


def test_the_named_picture_is_a_light_jpeg_of_the_promised_size(stage: Stage) -> None:
    stage.artist("layla").publish("layla-h")
    visitor = stage.visitor()
    path = metadata(head_of(visitor, "/layla-h"))["og:image"].removeprefix(stage.public_url)
    answer = visitor.get(path)

    assert answer.mimetype == "image/jpeg"
    assert len(answer.data) < 300_000
    with Image.open(io.BytesIO(answer.data)) as picture:
        assert picture.size == (1200, 630)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert visitor.get(path, If_None_Match=answer.headers["ETag"]).status_code == 304
    assert visitor.get(path.replace(".jpg", "0.jpg")).status_code == 404


def test_an_older_picture_keeps_answering_while_the_page_is_public_and_no_longer(stage: Stage) -> None:
    mara, visitor = stage.artist("mara"), stage.visitor()
    mara.publish("mara-e")
    older = metadata(head_of(visitor, "/mara-e"))["og:image"].removeprefix(stage.public_url)
    mara.post("/studio/facts", subject="artist", display_name="Another name")
    mara.post("/studio/publish")
    newer = metadata(head_of(visitor, "/mara-e"))["og:image"].removeprefix(stage.public_url)

    assert older != newer
    assert [visitor.get(path).status_code for path in (older, newer)] == [200, 200]
    mara.post("/studio/unpublish")
    assert [visitor.get(path).status_code for path in (older, newer)] == [404, 404]


def test_a_group_is_a_group_to_machines_and_links_are_the_same_person(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.post("/studio/facts", subject="artist", display_name="The Slates", role="Doom trio")
    mara.post("/studio/links", label=["", ""], url=["https://slates.example", "mailto:a@slates.example"])
    mara.publish("the-slates")
    entity = json_ld(head_of(stage.visitor(), "/the-slates"))["mainEntity"]

    assert (entity["@type"], entity["sameAs"]) == ("MusicGroup", ["https://slates.example"])


def test_machines_hear_of_a_dozen_usual_addresses_and_of_no_endless_one(stage: Stage) -> None:
    mara = stage.artist("mara")
    usual = [f"https://open.spotify.com/artist/4Z8W4fKeB5YxbusRsdQVP{number:x}" for number in range(11)]
    mara.post("/studio/links", label=[""] * 12, url=[f"{LONG_URL}00", *usual])
    mara.publish("mara-e")
    assert json_ld(head_of(stage.visitor(), "/mara-e"))["mainEntity"]["sameAs"] == usual


@pytest.mark.parametrize("letter", ['"', "<", "歌", "🎹"])
def test_words_that_take_many_bytes_leave_less_room_for_addresses(stage: Stage, letter: str) -> None:
    mara = stage.artist("mara")
    mara.post("/studio/facts", subject="artist", display_name=letter * 100, role=letter * 80, city=letter * 80)
    mara.post(
        "/studio/links", label=[""] * 12, url=[f"https://example.org/{'a&' * 40}{number:x}" for number in range(12)]
    )
    mara.publish("a-very-long-handle-of-thirty-0")
    said = json_ld(head_of(stage.visitor(), "/a-very-long-handle-of-thirty-0"))
    assert said["mainEntity"]["name"] == letter * 100
    assert said["mainEntity"].get("sameAs", []) == [
        f"https://example.org/{'a&' * 40}{number:x}" for number in range(len(said["mainEntity"].get("sameAs", [])))
    ]


def test_the_landing_page_has_a_picture_of_its_own_and_is_a_site_to_machines(stage: Stage) -> None:
    visitor = stage.visitor()
    page = head_of(visitor, "/")
    tags = metadata(page)
    picture = visitor.get(tags["og:image"].removeprefix(stage.public_url))

    assert tags["og:url"] == f"{stage.public_url}/"
    assert json_ld(page)["@type"] == "WebSite"
    assert picture.mimetype == "image/jpeg"
    assert visitor.get("/card/0000.jpg").status_code == 404
