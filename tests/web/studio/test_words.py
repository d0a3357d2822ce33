"""The words of a page: offered, taken, edited, restored; two tabs never lose one."""

from typing import Any

from lxml import html
from lxml.html import HtmlElement

from app.domain.words import Words
from app.sandbox import commands
from tests.ground.stage import Artist, Stage


def words_of(artist: Artist) -> Words:
    return artist.stage.services.studio.draft(artist.person_id).words


def albums_of(artist: Artist) -> list[str]:
    return [album.id for album in artist.stage.services.studio.draft(artist.person_id).music.albums[:5]]


def revision_of(artist: Artist) -> str:
    return str(html.document_fromstring(artist.get("/studio").text).xpath("string(//input[@name='revision']/@value)"))


def write(artist: Artist, part: str = "all") -> dict[str, Any]:
    """Ask for a text; the newest candidate."""
    artist.stage.clock.advance(minutes=1)
    assert artist.post("/studio/copy/generate", part=part).status_code == 303
    artist.stage.work()
    newest: dict[str, Any] = artist.status()["candidates"][0]
    return newest


def alerts(page: str) -> list[str]:
    tree: HtmlElement = html.document_fromstring(page)
    return [alert.text_content().strip() for alert in tree.xpath("//*[@role='alert']")]


def test_nothing_is_written_before_the_artist_asks_and_nothing_taken_before_they_accept(stage: Stage) -> None:
    mara = stage.artist("mara")
    assert mara.status()["candidates"] == []
    candidate = write(mara)
    assert candidate["bio"]
    assert words_of(mara) == Words()
    assert candidate["bio"] in html.document_fromstring(mara.get("/studio").text).text_content()
    mara.publish("mara-e")
    assert stage.visitor().get("/mara-e.json").json["bio"] == ""


def test_a_part_can_be_asked_for_and_taken_alone(stage: Stage) -> None:
    mara = stage.artist("mara")
    assert write(mara, "bio")["captions"] == []
    captions = write(mara, "captions")
    assert captions["bio"] is None
    both = write(mara, "all")
    mara.post("/studio/copy/accept", candidate=both["id"], part="captions")
    assert words_of(mara).bio is None
    assert len(words_of(mara).captions) == len(both["captions"])
    mara.post("/studio/copy/accept", candidate=both["id"], part=["bio", f"caption.{albums_of(mara)[0]}"])
    assert words_of(mara).bio.text == both["bio"]


def test_asking_again_brings_another_text_and_at_most_three_are_offered(stage: Stage) -> None:
    mara = stage.artist("mara")
    bios = [write(mara, "bio")["bio"] for _ in range(5)]

    assert len(set(bios)) == 5
    assert [candidate["bio"] for candidate in mara.status()["candidates"]] == bios[:1:-1]


def test_taking_a_text_twice_is_calm(stage: Stage) -> None:
    mara = stage.artist("mara")
    candidate = write(mara)
    for _ in range(2):
        assert mara.post("/studio/copy/accept", candidate=candidate["id"]).status_code == 303
    assert len(stage.services.studio.history(mara.person_id)) == 1
    assert candidate["id"] not in [offered["id"] for offered in mara.status()["candidates"]]


def test_what_the_artist_wrote_stays_when_only_the_other_part_is_taken(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.post("/studio/copy/edit", bio="Entirely mine.", revision="0")
    candidate = write(mara)
    mara.post("/studio/copy/accept", candidate=candidate["id"], part="captions")
    assert (words_of(mara).bio.text, words_of(mara).bio.source) == ("Entirely mine.", "edited")

    mara.post("/studio/copy/accept", candidate=candidate["id"])
    assert words_of(mara).bio.source == "written"
    mine = next(v for v in stage.services.studio.history(mara.person_id) if v.words.bio.text == "Entirely mine.")
    mara.post("/studio/copy/restore", version=mine.id)
    assert (words_of(mara).bio.text, words_of(mara).bio.source) == ("Entirely mine.", "edited")


def test_an_edited_text_becomes_the_artists_own_and_an_untouched_one_keeps_its_source(stage: Stage) -> None:
    mara = stage.artist("mara")
    candidate = write(mara)
    mara.post("/studio/copy/accept", candidate=candidate["id"])
    first = albums_of(mara)[0]
    mara.post(
        "/studio/copy/edit",
        **{"bio": candidate["bio"], f"caption.{first}": "My caption.", "revision": revision_of(mara)},
    )

    assert words_of(mara).bio.source == "written"
    assert (words_of(mara).captions[first].text, words_of(mara).captions[first].source) == ("My caption.", "edited")


def test_an_emptied_text_is_gone_and_what_a_form_does_not_carry_stays(stage: Stage) -> None:
    mara = stage.artist("mara")
    first = albums_of(mara)[0]
    mara.post("/studio/copy/edit", **{"bio": "A bio.", f"caption.{first}": "A caption.", "revision": "0"})
    mara.post("/studio/copy/edit", bio="", revision="1")
    assert words_of(mara).bio is None
    assert words_of(mara).captions[first].text == "A caption."
    mara.post("/studio/copy/edit", **{f"caption.{first}": "", "revision": "2"})
    assert words_of(mara) == Words()


def test_two_tabs_never_lose_a_word(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.post("/studio/copy/edit", bio="First tab.", revision="0")
    answer = mara.post("/studio/copy/edit", bio="Second tab.", revision="0")
    assert answer.status_code == 409
    page = html.document_fromstring(answer.text)
    assert alerts(answer.text)
    assert "First tab." in page.text_content()
    assert page.xpath("string(//textarea[@name='bio'])").strip() == "Second tab."
    assert words_of(mara).bio.text == "First tab."

    newest = page.xpath("string(//input[@name='revision']/@value)")
    assert mara.post("/studio/copy/edit", bio="Second tab.", revision=newest).status_code == 303
    assert words_of(mara).bio.text == "Second tab."
    assert [version.words.bio.text for version in stage.services.studio.history(mara.person_id)] == [
        "Second tab.",
        "First tab.",
    ]


def test_taking_or_restoring_a_text_also_counts_as_a_change_for_the_other_tab(stage: Stage) -> None:
    mara = stage.artist("mara")
    candidate = write(mara)
    mara.post("/studio/copy/accept", candidate=candidate["id"])

    assert mara.post("/studio/copy/edit", bio="Typed meanwhile.", revision="0").status_code == 409


def test_saving_what_is_saved_already_is_calm_in_any_tab(stage: Stage) -> None:
    mara = stage.artist("mara")
    for _ in range(2):
        assert mara.post("/studio/copy/edit", bio="The same.", revision="0").status_code == 303
    assert len(stage.services.studio.history(mara.person_id)) == 1


def test_restoring_what_is_current_changes_nothing(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.post("/studio/copy/edit", bio="Now.", revision="0")
    (version,) = stage.services.studio.history(mara.person_id)
    assert mara.post("/studio/copy/restore", version=version.id).status_code == 303
    assert len(stage.services.studio.history(mara.person_id)) == 1


def test_the_history_shows_each_version_once_newest_first_with_what_made_it(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.post("/studio/copy/edit", bio="Old one.", revision="0")
    mara.post("/studio/copy/edit", bio="New one.", revision="1")
    text = html.document_fromstring(mara.get("/studio/history").text).text_content()

    assert text.index("New one.") < text.index("Old one.")
    assert "Edited by you" in text


def test_a_bio_keeps_its_paragraphs_and_any_script(stage: Stage) -> None:
    mara = stage.artist("mara")
    bio = "ليلى تغني في برغن.\r\n\r\n水野は歌う。\n🦊 e\u0301"
    mara.post("/studio/copy/edit", bio=bio, revision="0")

    assert words_of(mara).bio.text == "ليلى تغني في برغن.\n\n水野は歌う。\n🦊 é"
    assert len(html.document_fromstring(mara.get("/studio/preview").text).xpath("//div[@class='bio']/p")) == 2


def test_captions_of_albums_that_are_not_on_the_page_are_ignored(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.post("/studio/copy/edit", **{"caption.nonsense": "Hello", "revision": "0"})

    assert words_of(mara) == Words()


def test_too_few_facts_are_said_and_nothing_is_offered(stage: Stage) -> None:
    robin = stage.artist("newcomer")
    stage.clock.advance(minutes=1)
    robin.post("/studio/copy/generate", part="captions")
    stage.work()

    assert robin.status()["candidates"] == []
    assert robin.status()["job"]["state"] == "failed"
    assert any("too little to write about" in alert for alert in alerts(robin.get("/studio").text))


def test_captions_stay_with_their_albums_and_new_albums_get_theirs_when_the_music_changes(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.post("/studio/copy/accept", candidate=write(mara)["id"])
    before = dict(words_of(mara).captions)
    commands.change_music(stage.sandbox.world, "mara", {"change": "new"})
    stage.clock.advance(days=1)
    mara.post("/studio/refresh")
    stage.work()
    page = html.document_fromstring(mara.get("/studio/preview").text)
    shown = [caption.text_content() for caption in page.xpath("//p[@class='caption']")]

    after = words_of(mara).captions
    assert {key: after[key] for key in before} == before
    new = set(albums_of(mara)) - set(before)
    assert new
    assert new <= set(after)
    assert shown == [after[key].text for key in albums_of(mara)]
