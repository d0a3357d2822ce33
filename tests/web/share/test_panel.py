"""The share panel: made from the page that crawlers get, and everything in it leads somewhere."""

from lxml import html

from tests.ground.stage import Artist, Stage

PANEL = "/studio/share"


def panel(artist: Artist, query: str = "") -> html.HtmlElement:
    return html.document_fromstring(artist.get(PANEL + query).text)


def titles(page: html.HtmlElement) -> dict[str, str]:
    return {
        item.xpath("string(h3)"): item.xpath("string(.//p[@class='link-title'])")
        for item in page.xpath("//ul[@class='previews']/li")
    }


def test_every_network_shows_the_public_page_and_not_the_draft(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.publish("mara-s")
    mara.post("/studio/facts", subject="artist", display_name="Nobody Yet")
    shown = titles(panel(mara))

    assert list(shown) == ["WhatsApp", "X", "LinkedIn", "Discord", "Slack", "iMessage"]
    assert set(shown.values()) == {"Mara Ellingsen"}
    assert set(titles(panel(mara, "?of=draft")).values()) == {"Nobody Yet"}


def test_discord_shows_the_author_that_only_oembed_names(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.publish("mara-s")
    said = stage.visitor().get(f"/oembed?url={stage.public_url}/mara-s").json
    authors = panel(mara).xpath("//li[.//p[@class='link-author']]")
    assert [item.xpath("string(h3)") for item in authors] == ["Discord"]
    assert authors[0].xpath("string(.//p[@class='link-author'])") == said["author_name"]


def test_the_pictures_are_those_that_the_page_names(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.publish("mara-s")
    page = html.document_fromstring(stage.visitor().get("/mara-s").text)
    named = page.xpath("string(//meta[@property='og:image']/@content)")
    shown = panel(mara)

    assert set(shown.xpath("//ul[@class='previews']//img/@src")) == {named}
    assert not shown.xpath("//ul[@class='previews']//p[@class='hint']")


def test_before_publishing_the_draft_is_read_and_its_picture_is_drawn_for_its_owner_alone(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.post("/studio/handle", handle="mara-s")
    shown = panel(mara)
    (source,) = set(shown.xpath("//ul[@class='previews']//img/@src"))
    image = mara.get(source)

    assert "Not public yet" in shown.text_content()
    assert (image.mimetype, image.data[:2]) == ("image/jpeg", b"\xff\xd8")
    assert image.headers["Cache-Control"] == "private, no-store"
    assert stage.visitor().get(source).status_code == 303


def test_without_an_address_there_is_nothing_to_copy_and_the_look_is_there(stage: Stage) -> None:
    shown = panel(stage.artist("mara"))
    assert not shown.xpath("//input[@id='address']")
    assert len(titles(shown)) == 6


def test_what_is_handed_out_is_there(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.publish("mara-s")
    shown = panel(mara)
    for path in shown.xpath("//a[@download]/@href"):
        answer = mara.get(path)
        being_drawn = answer.status_code == 503 and path.endswith(".pdf") and "Retry-After" in answer.headers
        assert answer.status_code == 200 or being_drawn, path


def test_snippets_are_code_that_works_with_any_name(stage: Stage) -> None:
    mara = stage.artist("mara")
    name = '"><script>alert(1)</script> & Söhne'
    mara.post("/studio/facts", subject="artist", display_name=name)
    mara.publish("mara-s")
    shown = panel(mara)
    badge, embed = (html.fragment_fromstring(code.strip()) for code in shown.xpath("//textarea/text()"))
    image = badge.find("img")

    assert badge.get("href") == f"{stage.public_url}/mara-s"
    assert image.get("alt") == f"{name}, Anchor"
    assert embed.get("title") == name
    drawn = stage.visitor().get(image.get("src").removeprefix(stage.public_url))
    assert drawn.mimetype == "image/svg+xml"
    document = html.fromstring(drawn.data)
    assert (document.get("width"), document.get("height")) == (image.get("width"), image.get("height"))
    assert b"<script" not in drawn.data
    assert drawn.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_the_tools_of_the_networks_are_asked_about_this_page(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.publish("mara-s")
    tools = panel(mara).xpath("//a[starts-with(@href, 'https://')]/@href")
    assert "https://www.linkedin.com/post-inspector/inspect/http%3A%2F%2F127.0.0.1%3A8000%2Fmara-s" in tools
    assert "https://discord.com/developers/embeds?url=http%3A%2F%2F127.0.0.1%3A8000%2Fmara-s" in tools
    assert len(tools) == 5


def test_the_panel_is_for_people_who_signed_in(stage: Stage) -> None:
    assert stage.visitor().get(PANEL).status_code == 303
