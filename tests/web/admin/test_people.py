"""Takedown and suspension: gone for everybody, told with a reason, and the person's own rights stay."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from app.db.tables.work import AuditEntry
from app.sandbox import people
from app.sandbox.server import RunningSandbox
from app.settings import Settings
from tests.ground.moments import Clock
from tests.ground.site import environment_for
from tests.ground.stage import Artist, Stage, dispose, forms_token

REASON = "It claims to be somebody else."


@pytest.fixture
def stage(sqlite_url: str, sandbox: RunningSandbox, clock: Clock) -> Iterator[Stage]:
    """A site whose admin is Mara."""
    admins = str(people.load()["mara"].account_id)
    built = Stage(Settings.load(environment_for(sqlite_url, sandbox, ADMINS=admins)), sandbox, clock)
    yield built
    dispose(built.services)


@pytest.fixture
def mara(stage: Stage) -> Artist:
    return stage.artist("mara")


@pytest.fixture
def q(stage: Stage) -> Artist:
    artist = stage.artist("q")
    artist.publish("q-page")
    return artist


def do(mara: Artist, action: str, **fields: str) -> str:
    answer = mara.post(f"/admin/actions/{action}", confirm="yes", **fields)
    assert answer.status_code == 303, answer.text
    return mara.get("/admin").text


def test_a_reported_page_is_looked_at_and_taken_down(stage: Stage, mara: Artist, q: Artist) -> None:
    visitor = stage.visitor()
    token = forms_token(visitor.get("/q-page/report").text)
    visitor.post("/q-page/report", csrf_token=token, reason="not-theirs", words="<b>That is me.</b>")
    desk = mara.get("/admin").text
    assert "1 reported page to look at" in desk
    assert "&lt;b&gt;That is me.&lt;/b&gt;" in desk
    card = visitor.get("/q-page.json").json["card_url"].removeprefix(stage.public_url)
    after = do(mara, "take-down", handle=" Q-Page ", reason=REASON)

    for path in ("/q-page", "/q-page.json", card, "/q-page/one-sheet.pdf", "/q-page/qr.svg"):
        assert (path, visitor.get(path).status_code) == (path, 404)
    assert "/q-page<" not in visitor.get("/sitemap.xml").text
    assert "reported page" not in after
    assert f"Taken down just now: {REASON}" in after
    assert REASON in q.get("/studio").text
    assert q.post("/studio/facts", subject="artist", display_name="Me").status_code == 303
    refused = q.post("/studio/publish")
    assert (refused.status_code, REASON in refused.text) == (403, True)


def test_lifting_lets_the_artist_publish_and_publishes_nothing(stage: Stage, mara: Artist, q: Artist) -> None:
    do(mara, "take-down", handle="q-page", reason=REASON)
    do(mara, "lift", handle="q-page")
    assert stage.visitor().get("/q-page").status_code == 404
    assert REASON not in q.get("/studio").text
    assert q.post("/studio/publish").status_code == 303
    assert stage.visitor().get("/q-page").status_code == 200


def test_somebody_suspended_can_only_export_disconnect_and_delete(stage: Stage, mara: Artist, q: Artist) -> None:
    do(mara, "suspend", handle="q-page", reason=REASON)
    for path, fields in {
        "/studio/publish": {},
        "/studio/facts": {"subject": "artist"},
        "/studio/handle": {"handle": "other-name"},
        "/studio/copy/generate": {"part": "all"},
        "/studio/refresh": {},
    }.items():
        answer = q.post(path, **fields)
        assert (path, answer.status_code) == (path, 403)
        assert REASON in answer.text
    assert q.get("/studio").status_code == 200
    assert q.post("/studio/export").status_code == 303
    assert q.post("/disconnect/spotify").status_code == 303
    assert q.post("/studio/delete", confirm="q-page", erase_now="1").status_code == 303
    assert stage.visitor().get("/q-page").status_code == 410


def test_a_suspended_page_does_not_come_back_with_the_weekly_refresh(stage: Stage, mara: Artist, q: Artist) -> None:
    q.post("/studio/settings", auto_refresh="1", keep_fresh="1")
    stage.services.refresh.by_handle("q-page")
    do(mara, "suspend", handle="q-page", reason=REASON)
    stage.work()
    stage.clock.advance(days=8)
    stage.work()
    assert stage.visitor().get("/q-page").status_code == 404


def test_somebody_is_logged_out_everywhere_and_their_page_stays(stage: Stage, mara: Artist, q: Artist) -> None:
    phone = stage.artist("q")
    assert phone.get("/studio").status_code == 200
    after = do(mara, "end-sessions", handle="q-page")
    assert "2 sessions ended" in after
    assert "Admin end sessions" in after
    assert [browser.get("/studio").status_code for browser in (phone, q)] == [303, 303]
    assert mara.get("/studio").status_code == 200
    assert stage.visitor().get("/q-page").status_code == 200
    assert stage.artist("q").get("/studio").status_code == 200
    nobody = mara.post("/admin/actions/end-sessions", confirm="yes", handle="nobody")
    assert (nobody.status_code, "No page has this address" in nobody.text) == (422, True)


def test_without_a_reason_or_a_page_nothing_happens(stage: Stage, mara: Artist, q: Artist) -> None:
    for fields in ({"handle": "q-page", "reason": ""}, {"handle": "nobody", "reason": REASON}):
        for action in ("take-down", "suspend"):
            answer = mara.post(f"/admin/actions/{action}", confirm="yes", **fields)
            assert (answer.status_code, 'role="alert"' in answer.text) == (422, True)
    assert stage.visitor().get("/q-page").status_code == 200


def test_every_action_is_in_the_trail_with_its_reason(stage: Stage, mara: Artist, q: Artist) -> None:
    do(mara, "take-down", handle="q-page", reason=REASON)
    do(mara, "suspend", handle="q-page", reason=REASON)
    do(mara, "dismiss-reports", handle="q-page")
    page = do(mara, "lift", handle="q-page")
    with stage.services.status._database.reading() as session:
        entries = session.scalars(select(AuditEntry).where(AuditEntry.action.startswith("admin_"))).all()
    actions = ["admin_withhold_page", "admin_withhold_person", "admin_dismiss_reports", "admin_lift"]
    assert [(entry.person_id, entry.action) for entry in entries] == [(mara.person_id, action) for action in actions]
    assert entries[0].detail["reason"] == REASON
    assert "Admin withhold person" in page


def test_the_house_says_how_it_stands(stage: Stage, mara: Artist) -> None:
    page = mara.get("/admin").text
    for word in ("SQLite, ", "Free on its disk", "Schema", "Doctor: keys", "Python 3", "Audit trail"):
        assert word in page
