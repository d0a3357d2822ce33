"""The rules of each link crawler (docs/design.md), held against the page that they would get.

One published page per person; every crawler asks as it does, by its own user agent and headers.
"""

import gzip
import io
from typing import NamedTuple

import pytest
from lxml import html
from PIL import Image

from tests.ground.stage import Stage, Visitor


class Crawler(NamedTuple):
    """`reads` is how much of the HTML it looks at, in bytes; `range` the header that it sends with it."""

    user_agent: str
    reads: int
    most_picture: int
    range: str = ""
    encoding: str = ""


CRAWLERS = {
    "WhatsApp": Crawler("WhatsApp/2.24.1 A", 300_000, 300_000),
    "Facebook": Crawler(
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        1_000_000, 8_000_000, "bytes=0-524288", "gzip, deflate",
    ),
    "X": Crawler("Twitterbot/1.0", 2_000_000, 5_000_000, encoding="gzip"),
    "LinkedIn": Crawler(
        "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)", 300_000, 5_000_000
    ),
    "Slack": Crawler("Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", 32_000, 5_000_000, "bytes=0-32767"),
    "Discord": Crawler("Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)", 300_000, 5_000_000),
    "Telegram": Crawler("TelegramBot (like TwitterBot)", 300_000, 1_000_000),
    "iMessage": Crawler(
        "Mozilla/5.0 (Macintosh) AppleWebKit/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0", 300_000, 1_000_000
    ),
    "Bluesky": Crawler(
        "Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)", 300_000, 1_000_000, encoding="gzip"
    ),
    "Mastodon": Crawler("http.rb/5.2.0 (Mastodon/4.5.0; +https://mastodon.example/)", 1_000_000, 1_000_000),
    "WordPress": Crawler("WordPress/6.9; https://blog.example", 150_000, 1_000_000),
    "Misskey": Crawler("Mozilla/5.0 (compatible) SummalyBot/5.2.0", 300_000, 1_000_000),
}  # fmt: skip


@pytest.fixture
def visitor(stage: Stage) -> Visitor:
    """Somebody else than the artist, whose page /mara-e is."""
    stage.artist("mara").publish("mara-e")
    return stage.visitor()


def test_every_crawler_gets_the_same_bytes_and_finds_all_it_needs_in_them(stage: Stage, visitor: Visitor) -> None:
    plain = visitor.get("/mara-e").data
    for name, crawler in CRAWLERS.items():
        asked = {"User-Agent": crawler.user_agent, "Range": crawler.range, "Accept-Encoding": crawler.encoding}
        answer = stage.visitor().client.get("/mara-e", headers={key: value for key, value in asked.items() if value})
        body = gzip.decompress(answer.data) if answer.headers.get("Content-Encoding") == "gzip" else answer.data
        head = body[: min(crawler.reads, 8 * 1024)]

        assert answer.status_code == 200, name
        assert body == plain, name
        assert len(body) < crawler.reads, name
        assert answer.mimetype == "text/html"
        assert "Set-Cookie" not in answer.headers
        for needed in (b"<title>", b'"og:title"', b'"og:description"', b'"og:image"', b'"og:url"', b'"twitter:card"'):
            assert needed in head, (name, needed)


def test_what_stands_in_for_a_page_is_kept_out_of_indexes_by_its_status_alone(stage: Stage) -> None:
    """Telegram remembers a `noindex` for ever, and somebody may share the address before it is public."""
    mara, reader = stage.artist("mara"), stage.visitor()
    before = reader.get("/mara-e")
    mara.publish("mara-e")
    mara.post("/studio/unpublish")
    private = reader.get("/mara-e")
    mara.post("/studio/delete", confirm="mara-e")
    gone = reader.get("/mara-e")
    assert [answer.status_code for answer in (before, private, gone)] == [404, 404, 410]
    for answer in (before, private, gone):
        assert "noindex" not in answer.text
        assert "X-Robots-Tag" not in answer.headers


def test_no_tag_stands_twice_no_address_is_relative_and_nothing_says_noindex(visitor: Visitor) -> None:
    answer = visitor.get("/mara-e")
    page = html.document_fromstring(answer.data)
    keys = [tag.get("property") or tag.get("name") for tag in page.xpath("//meta[@content]")]

    assert len(keys) == len(set(keys))
    for key in ("og:url", "og:image", "twitter:image"):
        (address,) = page.xpath(f"//meta[@property='{key}' or @name='{key}']/@content")
        assert address.startswith(visitor.stage.public_url), key
    assert page.xpath("count(//link[@rel='canonical'])") == 1
    assert not page.xpath("//meta[@http-equiv='refresh']|//meta[@name='robots']")
    assert "X-Robots-Tag" not in answer.headers
    (site,) = page.xpath("//meta[@property='og:site_name']/@content")
    assert len(site.encode()) < 256  # a longer one makes Discord show nothing
    (colour,) = page.xpath("//meta[@name='theme-color']/@content")
    assert len(colour) == 7


def test_the_picture_is_as_wide_high_and_light_as_the_tags_say_for_every_crawler(
    stage: Stage, visitor: Visitor
) -> None:
    page = html.document_fromstring(visitor.get("/mara-e").data)
    tags = {tag.get("property"): tag.get("content") for tag in page.xpath("//meta[@property]")}
    path = tags["og:image"].removeprefix(stage.public_url)
    for name, crawler in CRAWLERS.items():
        answer = stage.visitor().client.get(path, headers={"User-Agent": crawler.user_agent})
        with Image.open(io.BytesIO(answer.data)) as picture:
            assert [str(side) for side in picture.size] == [tags["og:image:width"], tags["og:image:height"]], name
        assert answer.mimetype == tags["og:image:type"] == "image/jpeg"
        assert len(answer.data) <= crawler.most_picture, name
        assert "attachment" not in answer.headers.get("Content-Disposition", "")
    part = visitor.client.get(path, headers={"Range": "bytes=0-1023"})
    assert (part.status_code, len(part.data), part.data) == (206, 1024, answer.data[:1024])


@pytest.mark.parametrize("path", ["/mara-e", "/mara-e.json", "/mara-e/icon.svg", "/mara-e/embed", "/mara-e/qr.svg"])
def test_head_and_a_condition_are_answered_for_every_address_that_is_shared(visitor: Visitor, path: str) -> None:
    got, head = visitor.get(path), visitor.client.head(path)

    assert (head.status_code, head.data) == (200, b"")
    for name in ("ETag", "Content-Length", "Content-Type", "Cache-Control"):
        assert head.headers[name] == got.headers[name]
    for condition in (got.headers["ETag"], got.headers["ETag"].removeprefix("W/"), f'"x", {got.headers["ETag"]}', "*"):
        unchanged = visitor.client.get(path, headers={"If-None-Match": condition})
        assert (unchanged.status_code, unchanged.data) == (304, b""), condition
    assert visitor.client.get(path, headers={"If-None-Match": '"another"'}).status_code == 200


def test_the_shared_address_is_no_redirect_and_unknown_query_keys_change_nothing(visitor: Visitor) -> None:
    plain = visitor.get("/mara-e")
    for query in ("?fbclid=abc", "?utm_source=instagram&utm_medium=bio", "?v=2", "?lang=de"):
        answer = visitor.get(f"/mara-e{query}")
        assert (answer.status_code, answer.data, answer.headers["ETag"]) == (200, plain.data, plain.headers["ETag"])


def test_robots_txt_lets_every_one_of_them_in(visitor: Visitor) -> None:
    told = visitor.get("/robots.txt").text
    for line in told.splitlines():
        if line.lower().startswith("disallow:"):
            shut = line.partition(":")[2].strip()
            assert shut, "an empty Disallow is not said here"
            assert not any(
                path.startswith(shut) for path in ("/mara-e", "/mara-e/card/a.jpg", "/mara-e.json", "/oembed")
            )
