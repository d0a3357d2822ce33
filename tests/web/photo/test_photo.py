"""An own photo behaves like every other change: in the draft at once, public with the next publish."""

import io
from typing import Any

import pytest
from lxml import html
from PIL import Image
from sqlalchemy import select

from app.db.tables.profiles import Asset
from app.domain.photo import REFUSALS
from tests.ground.stage import Artist, Stage


def picture(colour: str = "#a4643c", size: tuple[int, int] = (300, 400), kind: str = "JPEG") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, kind)
    return buffer.getvalue()


def send(mara: Artist, content: bytes, alt: str = "", name: str = "me.jpg") -> Any:
    """As a browser does; the test client would leave its temporary files open."""
    parts = {"csrf_token": mara.token(), "photo_alt": alt}
    body = b"".join(
        f'--cut\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in parts.items()
    )
    head = (
        f'--cut\r\nContent-Disposition: form-data; name="photo"; filename="{name}"\r\nContent-Type: image/jpeg\r\n\r\n'
    )
    body += head.encode() + content + b"\r\n--cut--\r\n"
    return mara.client.post("/studio/photo", data=body, content_type="multipart/form-data; boundary=cut")


def photo_on(page: str) -> str:
    return str(html.document_fromstring(page).xpath("string(//div[@class='cover-photo']/img/@src)"))


@pytest.fixture
def mara(stage: Stage) -> Artist:
    artist = stage.artist("mara")
    artist.publish("mara-e")
    return artist


def test_a_photo_is_public_only_once_it_is_published(stage: Stage, mara: Artist) -> None:
    visitor = stage.visitor()
    card = visitor.get("/mara-e.json").json["card_url"]
    assert send(mara, picture(), "Mara at the piano").status_code == 303
    shown = photo_on(mara.get("/studio/preview").text)
    name = shown.rpartition("=")[2]

    assert mara.get(shown).mimetype == "image/webp"
    assert photo_on(visitor.get("/mara-e").text) == ""
    assert visitor.get(f"/mara-e/photo/{name}.webp").status_code == 404
    assert visitor.get("/studio/photo").status_code == 303

    mara.post("/studio/publish")
    page = visitor.get("/mara-e").text
    answer = visitor.get(photo_on(page))
    assert photo_on(page) == f"/mara-e/photo/{name}.webp"
    assert 'alt="Mara at the piano"' in page
    assert (answer.status_code, answer.mimetype) == (200, "image/webp")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in answer.headers
    assert visitor.get("/mara-e.json").json["card_url"] != card
    assert visitor.get("/mara-e/one-sheet.pdf").data.startswith(b"%PDF")


def test_replacing_and_removing_wait_for_publishing_too(stage: Stage, mara: Artist) -> None:
    visitor = stage.visitor()
    send(mara, picture())
    mara.post("/studio/publish")
    first = photo_on(visitor.get("/mara-e").text)

    send(mara, picture("#2441d0"))
    assert visitor.get(first).status_code == 200
    mara.post("/studio/publish")
    second = photo_on(visitor.get("/mara-e").text)
    assert second != first
    assert (visitor.get(first).status_code, visitor.get(second).status_code) == (404, 200)

    assert mara.post("/studio/photo", remove="1").status_code == 303
    assert photo_on(mara.get("/studio/preview").text) == ""
    assert visitor.get(second).status_code == 200
    mara.post("/studio/publish")
    assert photo_on(visitor.get("/mara-e").text) == ""
    assert visitor.get(second).status_code == 404
    assert mara.post("/studio/photo", remove="1").status_code == 303


def test_the_words_for_it_can_be_changed_alone(mara: Artist) -> None:
    assert mara.post("/studio/photo", photo_alt="Nobody yet").status_code == 422
    send(mara, picture())
    assert 'alt="Photo of Mara Ellingsen"' in mara.get("/studio/preview").text

    assert mara.post("/studio/photo", photo_alt="Mara by the sea").status_code == 303
    assert 'alt="Mara by the sea"' in mara.get("/studio/preview").text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "kind"),
        (picture()[:300], "damaged"),
        (picture(size=(100, 100)), "small"),
        (bytes(5_000_001), "bytes"),
        (bytes(7_000_000), "bytes"),
    ],
)
def test_a_refused_picture_changes_nothing_and_says_why(mara: Artist, content: bytes, reason: str) -> None:
    send(mara, picture(), "Mara")
    before = photo_on(mara.get("/studio/preview").text)
    answer = send(mara, content, "Else")

    assert answer.status_code == 422
    alert = html.document_fromstring(answer.text).xpath("//*[@role='alert']")
    assert REFUSALS[reason] in alert[0].text_content()
    assert photo_on(mara.get("/studio/preview").text) == before


def test_disconnecting_spotify_keeps_the_artists_own_photo(stage: Stage, mara: Artist) -> None:
    send(mara, picture())
    mara.post("/studio/publish")
    shown = photo_on(stage.visitor().get("/mara-e").text)

    assert mara.post("/disconnect/spotify").status_code == 303
    assert photo_on(stage.visitor().get("/mara-e").text) == shown
    assert stage.visitor().get(shown).status_code == 200
    assert photo_on(mara.get("/studio/preview").text)


@pytest.mark.parametrize("erase", [{}, {"erase_now": "1"}])
def test_after_a_deletion_nobody_reaches_the_photo_and_only_its_artist_gets_it_back(
    stage: Stage, mara: Artist, erase: dict[str, str]
) -> None:
    send(mara, picture())
    mara.post("/studio/publish")
    visitor = stage.visitor()
    public = photo_on(visitor.get("/mara-e").text)
    card = visitor.get("/mara-e.json").json["card_url"].removeprefix(stage.public_url)
    assert "Your own words and your photo are kept for 30 days" in mara.get("/studio/delete").text
    mara.post("/studio/delete", confirm="mara-e", **erase)

    for path in (public, card, "/studio/photo"):
        assert (path, visitor.get(path).status_code in (303, 404, 410)) == (path, True)
    again = stage.artist("mara")
    assert again.get("/studio/photo").status_code == 404
    with stage.services.studio._database.reading() as session:
        kept = session.scalars(select(Asset.content_type)).all()
    assert kept == ([] if erase else ["image/webp"])
    if not erase:
        again.post("/studio/former/restore")
        assert again.get(photo_on(again.get("/studio/preview").text)).mimetype == "image/webp"
