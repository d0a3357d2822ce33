"""The front door."""

from lxml import html

from tests.ground.stage import Stage


def test_a_stranger_is_offered_to_connect_and_told_that_this_is_a_demo(stage: Stage) -> None:
    page = html.document_fromstring(stage.visitor().get("/").text)

    assert page.xpath("//form[@action='/connect/spotify' and @method='post']//button")
    assert "This is a demo" in page.text_content()


def test_whoever_is_signed_in_finds_the_way_to_the_studio(stage: Stage) -> None:
    page = html.document_fromstring(stage.artist("mara").get("/").text)

    assert page.xpath("//main//a[@href='/studio']")
    assert not page.xpath("//form[@action='/connect/spotify']")
