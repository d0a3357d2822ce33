"""Every action of the studio by one checklist: the method, the session, the token, other people's things, twice."""

from typing import Any

import pytest
from sqlalchemy import select

from app.db.base import Base
from tests.ground.journey import Visitor
from tests.ground.stage import Artist, Stage

Form = dict[str, Any]

FORMS: dict[str, Form] = {
    "/studio/handle": {"handle": "mara-e"},
    "/studio/facts": {"subject": "artist", "city": "Bergen"},
    "/studio/links": {"label": ["Shop"], "url": ["https://shop.example"]},
    "/studio/copy/edit": {"bio": "Mine.", "revision": "0"},
    "/studio/copy/generate": {"part": "all"},
    "/studio/settings": {"theme": "sleeve", "locale": "en", "auto_refresh": "1"},
    "/studio/publish": {},
    "/studio/unpublish": {},
    "/studio/refresh": {},
    "/disconnect/spotify": {},
}
NEEDING_MORE = ("/studio/copy/accept", "/studio/copy/restore", "/studio/delete")
EVERY = (*FORMS, *NEEDING_MORE)


def dump(stage: Stage) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table; sessions' last visits aside."""
    with stage.services.studio._database.reading() as session:
        return {
            table.name: sorted(map(repr, session.execute(select(table)).all()))
            for table in Base.metadata.sorted_tables
            if table.name != "sessions"
        }


def written(artist: Artist) -> int:
    """A new text for this artist; its id."""
    artist.stage.clock.advance(minutes=1)
    assert artist.post("/studio/copy/generate", part="all").status_code == 303
    artist.stage.work()
    return int(artist.status()["candidates"][0]["id"])


@pytest.mark.parametrize("path", EVERY)
def test_only_a_form_that_is_sent_acts(stage: Stage, path: str) -> None:
    mara = stage.artist("mara")
    answer = mara.get(path)

    if path == "/studio/delete":  # asks before it acts
        assert answer.status_code == 200
    else:
        assert answer.status_code == 405
        assert set(answer.headers["Allow"].split(", ")) == {"POST", "OPTIONS"}


@pytest.mark.parametrize("path", EVERY)
def test_without_a_session_an_action_leads_to_the_login_and_changes_nothing(stage: Stage, path: str) -> None:
    stage.artist("mara")
    before = dump(stage)
    answer = stage.visitor().post(path, **FORMS.get(path, {}))

    assert (answer.status_code, answer.location) == (303, "/login?next=/studio")
    assert dump(stage) == before


@pytest.mark.parametrize("path", EVERY)
def test_without_its_token_a_form_is_refused_and_changes_nothing(stage: Stage, path: str) -> None:
    mara = stage.artist("mara")
    before = dump(stage)
    for token in ("", "wrong"):
        answer = mara.post(path, csrf_token=token, **FORMS.get(path, {}))
        assert answer.status_code == 400
        assert 'role="alert"' in answer.text

    assert dump(stage) == before


@pytest.mark.parametrize("path", FORMS)
def test_an_action_is_answered_with_303_and_doing_it_twice_is_calm(stage: Stage, path: str) -> None:
    mara = stage.artist("mara")
    mara.publish("mara-e")
    stage.clock.advance(minutes=1)
    for _ in range(2):
        answer = mara.post(path, **FORMS[path])
        assert (answer.status_code, answer.location) == (303, "/studio")
    stage.work()
    assert mara.get("/studio").status_code == 200
    assert len(stage.services.studio.history(mara.person_id)) == (1 if path == "/studio/copy/edit" else 0)


@pytest.mark.parametrize("path", ["/studio", "/studio/preview", "/studio/history", "/studio/status.json", "/admin"])
def test_the_rooms_ask_a_stranger_to_sign_in_and_bring_them_back(stage: Stage, path: str) -> None:
    answer = stage.visitor().get(path)

    assert (answer.status_code, answer.location) == (303, f"/login?next={path}")


def test_nobody_reaches_another_persons_texts(stage: Stage) -> None:
    mara, q = stage.artist("mara"), stage.artist("q")
    candidate = written(mara)
    mara.post("/studio/copy/accept", candidate=candidate)
    version = stage.services.studio.history(mara.person_id)[0].id
    before = dump(stage)
    for number in (candidate, version, 99999):
        assert q.post("/studio/copy/accept", candidate=number).status_code == 404
        assert q.post("/studio/copy/restore", version=number).status_code == 404

    assert dump(stage) == before
    assert q.status()["candidates"] == []


def test_one_persons_forms_change_one_persons_rows(stage: Stage) -> None:
    mara, q = stage.artist("mara"), stage.artist("q")
    mara.publish("mara-e")
    before = stage.services.studio.draft(mara.person_id), stage.visitor().get("/mara-e").data
    for path, form in FORMS.items():
        q.post(path, **(form | {"handle": "not-mara"}))
    q.post("/studio/delete", confirm="not-mara")

    assert (stage.services.studio.draft(mara.person_id), stage.visitor().get("/mara-e").data) == before


def test_logging_out_ends_the_session_on_the_server_too(stage: Stage) -> None:
    mara = stage.artist("mara")
    cookie = mara.client.get_cookie("session").value
    assert mara.post("/logout").status_code == 303
    again = stage.visitor()
    again.client.set_cookie("session", cookie)

    assert again.get("/studio").status_code == 303
    assert mara.post("/logout", csrf_token=mara.client.get("/login").text.split('csrf_token" value="')[1].split('"')[0])


def test_the_studios_document_has_exactly_the_promised_shape(stage: Stage) -> None:
    mara = stage.artist("mara", imported=False)
    fresh = mara.status()
    assert fresh == {
        "connection": "connected",
        "handle": None,
        "published": False,
        "job": {"kind": "refresh", "state": "queued", "eta_s": fresh["job"]["eta_s"]},
        "candidates": [],
        "next_refresh_allowed_at": "2026-11-20T12:00:00+00:00",
    }
    assert isinstance(fresh["job"]["eta_s"], int)
    stage.work()
    written(mara)
    mara.publish("mara-e")
    later = mara.status()
    (candidate,) = later["candidates"][:1]

    assert (later["handle"], later["published"]) == ("mara-e", True)
    assert set(candidate) == {"id", "bio", "captions"}
    assert isinstance(candidate["bio"], str)
    assert all(set(caption) == {"album", "text"} for caption in candidate["captions"])
    assert later["job"] == {"kind": "generate", "state": "done", "eta_s": None}
    mara.post("/disconnect/spotify")
    gone = mara.status()
    assert (gone["connection"], gone["job"], gone["candidates"]) == ("none", None, [])


def test_messages_that_nobody_read_do_not_fill_the_cookie(artist: Visitor) -> None:
    saved = [artist.submit("/studio/facts", {"subject": "artist", "role": f"Singer {n}"}) for n in range(20)]
    sizes = {len(answer.headers["Set-Cookie"]) for answer in saved if "Set-Cookie" in answer.headers}
    assert sizes
    assert max(sizes) - min(sizes) < 40
    assert artist.get("/studio").text.count("Saved. Not public until you publish.") == 1
