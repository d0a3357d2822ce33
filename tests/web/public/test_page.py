"""The public page: what visitors and caches get."""

from typing import Any

import pytest
from lxml import html

from app.sandbox import people
from tests.ground.stage import Stage

PEOPLE = [person.key for person in people.load().values() if person.allow_listed]


def full_page(stage: Stage) -> Any:
    """Mara with facts, links, a text, and everything published."""
    mara = stage.artist("mara")
    mara.post("/studio/facts", subject="artist", display_name="Mara E.", role="Singer", city="Bergen")
    mara.post("/studio/links", label=["Shop", ""], url=["https://shop.example/mara", "mailto:hi@mara.example"])
    mara.post("/studio/copy/edit", bio="First line.\n\nSecond <b>line</b>.", revision="0")
    mara.publish("mara-e")
    return mara


@pytest.mark.parametrize("person", PEOPLE)
def test_everybody_publishes_a_page_that_is_sound_and_says_what_the_preview_said(stage: Stage, person: str) -> None:
    artist, visitor = stage.artist(person), stage.visitor()
    artist.post("/studio/copy/generate", part="all")
    stage.work()
    for candidate in artist.status()["candidates"]:
        artist.post("/studio/copy/accept", candidate=candidate["id"])
    assert artist.get("/studio/preview").status_code == 200
    artist.post("/studio/handle", handle="somebody-here")
    preview = html.document_fromstring(artist.get("/studio/preview").text)
    artist.publish("somebody-here")
    page = visitor.get("/somebody-here")
    shown = html.document_fromstring(page.text)

    assert page.status_code == 200
    for part in ("//h1", "//main"):
        assert shown.xpath(f"normalize-space({part})") == preview.xpath(f"normalize-space({part})")
    assert not shown.xpath("//script[not(@type='application/ld+json')]")
    assert "Set-Cookie" not in page.headers
    for path in ("/studio", "/studio/history", "/somebody-here.json", "/somebody-here/icon.svg"):
        assert artist.get(path).status_code == 200


def test_hostile_names_stay_text_on_every_page(stage: Stage) -> None:
    artist, visitor = stage.artist("hostile"), stage.visitor()
    hostile = '"><img src=x onerror=alert(1)>{{7*7}}'
    artist.post("/studio/facts", subject="artist", role=hostile, city="</script><script>alert(1)</script>")
    artist.post("/studio/links", label=[hostile], url=["https://ok.example/?a=1&b=%3Cscript%3E"])
    artist.post("/studio/copy/edit", bio=f"</title><script>alert(2)</script> {hostile}", revision="0")
    artist.publish("hostile-one")
    for path in ("/studio", "/studio/preview", "/studio/history", "/hostile-one", "/studio/delete"):
        page = html.document_fromstring(artist.get(path).text)
        assert not page.xpath("//img[@onerror]|//svg[@onload]|//script[not(@src) and not(@type)]"), path
        assert "49" not in page.xpath("string(//h1)"), path
    links = html.document_fromstring(visitor.get("/hostile-one").text).xpath("//a/@href")
    assert all(link.startswith(("https://", "/", "#", "mailto:")) for link in links)


def test_an_unknown_address_is_not_found_in_plain_words(stage: Stage) -> None:
    visitor = stage.visitor()
    unknown = ("/nobody-here", "/nobody-here.json", "/nobody-here/card/0a.jpg", "/a/b/c", "/favicon.webp", "/metrics")
    for path in unknown:
        answer = visitor.get(path)
        assert (path, answer.status_code) == (path, 404)
    assert 'role="alert"' in visitor.get("/nobody-here").text


def test_a_private_page_is_closed_to_visitors_and_leads_its_owner_to_the_studio(stage: Stage) -> None:
    mara, stranger = stage.artist("mara"), stage.artist("q")
    mara.post("/studio/handle", handle="mara-e")
    for visitor in (stage.visitor(), stranger):
        answer = visitor.get("/mara-e")
        assert answer.status_code == 404
        assert "This profile is private" in answer.text
        assert 'href="/studio">Edit' not in answer.text
    assert 'href="/studio">Edit your page' in mara.get("/mara-e").text
    for path in ("/mara-e.json", "/mara-e/icon.svg", "/mara-e/card/0a.jpg"):
        assert (path, stage.visitor().get(path).status_code) == (path, 404)


@pytest.mark.parametrize(
    ("asked", "one"),
    [
        ("/Mara-E", "/mara-e"),
        ("/MARA-E", "/mara-e"),
        ("/mara-e/", "/mara-e"),
        ("/Mara-E/", "/mara-e"),
        ("/Mara-E.json", "/mara-e.json"),
    ],
)
def test_capitals_and_a_trailing_slash_cost_one_redirect(stage: Stage, asked: str, one: str) -> None:
    stage.artist("mara").publish("mara-e")
    answer = stage.visitor().get(asked)

    assert (answer.status_code, answer.location) == (301, one)
    assert stage.visitor().get(one).status_code == 200


@pytest.mark.parametrize("path", ["/%00", "/x%00y", "/%ff%fe", "/%E2%80%AE", "/" + "a" * 5000, "/%0d%0aSet-Cookie:a=b"])
def test_no_address_can_break_the_site(stage: Stage, path: str) -> None:
    assert stage.visitor().get(path).status_code in (301, 404)


def test_a_reader_who_has_this_very_page_gets_304_until_its_words_of_time_change(stage: Stage) -> None:
    stage.artist("mara").publish("mara-e")
    visitor = stage.visitor()
    etag = visitor.get("/mara-e").headers["ETag"]
    unchanged = visitor.get("/mara-e", If_None_Match=etag)
    assert (unchanged.status_code, unchanged.data) == (304, b"")
    assert unchanged.headers["ETag"] == etag
    assert unchanged.headers["Cache-Control"].startswith("public, max-age=0, s-maxage=30")

    stage.clock.advance(hours=2)
    later = visitor.get("/mara-e", If_None_Match=etag)
    assert later.status_code == 200
    assert "Updated 2 hours ago" in later.text
    assert later.headers["ETag"] == visitor.get("/mara-e").headers["ETag"] != etag


def test_head_says_what_get_says_without_the_body(stage: Stage) -> None:
    stage.artist("mara").publish("mara-e")
    visitor = stage.visitor()
    got, head = visitor.get("/mara-e"), visitor.client.head("/mara-e")

    assert head.status_code == 200
    assert head.data == b""
    for name in ("ETag", "Content-Length", "Content-Type", "Cache-Control"):
        assert head.headers[name] == got.headers[name]


def test_everybody_reads_the_same_bytes_with_and_without_cookies_and_gets_none(stage: Stage) -> None:
    mara = full_page(stage)
    for path in ("/mara-e", "/mara-e.json", "/mara-e/icon.svg"):
        nobody, owner = stage.visitor().get(path), mara.get(path)
        assert nobody.data == owner.data
        for answer in (nobody, owner):
            assert "Set-Cookie" not in answer.headers
            assert answer.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding"


def test_the_json_has_the_published_facts_and_nothing_else(stage: Stage) -> None:
    mara = full_page(stage)
    mara.post("/studio/facts", subject="listener", display_name="Not yet", city="Oslo")
    facts = stage.visitor().get("/mara-e.json").json

    assert set(facts) == {
        "handle", "display_name", "subject", "role", "city", "bio", "links", "artists", "albums", "tracks",
        "updated_at", "url", "card_url",
    }  # fmt: skip
    assert (facts["handle"], facts["display_name"], facts["subject"]) == ("mara-e", "Mara E.", "artist")
    assert (facts["role"], facts["city"]) == ("Singer", "Bergen")
    assert facts["bio"] == "First line.\n\nSecond <b>line</b>."
    assert facts["links"] == [
        {"label": "Shop", "url": "https://shop.example/mara"},
        {"label": "hi@mara.example", "url": "mailto:hi@mara.example"},
    ]
    assert [len(facts[name]) for name in ("artists", "albums", "tracks")] == [5, 5, 3]
    assert set(facts["artists"][0]) == {"name", "url"}
    assert set(facts["albums"][0]) == {"title", "artist", "year", "caption", "url"}
    assert set(facts["tracks"][0]) == {"title", "artist", "url"}
    assert facts["updated_at"] == "2026-11-20T12:00:00+00:00"
    assert facts["url"] == f"{stage.public_url}/mara-e"
    assert facts["card_url"].startswith(f"{stage.public_url}/mara-e/card/")


def test_reading_a_page_calls_nobody(stage: Stage) -> None:
    stage.artist("mara").publish("mara-e")
    before = len(stage.sandbox.world.ledger.calls)
    for path in ("/mara-e", "/mara-e.json", "/"):
        stage.visitor().get(path)

    assert len(stage.sandbox.world.ledger.calls) == before


def test_each_item_of_the_music_leads_back_to_spotify_and_artwork_is_as_supplied(stage: Stage) -> None:
    stage.artist("mara").publish("mara-e")
    page = html.document_fromstring(stage.visitor().get("/mara-e").text)
    supplied = stage.sandbox.world.top_tracks(stage.sandbox.url, "mara", "medium_term")
    addresses = {image["url"] for track in supplied if track for image in track["album"]["images"]}

    assert len(page.xpath("//a[.='OPEN SPOTIFY']")) == 5 + 5 + 3
    assert len(page.xpath("//section[@aria-labelledby='repeat']//img")) == 5
    assert set(page.xpath("//section[@aria-labelledby='repeat']//img/@src")) <= addresses
