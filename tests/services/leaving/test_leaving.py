"""Leaving takes effect at once, on both databases: what came from Spotify goes, then everything does."""

from typing import Any

from sqlalchemy import select

from app.db.base import Base
from tests.ground.stage import Artist, Stage

OUTLIVE = {"audit", "tombstones", "numbering"}
"""Say that somebody left, by a number and a keyed hash that stand for nobody any more; and the last number given."""
BOOKS = {"handles", "generations"}
"""What stays without a person: a name that answers "gone", and what a text cost."""


def dump(stage: Stage) -> dict[str, list[Any]]:
    """Every row of every table as text."""
    with stage.services.studio._database.reading() as session:
        return {
            table.name: [repr(row) for row in session.execute(select(table)).all()]
            for table in Base.metadata.sorted_tables
        }


def settled_artist(stage: Stage, person: str, handle: str) -> Artist:
    """Somebody with everything: music, a text that was taken, own words, links, several versions, a notice."""
    artist = stage.artist(person)
    stage.clock.advance(minutes=1)
    artist.post("/studio/copy/generate", part="all")
    stage.work()
    artist.post("/studio/copy/accept", candidate=artist.status()["candidates"][0]["id"])
    artist.publish(handle)
    albums = stage.services.studio.draft(artist.person_id).music.albums
    revision = stage.services.studio.draft(artist.person_id).revision
    artist.post("/studio/facts", subject="artist", display_name="Own Name", role="Singer", city="Bergen")
    artist.post("/studio/links", label=["Shop"], url=["https://shop.example"])
    artist.post("/studio/settings", hidden=albums[4].id, auto_refresh="1")
    artist.post("/studio/copy/edit", **{f"caption.{albums[0].id}": "My own caption.", "revision": str(revision)})
    artist.post("/studio/publish")
    stage.clock.advance(minutes=1)
    artist.post("/studio/copy/generate", part="bio")
    stage.work()
    return artist


def names_of(stage: Stage, artist: Artist) -> list[str]:
    """Words by which the person's Spotify data would be recognised anywhere."""
    draft = stage.services.studio.draft(artist.person_id)
    items = (*draft.music.artists, *draft.music.tracks)
    titles = [album.title for album in draft.music.albums] + [item.name for item in items] + [draft.name]
    return [title for title in titles if len(title) > 6]


def test_disconnecting_leaves_nothing_of_spotify_in_any_row(stage: Stage) -> None:
    mara = settled_artist(stage, "mara", "mara-e")
    names = names_of(stage, mara)
    assert any(name in row for rows in dump(stage).values() for row in rows for name in names)
    assert mara.post("/disconnect/spotify").status_code == 303
    for table, rows in dump(stage).items():
        for row in rows:
            assert not [name for name in names if name in row], table


def test_disconnecting_keeps_who_somebody_is_and_none_of_their_tokens(stage: Stage) -> None:
    mara = settled_artist(stage, "mara", "mara-e")
    mara.post("/disconnect/spotify")
    after = dump(stage)

    assert len(after["connections"]) == 1
    assert after["token_journal"] == after["snapshots"] == []
    assert "b'" not in after["connections"][0]
    assert mara.status()["connection"] == "none"
    mara.connect("mara")
    assert len(dump(stage)["persons"]) == 1


def test_disconnecting_publishes_the_artists_own_words_as_a_new_version(stage: Stage) -> None:
    mara, visitor = settled_artist(stage, "mara", "mara-e"), stage.visitor()
    before = visitor.get("/mara-e.json").json
    assert before["bio"]
    old_card = before["card_url"].removeprefix(stage.public_url)
    etag = visitor.get("/mara-e").headers["ETag"]
    mara.post("/disconnect/spotify")
    after = visitor.get("/mara-e.json").json

    assert (after["display_name"], after["role"], after["city"]) == ("Own Name", "Singer", "Bergen")
    assert after["links"] == before["links"]
    assert (after["bio"], after["artists"], after["albums"], after["tracks"]) == ("", [], [], [])
    assert visitor.get("/mara-e", If_None_Match=etag).status_code == 200
    assert visitor.get(old_card).status_code == 404
    assert visitor.get(after["card_url"].removeprefix(stage.public_url)).status_code == 200
    assert len(dump(stage)["published_versions"]) == 3


def test_a_hand_written_bio_and_caption_survive_disconnecting(stage: Stage) -> None:
    mara = settled_artist(stage, "mara", "mara-e")
    album = stage.services.studio.draft(mara.person_id).music.albums[0].id
    revision = stage.services.studio.draft(mara.person_id).revision
    mara.post("/studio/copy/edit", bio="By hand.", revision=str(revision))
    mara.post("/studio/publish")
    mara.post("/disconnect/spotify")
    words = stage.services.studio.draft(mara.person_id).words

    assert words.bio.text == "By hand."
    assert {key: text.text for key, text in words.captions.items()} == {album: "My own caption."}
    assert stage.visitor().get("/mara-e.json").json["bio"] == "By hand."
    stage.clock.advance(minutes=1)
    mara.connect("mara")
    stage.work()
    mara.post("/studio/publish")
    assert stage.visitor().get("/mara-e.json").json["albums"][0]["caption"] == "My own caption."


def test_disconnecting_twice_is_calm_and_publishes_nothing_private(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.post("/studio/handle", handle="mara-e")
    for _ in range(2):
        assert mara.post("/disconnect/spotify").status_code == 303

    assert stage.visitor().get("/mara-e").status_code == 404
    assert dump(stage)["published_versions"] == []


def test_a_page_that_was_private_while_disconnected_comes_back_whole(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.publish("mara-e")
    mara.post("/studio/unpublish")
    mara.post("/disconnect/spotify")
    stage.clock.advance(minutes=1)
    mara.connect("mara")
    stage.work()
    mara.post("/studio/publish")

    assert len(stage.visitor().get("/mara-e.json").json["tracks"]) == 3


def test_the_page_before_disconnecting_says_what_will_go(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.publish("mara-e")
    text = mara.get("/studio/disconnect").text

    assert "every text written from them" in text
    assert "disappear from your public page" in text
    assert "What you wrote by hand stays" in text


def test_a_wrong_confirmation_deletes_nothing(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.publish("mara-e")
    before = dump(stage)
    for typed in ("", "mara", "delete", "mara-e!"):
        answer = mara.post("/studio/delete", confirm=typed)
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text
        assert "Nothing was deleted" in answer.text
        assert f'value="{typed}"' in answer.text

    assert dump(stage) == before


def test_deleting_removes_every_row_of_that_person_and_nobody_elses(stage: Stage) -> None:
    q = settled_artist(stage, "q", "qqq")
    alone = dump(stage)
    mara = settled_artist(stage, "mara", "mara-e")
    elsewhere = stage.artist("mara", imported=False)
    assert mara.post("/studio/delete", confirm=" Mara-E ", erase_now="1").status_code == 303
    after = dump(stage)

    for table, rows in alone.items():
        if table in OUTLIVE | BOOKS:
            continue
        if table == "provider_state":
            assert len(after[table]) == len(rows)
        elif table in ("oauth_attempts", "sessions"):
            assert len(after[table]) >= len(rows)
        else:
            assert (table, sorted(after[table])) == (table, sorted(rows))
    for session in (mara, elsewhere):
        assert session.get("/studio").status_code == 303
    assert q.get("/studio").status_code == 200


def test_no_column_anywhere_still_points_at_the_deleted_person(stage: Stage) -> None:
    mara = settled_artist(stage, "mara", "mara-e")
    mara.post("/studio/delete", confirm="mara-e", erase_now="1")
    with stage.services.studio._database.reading() as session:
        for table in Base.metadata.sorted_tables:
            if table.name in OUTLIVE:
                continue
            for column, number in (("person_id", mara.person_id), ("profile_id", mara.profile_id)):
                if column in table.columns:
                    found = session.execute(select(table).where(table.columns[column] == number)).all()
                    assert (table.name, found) == (table.name, [])


def test_a_deleted_page_is_gone_under_all_its_names_and_for_all_its_files(stage: Stage) -> None:
    mara, visitor = stage.artist("mara"), stage.visitor()
    mara.publish("mara-old")
    card = visitor.get("/mara-old.json").json["card_url"].removeprefix(stage.public_url)
    mara.publish("mara-new")
    mara.post("/studio/delete", confirm="mara-new")
    for path in ("/mara-new", "/mara-old", "/mara-new.json", "/mara-new/icon.svg", card):
        assert (path, visitor.get(path).status_code) == (path, 410)
    assert "This page is gone" in visitor.get("/mara-new").text


def test_a_deleted_persons_handle_is_reserved_for_90_days(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.publish("mara-e")
    mara.post("/studio/delete", confirm="mara-e")
    assert stage.artist("mara").post("/studio/handle", handle="mara-e").status_code == 422
    stage.clock.advance(days=91)
    stage.services.returning.sweep()
    assert stage.artist("q").post("/studio/handle", handle="mara-e").status_code == 303


def test_without_a_handle_a_word_confirms(stage: Stage) -> None:
    mara = stage.artist("mara")
    assert "delete" in mara.get("/studio/delete").text
    assert mara.post("/studio/delete", confirm="delete", erase_now="1").status_code == 303
    assert dump(stage)["persons"] == []


def test_whoever_deleted_everything_can_begin_again_from_nothing(stage: Stage) -> None:
    mara = settled_artist(stage, "mara", "mara-e")
    mara.post("/studio/delete", confirm="mara-e")
    again = stage.artist("mara")

    assert again.status()["handle"] is None
    assert stage.services.studio.history(again.person_id) == []


def test_after_disconnecting_an_unchanged_page_the_studio_has_nothing_to_publish(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.post("/studio/copy/edit", bio="By hand.", revision="0")
    mara.publish("mara-e")
    mara.post("/disconnect/spotify")

    assert not stage.services.studio.draft(mara.person_id).has_unpublished_changes
    assert "not public yet" not in mara.get("/studio").text
