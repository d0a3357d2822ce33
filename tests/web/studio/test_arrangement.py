"""Links in order and hidden, sections on and off, a pinned release: in the draft at once."""

from typing import Any

import pytest
from lxml import html

from tests.ground.stage import Artist, Stage

ROWS = {"label": ["Shop", "Shows", "Mail"], "url": ["https://a.example", "https://b.example", "mailto:m@c.example"]}


def labels(page: str) -> list[str]:
    return [str(text) for text in html.document_fromstring(page).xpath("//ul[@class='links']//span[@dir]/text()")]


def preview(mara: Artist) -> Any:
    return html.document_fromstring(mara.get("/studio/preview").text)


@pytest.fixture
def mara(stage: Stage) -> Artist:
    return stage.artist("mara")


def test_links_move_by_buttons_that_need_no_script(mara: Artist) -> None:
    mara.post("/studio/links", **ROWS)
    assert labels(mara.get("/studio/preview").text) == ["Shop", "Shows", "Mail"]

    answer = mara.post("/studio/links", **ROWS, move="up:2")
    assert answer.location == "/studio#link-label-2"  # the keyboard goes along
    assert labels(mara.get("/studio/preview").text) == ["Shop", "Mail", "Shows"]
    for nonsense in ("up:0", "down:2", "up:99", "sideways:1", "up", "up:-1"):
        mara.post("/studio/links", **ROWS, move=nonsense)
        assert labels(mara.get("/studio/preview").text) == ["Shop", "Shows", "Mail"]


def test_a_hidden_link_stays_in_the_studio_and_moves_along(mara: Artist) -> None:
    mara.post("/studio/links", **ROWS, link_hidden="1", move="down:1")

    assert labels(mara.get("/studio/preview").text) == ["Shop", "Mail"]
    form = html.document_fromstring(mara.get("/studio").text)
    assert form.xpath("//ol[@class='link-rows']//input[@name='url']/@value")[:3] == [
        "https://a.example",
        "mailto:m@c.example",
        "https://b.example",
    ]
    assert form.xpath("//input[@name='link_hidden' and @checked]/@value") == ["2"]
    mara.publish("mara-e")
    assert [link["label"] for link in mara.get("/mara-e.json").json["links"]] == ["Shop", "Mail"]


def test_each_link_has_a_picture_of_where_it_leads(mara: Artist) -> None:
    mara.post(
        "/studio/links", label=["a", "b", "c"], url=["https://x.bandcamp.com", "https://x.example", "mailto:m@c.de"]
    )

    assert len(preview(mara).xpath("//ul[@class='links']//*[local-name()='svg' and @aria-hidden='true']")) == 3


def test_sections_go_and_come_back(mara: Artist) -> None:
    mara.post("/studio/facts", display_name="Mara", current_release="Salt Logic")
    answer = mara.post("/studio/layout", section=["links", "albums"], release_url="", pinned="")
    page = preview(mara)

    assert answer.status_code == 303
    assert page.xpath("//ul[contains(@class, 'albums')]")
    assert not page.xpath("//ul[@class='names'] | //ul[@class='tracks']")
    boxes = html.document_fromstring(mara.get("/studio").text).xpath("//input[@name='section' and @checked]/@value")
    assert boxes == ["links", "albums"]
    mara.post("/studio/settings", theme="programme", locale="en")
    assert not preview(mara).xpath("//ul[@class='names']")

    mara.post("/studio/layout", section=["bio", "links", "albums", "artists", "tracks"])
    assert preview(mara).xpath("//ul[@class='names']")


def test_a_release_is_pinned_to_the_top_and_an_album_to_the_front(mara: Artist) -> None:
    everything = ["bio", "links", "albums", "artists", "tracks"]
    mara.post("/studio/facts", display_name="Mara", current_release="Salt Logic")
    second = preview(mara).xpath("//li[@class='album'][2]//h4")[0].text_content()
    key = html.document_fromstring(mara.get("/studio").text).xpath("//select[@name='pinned']/option/@value")[2]
    mara.post(
        "/studio/layout",
        section=everything,
        release_url="https://open.spotify.com/album/4aawyAB9vmqN3uQ7FjRGTy",
        pinned=key,
    )
    page = preview(mara)

    assert page.xpath("string(//p[@class='release']//bdi)") == "Salt Logic"
    assert page.xpath("string(//p[@class='release']//*[@class='open'])") == "OPEN SPOTIFY"
    assert page.xpath("//li[@class='album'][1]//h4")[0].text_content() == second


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"section": ["bio", "adverts"]}, "Choose among the sections"),
        ({"pinned": "nothing-of-mine"}, "not among yours"),
        ({"release_url": "http://plain.example"}, "starts with https://"),
        ({"release_url": "javascript:alert(1)"}, "starts with https://"),
    ],
)
def test_what_cannot_be_arranged_comes_back(mara: Artist, fields: dict[str, Any], sentence: str) -> None:
    answer = mara.post("/studio/layout", **{"section": ["bio"], **fields})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert preview(mara).xpath("//ul[@class='names']")


def test_another_theme_can_be_tried_before_it_is_chosen(mara: Artist) -> None:
    tried = html.document_fromstring(mara.get("/studio/preview?theme=programme").text)
    assert tried.body.get("class").startswith("programme")
    assert preview(mara).body.get("class").startswith("sleeve")
    assert mara.get("/studio/preview?theme=../../x").status_code == 200


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [("url", "ftp://shows.example", "Check its address"), ("label", "n" * 61, "60 fit")],
)
def test_the_link_that_is_wrong_says_so_itself(mara: Artist, name: str, value: str, says: str) -> None:
    rows = {**ROWS, name: [*ROWS[name][:1], value, *ROWS[name][2:]]}
    for move in ({}, {"move": "up:1"}):
        page = html.document_fromstring(mara.post("/studio/links", **rows, **move).text)
        (wrong,) = page.xpath("//*[@aria-invalid]")
        assert wrong.get("id") == f"link-{name}-2"
        assert wrong.get("autofocus") is not None
        assert says in page.xpath(f"string(//*[@id='{wrong.get('aria-describedby')}'])")
