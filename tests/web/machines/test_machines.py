import io
from datetime import datetime
from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree
from PIL import Image

from app import create_app
from app.sandbox.server import RunningSandbox
from app.settings import Settings
from app.web.pages import machines
from tests.ground.site import environment_for
from tests.ground.stage import Artist, Stage, Visitor, dispose

BOTS = ("WhatsApp/2.23", "facebookexternalhit/1.1", "Twitterbot/1.0", "LinkedInBot/1.0", "Slackbot-LinkExpanding 1.0",
        "Discordbot/2.0", "TelegramBot", "Bluesky Cardyb/1.1", "Googlebot")  # fmt: skip
ALWAYS = ("/robots.txt", "/sitemap.xml", "/manifest.webmanifest", "/favicon.ico", "/apple-touch-icon.png", "/embed.css")


def test_robots_shuts_out_no_crawler_from_anything_public(mara: Artist, crawler: Visitor) -> None:
    rules = RobotFileParser()
    rules.parse(crawler.get("/robots.txt").text.splitlines())
    for bot in BOTS:
        for path in ("/", "/mara-e", "/mara-e/card/0123.jpg", "/mara-e/embed", "/oembed", "/static/css/page.css"):
            assert rules.can_fetch(bot, path), (bot, path)
        assert not rules.can_fetch(bot, "/studio/preview")
        assert not rules.can_fetch(bot, "/admin/")
    assert rules.site_maps() == ["http://127.0.0.1:8000/sitemap.xml"]


def test_no_handle_is_shut_out_because_it_begins_like_a_room(crawler: Visitor) -> None:
    """Python's parser takes `$` for a letter; the crawlers know it (RFC 9309)."""
    lines = crawler.get("/robots.txt").text.splitlines()
    assert {"Disallow: /studio$", "Disallow: /admin$"} <= set(lines)
    rules = RobotFileParser()
    rules.parse(lines)
    for handle in ("/studio-nine", "/administrator-x", "/login-the-band"):
        assert rules.can_fetch("Googlebot", handle), handle


def test_the_sitemap_lists_public_pages_with_their_time(stage: Stage, mara: Artist, crawler: Visitor) -> None:
    stage.artist("haruka").post("/studio/handle", handle="haruka-m")
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    root = etree.fromstring(crawler.get("/sitemap.xml").data)
    assert root.xpath("//s:loc/text()", namespaces=space) == ["http://127.0.0.1:8000/", "http://127.0.0.1:8000/mara-e"]
    (changed,) = root.xpath("//s:lastmod/text()", namespaces=space)
    assert datetime.fromisoformat(changed) == stage.clock()
    mara.post("/studio/unpublish")
    assert "mara-e" not in crawler.get("/sitemap.xml").text


def test_a_sitemap_never_lists_more_than_one_may(stage: Stage) -> None:
    pages = [(f"handle-{number}", stage.clock()) for number in range(machines.SITEMAP_MOST + 5)]
    with stage.app.app_context():
        assert machines.sitemap(pages).count("<loc>") == machines.SITEMAP_MOST


def test_security_txt_is_absent_where_nobody_said_how_to_be_reached(settings: Settings) -> None:
    app = create_app(settings.model_copy(update={"contact": ""}))
    assert app.test_client().get("/.well-known/security.txt").status_code == 404
    dispose(app.extensions["anchor"])


def test_the_demo_has_one_too(crawler: Visitor) -> None:
    assert "Contact: mailto:" in crawler.get("/.well-known/security.txt").text


@pytest.mark.parametrize(
    ("contact", "line"),
    [("help@anchor.example", "mailto:help@anchor.example"), ("https://anchor.example/contact", "https://anchor.example/contact")],
)  # fmt: skip
def test_security_txt_says_where_and_until_when(
    sqlite_url: str, sandbox: RunningSandbox, contact: str, line: str
) -> None:
    app = create_app(Settings.load(environment_for(sqlite_url, sandbox, CONTACT=contact)))
    answer = app.test_client().get("/.well-known/security.txt")
    fields = dict(row.split(": ", 1) for row in answer.text.splitlines())
    services = app.extensions["anchor"]
    assert answer.mimetype == "text/plain"
    assert fields["Contact"] == line
    assert 100 < (datetime.fromisoformat(fields["Expires"]) - services.now()).days < 366
    dispose(services)


def test_the_manifest_names_icons_that_exist_in_their_size(crawler: Visitor) -> None:
    answer = crawler.get("/manifest.webmanifest")
    assert answer.mimetype == "application/manifest+json"
    for icon in answer.get_json(force=True)["icons"]:
        picture = crawler.get(icon["src"])
        assert (picture.status_code, picture.mimetype) == (200, icon["type"])
        if icon["type"] == "image/png":
            width, height = Image.open(io.BytesIO(picture.data)).size
            assert icon["sizes"] == f"{width}x{height}"


def test_the_icons_that_are_asked_for_by_habit_are_there(crawler: Visitor) -> None:
    favicon = Image.open(io.BytesIO(crawler.get("/favicon.ico").data))
    assert favicon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    for path in ("/apple-touch-icon.png", "/apple-touch-icon-precomposed.png"):
        assert Image.open(io.BytesIO(crawler.get(path).data)).size == (180, 180)


@pytest.mark.parametrize(
    "path", [*ALWAYS, "/mara-e/qr.svg", "/mara-e/embed", "/oembed?url=http://127.0.0.1:8000/mara-e"]
)
def test_each_answer_can_be_looked_at_again_for_nothing(mara: Artist, crawler: Visitor, path: str) -> None:
    first = crawler.get(path)
    assert first.status_code == 200
    assert "public" in first.headers["Cache-Control"]
    head = crawler.client.head(path)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Length"] == str(len(first.data))
    again = crawler.get(path, If_None_Match=first.headers["ETag"])
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("path", [*ALWAYS, "/mara-e/qr.svg", "/mara-e/embed"])
def test_who_is_signed_in_gets_the_same_answer_as_anybody(mara: Artist, crawler: Visitor, path: str) -> None:
    for visitor in (mara, crawler):
        answer = visitor.get(path)
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")
    assert mara.get(path).data == crawler.get(path).data


@pytest.mark.parametrize("path", ["/favicon.ico", "/apple-touch-icon.png", "/mara-e/card"])
def test_pictures_are_handed_out_in_parts(mara: Artist, crawler: Visitor, path: str) -> None:
    if path.endswith("card"):
        path = crawler.get("/mara-e.json").json["card_url"].removeprefix("http://127.0.0.1:8000")
    whole = crawler.get(path).data
    part = crawler.get(path, Range="bytes=2-9")
    assert (part.status_code, part.data) == (206, whole[2:10])
    assert part.headers["Content-Range"] == f"bytes 2-9/{len(whole)}"


ETAG = "of the whole"


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"Range": "items=0-9"}, 200),
        ({"Range": "bytes=9-2"}, 200),
        ({"Range": "bytes=0-1,4-5"}, 200),
        ({"Range": "bytes=0-9", "If-None-Match": ETAG}, 304),
        ({"Range": "bytes=0-9", "If-None-Match": '"another"'}, 200),
        ({"Range": "bytes=0-9", "If-Range": ETAG}, 206),
        ({"Range": "bytes=0-9", "If-Range": '"another"'}, 200),
        ({"Range": "Bytes=-9"}, 206),
    ],
)
def test_a_part_is_sent_to_whom_it_was_meant_for(
    mara: Artist, crawler: Visitor, asked: dict[str, str], status: int
) -> None:
    card = crawler.get("/mara-e.json").json["card_url"].removeprefix("http://127.0.0.1:8000")
    for path in (card, "/favicon.ico"):
        tag = crawler.get(path).headers["ETag"]
        headers = {name: tag if value == ETAG else value for name, value in asked.items()}
        assert crawler.client.get(path, headers=headers).status_code == status, path


def test_a_head_has_no_parts_and_a_part_beyond_the_end_is_told_where_it_is(mara: Artist, crawler: Visitor) -> None:
    card = crawler.get("/mara-e.json").json["card_url"].removeprefix("http://127.0.0.1:8000")
    size = len(crawler.get(card).data)
    head = crawler.client.head(card, headers={"Range": "bytes=0-9"})
    assert (head.status_code, head.headers["Content-Length"], head.headers["Accept-Ranges"]) == (
        200,
        str(size),
        "bytes",
    )
    beyond = crawler.get(card, Range=f"bytes={size}-")
    assert (beyond.status_code, beyond.headers["Content-Range"]) == (416, f"bytes */{size}")


def test_the_qr_code_is_a_drawing_to_download(mara: Artist, crawler: Visitor) -> None:
    answer = crawler.get("/mara-e/qr.svg")
    assert answer.mimetype == "image/svg+xml"
    assert answer.headers["Content-Disposition"].startswith('inline; filename="mara-e-qr.svg"')
    assert etree.fromstring(answer.data).findtext("{*}title") == "QR code of 127.0.0.1:8000/mara-e"


@pytest.mark.parametrize("what", ["qr.svg", "embed"])
def test_code_and_frame_keep_the_rules_of_their_page(mara: Artist, crawler: Visitor, what: str) -> None:
    assert crawler.get(f"/nobody/{what}").status_code == 404
    mara.publish("mara-new")
    assert crawler.get(f"/mara-e/{what}").location == f"/mara-new/{what}"
    mara.post("/studio/unpublish")
    private = crawler.get(f"/mara-new/{what}")
    assert private.status_code == 404
    assert "frame-ancestors 'none'" in private.headers["Content-Security-Policy"]
    mara.post("/studio/delete", confirm="mara-new")
    assert crawler.get(f"/mara-new/{what}").status_code == 410


def test_no_handle_may_hide_a_machines_room(stage: Stage) -> None:
    artist = stage.artist("mara", imported=False)
    for handle in ("robots", "sitemap", "manifest", "favicon", "oembed", "embed", "apple-touch-icon"):
        assert artist.post("/studio/handle", handle=handle).status_code == 422, handle
