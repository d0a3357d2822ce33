"""After the music changed: own words stay, other text is offered or published, and the studio tells."""

import pytest

from app.db.queries import notices
from app.domain.provenance import explain
from app.sandbox import commands
from tests.ground.stage import Artist, Stage
from tests.services.refresh.rooms import database_of, refresh, snapshot_of, told

SETTINGS = {"theme": "sleeve", "locale": "en", "email": "", "auto_refresh": "on"}


@pytest.fixture
def mara(stage: Stage) -> Artist:
    """A public page with texts that the grounded writer wrote."""
    mara = stage.artist("mara")
    mara.post("/studio/copy/generate", part="all")
    stage.work()
    mara.post("/studio/copy/accept", candidate=str(mara.status()["candidates"][0]["id"]))
    mara.publish("mara-e")
    return mara


def new_music(artist: Artist) -> None:
    commands.change_music(artist.stage.sandbox.world, "mara", {"change": "new"})
    assert refresh(artist) == "done"


def public(stage: Stage) -> dict:
    return stage.visitor().get("/mara-e.json").json


def message(artist: Artist) -> str:
    with database_of(artist.stage).reading() as session:
        return next(notice.message for notice in notices.open_for(session, artist.person_id))


def test_by_default_the_page_stays_and_a_fitting_text_is_offered(mara: Artist) -> None:
    stage = mara.stage
    before, words = public(stage), stage.services.studio.draft(mara.person_id).words
    assert mara.status()["candidates"] == []
    new_music(mara)

    assert public(stage) == before
    assert stage.services.studio.draft(mara.person_id).words.bio == words.bio
    assert told(stage, mara.person_id) == ["changed"]
    assert "Your page stays as it is until you publish." in mara.get("/studio").text
    assert mara.get("/studio/history").status_code == 200
    mara.post("/studio/publish")
    assert told(stage, mara.person_id) == []


def test_new_albums_have_captions_at_once_and_old_ones_keep_theirs(mara: Artist) -> None:
    before = mara.stage.services.studio.draft(mara.person_id)
    new_music(mara)
    after = mara.stage.services.studio.draft(mara.person_id)
    new = set(after.sheet_album_ids()) - set(before.sheet_album_ids())

    assert new
    assert new <= set(after.words.captions)
    assert all(after.words.captions[key] == text for key, text in before.words.captions.items())


def test_kept_fresh_the_page_is_published_without_asking_and_own_words_stay(mara: Artist) -> None:
    stage = mara.stage
    album = snapshot_of(mara).music.albums[0].id
    revision = str(stage.services.studio.draft(mara.person_id).revision)
    mara.post("/studio/copy/edit", bio="My own words.", revision=revision, **{f"caption.{album}": "Mine too."})
    mara.post("/studio/settings", keep_fresh="on", **SETTINGS)
    mara.post("/studio/publish")
    before = public(stage)
    new_music(mara)
    after = public(stage)

    assert after["bio"] == "My own words."
    assert after["tracks"] != before["tracks"]
    assert stage.services.studio.draft(mara.person_id).words.captions[album].text == "Mine too."
    assert not stage.services.studio.draft(mara.person_id).has_unpublished_changes
    assert message(mara).endswith("Your page shows it.")
    assert mara.status()["candidates"] == []


def test_kept_fresh_never_publishes_what_the_artist_has_not(mara: Artist) -> None:
    stage = mara.stage
    mara.post("/studio/settings", keep_fresh="on", **SETTINGS)
    mara.post("/studio/facts", display_name="Half-typed", subject="artist", tone="plain")
    before = public(stage)
    new_music(mara)

    assert public(stage) == before
    assert "Your page stays as it is until you publish." in message(mara)


def test_a_page_that_is_kept_fresh_gets_texts_whose_facts_hold(mara: Artist) -> None:
    mara.post("/studio/settings", keep_fresh="on", **SETTINGS)
    new_music(mara)
    draft = mara.stage.services.studio.draft(mara.person_id)
    sheet, bio = draft.sheet(), draft.words.bio

    assert bio is not None
    assert {reason.state for part in explain(bio, sheet) for reason in part.reasons} == {"holds"}


def test_nothing_is_written_for_somebody_who_never_asked_for_texts(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.publish("mara-e")
    new_music(mara)
    draft = stage.services.studio.draft(mara.person_id)

    assert (draft.words.bio, draft.words.captions) == (None, {})
    assert mara.status()["candidates"] == []
