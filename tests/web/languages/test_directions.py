"""Texts of ours are English and read from the left, whatever name they begin with; the artist's as their letters do."""

from lxml import html
from lxml.html import HtmlElement

from tests.ground.stage import Artist, Stage

NAME = "ليلى الحدّاد"
OWN = "أعزف على العود في بيروت."


def layla(stage: Stage) -> Artist:
    """Published with a bio and captions of ours, all of which begin with the name or may name Arabic titles."""
    layla = stage.artist("layla")
    layla.post("/studio/facts", subject="artist", display_name=NAME, role="Oud player", city="Beirut")
    layla.post("/studio/copy/generate", part="all")
    stage.work()
    offered = next(one for one in layla.status()["candidates"] if one["bio"].startswith(NAME))
    layla.post("/studio/copy/accept", candidate=offered["id"])
    layla.publish("layla-h")
    return layla


def page_at(stage: Stage, path: str) -> HtmlElement:
    return html.document_fromstring(stage.visitor().get(path).text)


def edit(layla: Artist, bio: str) -> None:
    revision = html.document_fromstring(layla.get("/studio").text).xpath("string(//input[@name='revision']/@value)")
    layla.post("/studio/copy/edit", bio=bio, revision=revision)


def descriptions(page: HtmlElement) -> set[str]:
    keys = ("description", "og:description", "twitter:description")
    return {page.xpath("string(//meta[@name=$key or @property=$key]/@content)", key=key) for key in keys}


def test_a_text_of_ours_that_begins_with_an_arabic_name_reads_from_the_left(stage: Stage) -> None:
    layla(stage)
    page = page_at(stage, "/layla-h")

    first = page.xpath("//div[@class='bio']/p")[0]
    assert (first.get("dir"), first.xpath("string(bdi[1])")) == ("ltr", NAME)
    assert {caption.get("dir") for caption in page.xpath("//p[@class='caption']")} == {"ltr"}
    assert all(one.startswith(f"\u200e{NAME}") for one in descriptions(page))
    sentence = page_at(stage, "/layla-h/embed").xpath("//p[@class='sentence']")[0]
    assert (sentence.get("dir"), sentence.xpath("string(bdi[1])")) == ("ltr", NAME)


def test_facts_for_machines_carry_no_marks(stage: Stage) -> None:
    layla(stage)
    page = page_at(stage, "/layla-h")
    assert stage.visitor().get("/layla-h.json").json["bio"].startswith(NAME)
    assert "\u200e" not in page.xpath("string(//script[@type='application/ld+json'])")


def test_the_artists_own_words_go_where_their_letters_go(stage: Stage) -> None:
    artist = layla(stage)
    edit(artist, OWN)
    artist.post("/studio/publish")
    page = page_at(stage, "/layla-h")

    assert [(one.get("dir"), one.text) for one in page.xpath("//div[@class='bio']/p")] == [("auto", OWN)]
    assert descriptions(page) == {OWN}
    assert page_at(stage, "/layla-h/embed").xpath("string(//p[@class='sentence']/@dir)") == "auto"


def test_the_studio_lays_both_out_alike(stage: Stage) -> None:
    artist = layla(stage)
    assert html.document_fromstring(artist.get("/studio").text).xpath("string(//textarea[@id='bio']/@dir)") == "ltr"
    preview = html.document_fromstring(artist.get("/studio/preview").text)
    assert preview.xpath("string(//div[@class='bio']/p/@dir)") == "ltr"

    edit(artist, OWN)
    assert html.document_fromstring(artist.get("/studio").text).xpath("string(//textarea[@id='bio']/@dir)") == "auto"
    history = html.document_fromstring(artist.get("/studio/history").text)
    assert history.xpath("//article/blockquote/@dir") == ["auto", "ltr"]


def test_a_summary_in_an_arabic_page_stays_arabic_behind_a_latin_name(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.post("/studio/settings", theme="sleeve", locale="ar", email="", auto_refresh="1")
    mara.publish("mara-l")
    assert all(one.startswith("\u200fMara") for one in descriptions(page_at(stage, "/mara-l")))
