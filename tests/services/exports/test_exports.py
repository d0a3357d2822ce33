"""What somebody takes along: all of it, theirs alone, for a day, and nothing that opens anything."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from lxml import html

from tests.ground.browser import OpenPage
from tests.ground.stage import Artist, Stage

NAMES = {
    "README.txt",
    "data.json",
    "artists.csv",
    "albums.csv",
    "tracks.csv",
    "links.csv",
    "site/index.html",
    "one-sheet.pdf",
    "card.jpg",
}


def link(artist: Artist) -> str:
    page = html.document_fromstring(artist.get("/studio/export").text)
    return str(page.xpath("string(//a[@download]/@href)"))


def exported(stage: Stage, artist: Artist) -> zipfile.ZipFile:
    assert artist.post("/studio/export").location == "/studio/export"
    assert set(stage.work()) == {"done"}
    answer = artist.get(link(artist))
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    assert "no-store" in answer.headers["Cache-Control"]
    return zipfile.ZipFile(io.BytesIO(answer.data))


def with_words(stage: Stage) -> Artist:
    mara = stage.artist("mara")
    mara.post("/studio/links", label=["=1+1"], url=["https://shop.example"])
    mara.post("/studio/copy/edit", bio="By hand, in Bergen.", revision="0")
    mara.publish("mara-e")
    return mara


@pytest.mark.parametrize("database_url", ["sqlite", "postgres"], indirect=True)
def test_the_zip_holds_the_data_the_lists_the_page_the_sheet_and_the_card(stage: Stage) -> None:
    archive = exported(stage, with_words(stage))

    assert set(archive.namelist()) == NAMES
    data = json.loads(archive.read("data.json"))
    assert data["connections"][0]["display_name"] == "Mara Ellingsen"
    assert data["copy_texts"][0]["text"] == "By hand, in Bergen."
    assert [row["handle"] for row in data["handles"]] == ["mara-e"]
    assert data["snapshots"][0]["music"]["tracks"]
    assert "'=1+1" in archive.read("links.csv").decode("utf-8-sig")
    assert archive.read("one-sheet.pdf").startswith(b"%PDF")
    assert archive.read("card.jpg").startswith(b"\xff\xd8")
    assert "By hand, in Bergen." in archive.read("site/index.html").decode()


def test_nothing_in_it_opens_anything(stage: Stage) -> None:
    mara = with_words(stage)
    with stage.services.studio._database.reading() as session:
        rows = session.connection().exec_driver_sql("SELECT access_token, refresh_token FROM connections").all()
    secrets = [bytes(value) for row in rows for value in row if value]
    secrets += [token["token"].encode() for token in stage.sandbox.world.ledger.as_json().get("refresh_tokens", [])]
    archive = exported(stage, mara)

    assert secrets
    for name in archive.namelist():
        content = archive.read(name)
        assert not [secret for secret in secrets if secret in content], name


def test_the_link_is_its_owners_signed_and_a_day_long(stage: Stage) -> None:
    mara = with_words(stage)
    exported(stage, mara)
    url = link(mara)

    assert stage.visitor().get(url).location.startswith("/login")
    assert stage.artist("q").get(url).status_code == 404
    assert mara.get("/studio/export/1.zip").status_code == 404
    assert mara.get(url.replace(".zip", "x.zip")).status_code == 404
    stage.clock.advance(hours=23)
    assert mara.get(url).status_code == 200
    stage.clock.advance(hours=1, seconds=1)
    assert mara.get(url).status_code == 404
    assert not link(mara)


def test_asking_twice_makes_one_and_a_new_one_ends_the_old_link(stage: Stage) -> None:
    mara = with_words(stage)
    mara.post("/studio/export")
    mara.post("/studio/export")
    assert mara.status()["job"]["kind"] == "export"
    assert "Putting your data together" in mara.get("/studio/export").text
    assert set(stage.work()) == {"done"}
    old = link(mara)
    stage.clock.advance(minutes=1)
    exported(stage, mara)
    assert mara.get(old).status_code == 404


def test_a_draft_without_a_handle_exports_too(stage: Stage) -> None:
    assert set(exported(stage, stage.artist("q", imported=False)).namelist()) == NAMES


@pytest.mark.browser
def test_the_page_opens_from_disk_and_asks_for_nothing_outside(
    stage: Stage, tmp_path: Path, open_page: OpenPage
) -> None:
    exported(stage, with_words(stage)).extractall(tmp_path)
    window = open_page()
    asked: list[str] = []
    window.on("request", lambda request: asked.append(request.url))
    index = (tmp_path / "site" / "index.html").as_uri()
    window.goto(index)

    assert [url for url in asked if not url.startswith("data:")] == [index]
    assert window.locator("h1").inner_text() == "Mara Ellingsen"
    assert window.evaluate("document.fonts.load('800 1em \"Archivo Display\"').then(faces => faces.length > 0)")
    assert window.locator("a", has_text="One-sheet").get_attribute("href") == "../one-sheet.pdf"
