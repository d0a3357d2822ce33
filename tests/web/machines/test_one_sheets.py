import re
import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from app.db.database import Database
from app.db.queries import one_sheets
from app.domain.facts import Link
from app.domain.refusals import NotYet
from app.media import one_sheet
from app.media.one_sheet import NotDrawn, Sheet
from app.services.one_sheets import PATIENCE, WAITING
from tests.ground.stage import Artist, Stage, Visitor

PDF = "/mara-e/one-sheet.pdf"


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> list[Sheet]:
    """What was sent to the press; it prints the name at once. The real one is tried below and in tests/media."""
    printed: list[Sheet] = []

    def draw(sheet: Sheet, _photo: bytes | None = None) -> bytes:
        printed.append(sheet)
        return b"%PDF-" + sheet.name.encode() + sheet.dated.encode()

    monkeypatch.setattr(one_sheet, "draw", draw)
    return printed


def test_the_sheet_is_a_pdf_that_browsers_show_and_save_under_a_name(
    mara: Artist, crawler: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_sheet, "TIME_LIMIT_S", 120.0)  # other tests may keep the machine busy
    answer = crawler.get(PDF)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.data.startswith(b"%PDF-1.7")
    assert answer.headers["Content-Disposition"] == (
        "inline; filename=\"mara-e-one-sheet.pdf\"; filename*=UTF-8''Mara%20Ellingsen%20one-sheet.pdf"
    )
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "s-maxage=30" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers


def test_it_prints_the_very_version_that_the_page_shows(
    stage: Stage, mara: Artist, crawler: Visitor, press: list[Sheet]
) -> None:
    crawler.get(PDF)
    facts = crawler.get("/mara-e.json").json
    sheet = press[0]
    assert sheet.name == facts["display_name"]
    assert sheet.line == f"{facts['role']}, {facts['city']}"
    assert [item.title for item in sheet.albums] == [album["title"] for album in facts["albums"]]
    assert [(item.artist, item.year) for item in sheet.albums] == [
        (album["artist"], album["year"]) for album in facts["albums"]
    ]
    assert [item.url for item in sheet.tracks] == [track["url"] for track in facts["tracks"]]
    assert sheet.dated == facts["updated_at"]
    assert sheet.as_of == f"As of {stage.clock().day} {stage.clock():%B %Y}"
    assert sheet.contact is not None
    assert sheet.contact.shown == "booking@mara.example"
    assert [link.shown for link in sheet.links] == ["shop.mara.example/all"]
    assert sheet.short_url == "127.0.0.1:8000/mara-e"


def test_one_version_is_drawn_once(stage: Stage, mara: Artist, crawler: Visitor, press: list[Sheet]) -> None:
    first, again = crawler.get(PDF), stage.visitor().get(PDF)
    assert first.data == again.data
    assert first.headers["ETag"] == again.headers["ETag"]
    assert len(press) == 1
    mara.post("/studio/facts", subject="artist", display_name="Mara Two")
    mara.post("/studio/publish")
    assert b"Mara Two" in crawler.get(PDF).data
    assert len(press) == 2


def test_a_new_version_leaves_nothing_of_the_old_print(mara: Artist, crawler: Visitor, press: list[Sheet]) -> None:
    old = crawler.get(PDF).headers["ETag"].strip('"')
    mara.post("/studio/facts", subject="artist", display_name="Mara Two")
    mara.post("/studio/publish")
    with Database(str(mara.stage.services.settings.database_url.get_secret_value())).reading() as session:
        assert one_sheets.find(session, mara.profile_id, old) is None


def test_whoever_has_this_sheet_is_told_so_without_a_drawing(
    mara: Artist, crawler: Visitor, press: list[Sheet]
) -> None:
    tag = crawler.get(PDF).headers["ETag"]
    press.clear()
    mara.post("/disconnect/spotify")
    assert crawler.get(PDF, If_None_Match=tag).status_code == 200
    tag = crawler.get(PDF).headers["ETag"]
    press.clear()
    unchanged = crawler.get(PDF, If_None_Match=tag)
    assert (unchanged.status_code, unchanged.data, press) == (304, b"", [])
    assert unchanged.headers["ETag"] == tag


def test_it_answers_head_and_parts(mara: Artist, crawler: Visitor, press: list[Sheet]) -> None:
    whole = crawler.get(PDF)
    head = crawler.client.head(PDF)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Length"] == str(len(whole.data))
    part = crawler.get(PDF, Range="bytes=0-4")
    assert (part.status_code, part.data) == (206, b"%PDF-")
    assert part.headers["Content-Range"] == f"bytes 0-4/{len(whole.data)}"
    assert crawler.get(PDF, Range="bytes=99999999-").status_code == 416


def test_it_keeps_the_rules_of_its_page(stage: Stage, mara: Artist, crawler: Visitor, press: list[Sheet]) -> None:
    assert crawler.get("/nobody/one-sheet.pdf").status_code == 404
    capitals = crawler.get("/Mara-E/one-sheet.pdf")
    assert (capitals.status_code, capitals.location) == (301, PDF)
    mara.publish("mara-new")
    moved = crawler.get(PDF)
    assert (moved.status_code, moved.location) == (301, "/mara-new/one-sheet.pdf")
    assert b"Mara" in crawler.get("/mara-new/one-sheet.pdf").data
    mara.post("/studio/unpublish")
    private = crawler.get("/mara-new/one-sheet.pdf")
    assert (private.status_code, private.mimetype) == (404, "text/html")
    assert crawler.get(PDF).status_code == 404
    mara.post("/studio/delete", confirm="mara-new")
    assert crawler.get("/mara-new/one-sheet.pdf").status_code == 410


def test_a_card_is_never_a_sheet(mara: Artist, crawler: Visitor, press: list[Sheet]) -> None:
    fingerprint = crawler.get(PDF).headers["ETag"].strip('"')
    assert crawler.get(f"/mara-e/card/{fingerprint}.jpg").status_code == 404


def test_a_sheet_that_cannot_be_drawn_is_asked_for_again_later(
    mara: Artist, crawler: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []

    def fail(_sheet: Sheet, _photo: bytes | None = None) -> bytes:
        tries.append(1)
        raise NotDrawn("no paper")

    monkeypatch.setattr(one_sheet, "draw", fail)
    monkeypatch.setattr(one_sheet, "TIME_LIMIT_S", 0.2)
    answer = crawler.get(PDF)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "3")
    assert crawler.get(PDF).status_code == 503
    assert len(tries) == 1, "not tried again before the claim's patience is over"
    mara.stage.clock.advance(seconds=PATIENCE.total_seconds())
    assert crawler.get(PDF).status_code == 503
    assert len(tries) == 2


def test_two_processes_never_draw_one_version_at_once(
    stage: Stage, mara: Artist, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two services on one database stand for two processes: their locks know nothing of each other."""
    from app.services.one_sheets import OneSheetService  # noqa: PLC0415 - built here only

    url = stage.services.settings.database_url.get_secret_value()
    ours = [OneSheetService(Database(url), stage.clock, stage.public_url, "Anchor") for _ in range(2)]
    found = stage.services.directory.find("mara-e")
    assert found is not None
    assert found.version is not None
    sheet, at_once, most, drawn = ours[0].sheet(found.version, "mara-e"), [], [0], threading.Event()

    def draw(_sheet: Sheet, _photo: bytes | None = None) -> bytes:
        at_once.append(1)
        most[0] = max(most[0], len(at_once))
        drawn.wait(0.5)
        return b"%PDF-once"

    monkeypatch.setattr(one_sheet, "draw", draw)
    answers: list[bytes] = []
    threads = [
        threading.Thread(target=lambda one=one: answers.append(one.pdf(mara.profile_id, sheet)))
        for one in (*ours, *ours)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert answers == [b"%PDF-once"] * 4
    assert len(at_once) == most[0] == 1


def test_no_more_requests_wait_for_a_sheet_than_the_pages_can_spare(
    stage: Stage, mara: Artist, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = stage.services.one_sheets
    found = stage.services.directory.find("mara-e")
    assert found is not None
    assert found.version is not None
    sheet, drawing, go_on = service.sheet(found.version, "mara-e"), threading.Event(), threading.Event()

    def draw(_sheet: Sheet, _photo: bytes | None = None) -> bytes:
        drawing.set()
        go_on.wait(10)
        return b"%PDF-late"

    monkeypatch.setattr(one_sheet, "draw", draw)
    waiting = [threading.Thread(target=service.pdf, args=(mara.profile_id, sheet)) for _ in range(WAITING)]
    for thread in waiting:
        thread.start()
    assert drawing.wait(5)
    while service._places._value:  # until all of them stand in line
        go_on.wait(0.01)
    with pytest.raises(NotYet):
        service.pdf(mara.profile_id, sheet)
    go_on.set()
    for thread in waiting:
        thread.join(10)
    assert service.pdf(mara.profile_id, sheet) == b"%PDF-late"


def test_a_print_whose_page_lost_its_pictures_meanwhile_is_not_handed_out(
    stage: Stage, mara: Artist, monkeypatch: pytest.MonkeyPatch
) -> None:
    def draw(_sheet: Sheet, _photo: bytes | None = None) -> bytes:
        mara.post("/disconnect/spotify")
        return b"%PDF-with-music"

    monkeypatch.setattr(one_sheet, "draw", draw)
    assert stage.visitor().get(PDF).status_code == 503
    monkeypatch.setattr(one_sheet, "draw", lambda sheet, _photo=None: f"%PDF-{len(sheet.albums)} albums".encode())
    assert stage.visitor().get(PDF).data == b"%PDF-0 albums"


def test_the_address_is_printed_as_one_types_it(stage: Stage, mara: Artist) -> None:
    found = stage.services.directory.find("mara-e")
    assert found is not None
    assert found.version is not None
    links = (
        Link("Site", "https://www.mara.example/"),
        Link("Mail", "mailto:a@b.example"),
        Link("Two", "mailto:c@d.ex"),
    )
    version = replace(found.version, page=replace(found.version.page, links=links))
    sheet = stage.services.one_sheets.sheet(version, "mara-e")
    assert [link.shown for link in sheet.links] == ["mara.example", "c@d.ex"]
    assert not re.search(r"https?:", sheet.short_url)
    later = replace(version, published_at=version.published_at + timedelta(days=1))
    assert one_sheet.fingerprint(stage.services.one_sheets.sheet(later, "mara-e")) != one_sheet.fingerprint(sheet)
