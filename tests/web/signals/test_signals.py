"""From the request to the figure that the artist reads: what is counted, what is not, and what stays out of it."""

import csv
import io

import pytest
from lxml import html

from app.domain.signals import link_name
from tests.ground.stage import Artist, Stage, Visitor

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SHOP = "https://shop.mara.example/all"


@pytest.fixture
def mara(stage: Stage) -> Artist:
    artist = stage.artist("mara")
    artist.post("/studio/links", label=["Shop", "=SUM(A1)"], url=[SHOP, "mailto:=1+1@mara.example"])
    artist.publish("mara-s")
    return artist


def look(stage: Stage, path: str = "/mara-s", **headers: str) -> Visitor:
    visitor = stage.visitor()
    visitor.get(path, **{"User-Agent": FIREFOX, **{name.replace("_", "-"): text for name, text in headers.items()}})
    return visitor


def figures(artist: Artist) -> dict[tuple[str, str], int]:
    rows = list(csv.reader(io.StringIO(artist.get("/studio/visitors.csv").text)))
    assert rows[0] == ["day", "kind", "item", "count"]
    return {(kind, item): int(count) for _, kind, item, count in rows[1:]}


def follow(stage: Stage, name: str, **headers: str) -> int:
    """What a browser does for `ping`: no form, no cookie."""
    client = stage.visitor().client
    said = {"User-Agent": FIREFOX, "Content-Type": "text/ping", "Sec-Fetch-Site": "same-origin"}
    return client.post(f"/mara-s/count/{name}", data="PING", headers={**said, **headers}).status_code


def test_views_are_counted_by_who_reads_and_where_they_came_from(stage: Stage, mara: Artist) -> None:
    look(stage, Referer="https://www.bandcamp.com/mara?secret=1")
    look(stage, Referer=f"{stage.public_url}/mara-s")
    look(stage, User_Agent="WhatsApp/2.23.20.0 A")
    look(stage, User_Agent="curl/8.5")

    assert figures(mara) == {
        ("people", ""): 2,
        ("crawlers", "WhatsApp"): 1,
        ("crawlers", ""): 1,
        ("referrer", "bandcamp.com"): 1,
    }


def test_a_page_that_did_not_change_is_a_view_all_the_same(stage: Stage, mara: Artist) -> None:
    etag = look(stage).get("/mara-s").headers["ETag"]
    answer = stage.visitor().get("/mara-s", **{"User-Agent": FIREFOX, "If-None-Match": etag})
    assert answer.status_code == 304
    assert figures(mara)["people", ""] == 2


@pytest.mark.parametrize(
    "headers",
    [{"DNT": "1"}, {"Sec_GPC": "1"}, {"Sec_Purpose": "prefetch"}, {"Referer": "http://127.0.0.1:8000/studio/share"}],
)
def test_who_does_not_want_to_be_counted_is_not_and_gets_the_same_page(
    stage: Stage, mara: Artist, headers: dict[str, str]
) -> None:
    visitor = look(stage, **headers)
    assert figures(mara) == {}
    assert visitor.get("/mara-s", DNT="1").data == visitor.get("/mara-s").data


def test_only_the_page_itself_counts_and_only_when_it_is_public(stage: Stage, mara: Artist) -> None:
    for path in ("/mara-s.json", "/mara-s/icon.svg", "/mara-s/embed", "/nobody-here", "/mara-s/count/copy"):
        look(stage, path)
    stage.visitor().client.head("/mara-s", headers={"User-Agent": FIREFOX})
    mara.post("/studio/unpublish")
    look(stage)
    assert figures(mara) == {}


def test_a_counted_answer_sets_no_cookie_and_reads_no_session(stage: Stage, mara: Artist) -> None:
    answer = stage.visitor().get("/mara-s", **{"User-Agent": FIREFOX})
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"].startswith("public")
    assert "Vary" not in answer.headers or "Cookie" not in answer.headers["Vary"]


def test_links_keep_their_address_and_tell_of_a_click(stage: Stage, mara: Artist) -> None:
    page = html.document_fromstring(stage.visitor().get("/mara-s", DNT="1").text)
    (link,) = page.xpath(f"//a[@href='{SHOP}']")
    assert link.get("rel") == "me noopener"
    assert link.get("ping") == f"{stage.public_url}/mara-s/count/{link_name(SHOP)}"
    for address in {*page.xpath("//a/@ping")}:
        assert follow(stage, address.rpartition("/")[2]) == 204

    assert figures(mara) == {
        ("click", SHOP): 1,
        ("click", "mailto:=1+1@mara.example"): 1,
        ("click", "spotify"): 1,
        ("share", "qr"): 1,
        ("share", "one-sheet"): 1,
    }


def test_the_preview_in_the_studio_counts_nothing(stage: Stage, mara: Artist) -> None:
    assert "ping=" not in mara.get("/studio/preview").text


def test_a_click_on_what_is_not_on_the_page_is_none(stage: Stage, mara: Artist) -> None:
    for name in ("0" * 12, link_name("https://elsewhere.example"), "others", "people"):
        assert follow(stage, name) == 204
    assert figures(mara) == {}


def test_another_site_cannot_count_through_its_visitors(stage: Stage, mara: Artist) -> None:
    assert follow(stage, "copy", **{"Sec-Fetch-Site": "cross-site"}) == 400
    assert follow(stage, "copy", DNT="1") == 204
    assert follow(stage, "copy", **{"User-Agent": "curl/8.5"}) == 204
    assert figures(mara) == {}


def test_nobody_counts_for_a_page_that_is_not_there(stage: Stage, mara: Artist) -> None:
    assert stage.visitor().client.post("/nobody-here/count/copy").status_code == 404
    mara.post("/studio/unpublish")
    assert follow(stage, "copy") == 404


def test_the_room_says_the_same_as_chart_and_as_table(stage: Stage, mara: Artist) -> None:
    for _ in range(3):
        look(stage, Referer="https://bandcamp.com/")
    look(stage, User_Agent="Slackbot-LinkExpanding 1.0")
    follow(stage, "copy")
    stage.services.signals.flush()
    stage.clock.advance(days=1)
    look(stage)
    page = html.document_fromstring(mara.get("/studio/visitors").text)
    rows = {row.xpath("string(th)"): row.xpath("td/text()") for row in page.xpath("//tbody/tr")}

    assert "4 visits by people in the last four weeks, most on 20 November: 3." in page.text_content()
    assert rows["20 November"] == ["3", "1"]
    assert rows["21 November"] == ["1", "0"]
    assert rows["bandcamp.com"] == ["3"]
    assert rows["Slack"] == ["1"]
    assert rows["Link copied in the studio"] == ["1"]
    assert len(page.xpath("//*[local-name()='path'][@class='bar-people']")) == 2
    assert "CDN" in page.text_content()


def test_an_empty_room_says_so(mara: Artist) -> None:
    text = mara.get("/studio/visitors").text
    assert "No visits by people in the last four weeks." in text
    assert "<svg" not in html.tostring(html.document_fromstring(text).find(".//main")).decode()


def test_no_cell_of_the_csv_is_a_formula(stage: Stage, mara: Artist) -> None:
    stage.services.signals.count(mara.profile_id, "click", "=HYPERLINK(1)")
    answer = mara.get("/studio/visitors.csv")
    assert "'=HYPERLINK(1)" in answer.text
    assert answer.headers["Content-Disposition"] == 'attachment; filename="visitors.csv"'
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_the_room_is_for_its_artist_alone(stage: Stage, mara: Artist) -> None:
    look(stage)
    layla = stage.artist("layla")
    assert stage.visitor().get("/studio/visitors").status_code == 303
    assert stage.visitor().get("/studio/visitors.csv").status_code == 303
    assert figures(layla) == {}


def test_no_address_of_anybody_is_stored(stage: Stage, mara: Artist) -> None:
    client = stage.visitor().client
    client.get("/mara-s", headers={"User-Agent": FIREFOX}, environ_overrides={"REMOTE_ADDR": "203.0.113.77"})
    stage.services.signals.flush()
    database = stage.services.studio._database.url.database
    assert database
    with open(database, "rb") as file:
        content = file.read()
    assert b"203.0.113.77" not in content
    assert b"Firefox" not in content
