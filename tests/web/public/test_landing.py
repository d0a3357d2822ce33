"""The front door."""

from lxml import html

from app.sandbox.server import RunningSandbox
from app.settings import Settings
from tests.ground.moments import Clock
from tests.ground.stage import Stage, dispose


def test_a_stranger_is_offered_to_connect_and_told_that_this_is_a_demo(stage: Stage) -> None:
    page = html.document_fromstring(stage.visitor().get("/").text)

    assert page.xpath("//form[@action='/connect/spotify' and @method='post']//button")
    assert "This is a demo" in page.text_content()


def test_whoever_is_signed_in_finds_the_way_to_the_studio(stage: Stage) -> None:
    page = html.document_fromstring(stage.artist("mara").get("/").text)

    assert page.xpath("//main//a[@href='/studio']")
    assert not page.xpath("//form[@action='/connect/spotify']")


def test_a_demo_shows_a_whole_page_of_somebody_invented_in_a_frame(stage: Stage) -> None:
    visitor = stage.visitor()
    frame = html.document_fromstring(visitor.get("/").text).xpath("//iframe/@src")
    page = visitor.get(frame[0])

    assert frame == ["/example"]
    assert (page.status_code, "Ines Solbakken" in page.text) == (200, True)
    assert "frame-ancestors 'self'" in page.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in page.headers
    for picture in html.document_fromstring(page.text).xpath("//img/@src"):
        assert visitor.get(picture.removeprefix(stage.public_url)).status_code == 200


def test_the_operator_names_the_example_and_it_goes_with_its_page(
    environment: dict[str, str], sandbox: RunningSandbox, clock: Clock
) -> None:
    stage = Stage(Settings.load({**environment, "EXAMPLE_HANDLE": "mara-e"}), sandbox, clock)
    mara, visitor = stage.artist("mara"), stage.visitor()
    mara.publish("mara-e")
    landing = visitor.get("/").text

    assert f'href="{stage.public_url}/mara-e"' in landing
    assert "Mara Ellingsen" in visitor.get("/example").text
    mara.post("/studio/unpublish")
    assert "Mara Ellingsen" not in visitor.get("/example").text
    dispose(stage.services)
