"""New texts beside the draft: what differs, why each sentence is there, and whose words taking them would replace."""

from typing import Any

from lxml import html
from lxml.html import HtmlElement

from app.db.queries import words
from app.domain.words import Sentence, Text, Words
from tests.ground.stage import Artist, Stage

BIO = "Mara Ellison sings in Bergen. Ignorance is on the list."


def mara_with(stage: Stage, *, own: str = "") -> Artist:
    mara = stage.artist("mara")
    mara.post("/studio/facts", subject="artist", display_name="Mara Ellison", role="singer", city="Bergen")
    if own:
        assert mara.post("/studio/copy/edit", bio=own, revision="0").status_code == 303
    return mara


def offer(artist: Artist, text: str, *facts: str, captions: dict[str, str] | None = None) -> int:
    """Offer a text as a worker would; its id."""
    stage = artist.stage
    bio = Text(text, "written", f"form of {text}", (Sentence(text, facts),))
    lines = {key: Text(line, "written", line, (Sentence(line, ()),)) for key, line in (captions or {}).items()}
    with stage.services.studio._database.transaction() as session:
        words.offer(session, artist.profile_id, Words(bio, lines), origin="written", now=stage.clock())
    return int(artist.status()["candidates"][0]["id"])


def album(artist: Artist, place: int = 0) -> str:
    return artist.stage.services.studio.draft(artist.person_id).music.albums[place].id


def studio(artist: Artist) -> HtmlElement:
    return html.document_fromstring(artist.get("/studio").text)


def candidate(artist: Artist) -> Any:
    (found,) = studio(artist).xpath("//article[contains(@class, 'candidate')]")
    return found


def said(element: Any, path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in element.xpath(path)]


def accept(artist: Artist, number: int, *parts: str) -> int:
    return artist.post("/studio/copy/accept", candidate=number, part=list(parts)).status_code


def test_a_new_text_stands_beside_the_draft_with_the_words_that_differ_marked(stage: Stage) -> None:
    mara = mara_with(stage, own="Mara Ellison sings in Oslo. Ignorance is on the list.")
    offer(mara, BIO)
    shown = candidate(mara)

    assert said(shown, ".//blockquote") == [BIO, "Mara Ellison sings in Oslo. Ignorance is on the list."]
    assert (said(shown, ".//ins"), said(shown, ".//del")) == (["Bergen"], ["Oslo"])


def test_a_text_with_nothing_in_common_is_not_marked_word_by_word(stage: Stage) -> None:
    mara = mara_with(stage, own="Nothing here resembles it at all, really.")
    offer(mara, BIO)
    shown = candidate(mara)

    assert shown.xpath(".//ins|.//del") == []
    assert "New, another text altogether" in said(shown, ".//p[@class='hint']")


def test_taking_it_says_whose_words_it_would_replace_and_keeps_them(stage: Stage) -> None:
    mara = mara_with(stage, own="My own words.")
    number = offer(mara, BIO)
    assert said(candidate(mara), ".//p[@class='notice']") == [
        "This replaces your own bio. What you wrote stays in the earlier versions."
    ]
    assert accept(mara, number) == 303
    assert "My own words." in mara.get("/studio/history").text


def test_nothing_of_ones_own_means_no_warning(stage: Stage) -> None:
    mara = mara_with(stage)
    offer(mara, BIO)
    assert candidate(mara).xpath(".//p[@class='notice']") == []


def test_one_caption_can_be_taken_alone(stage: Stage) -> None:
    mara = mara_with(stage)
    first, second = album(mara), album(mara, 1)
    number = offer(mara, BIO, captions={first: "The first line here.", second: "The second line here."})
    form = candidate(mara).xpath(f".//form[input[@name='part' and @value='caption.{first}']]")

    assert len(form) == 1
    for _ in range(2):
        assert accept(mara, number, f"caption.{first}") == 303
    draft = mara.stage.services.studio.draft(mara.person_id).words
    assert draft.bio is None
    assert {key: text.text for key, text in draft.captions.items()} == {first: "The first line here."}


def test_a_text_of_which_nothing_is_left_to_take_is_offered_no_more(stage: Stage) -> None:
    mara = mara_with(stage)
    number = offer(mara, BIO, captions={album(mara): "The first line here."})
    accept(mara, number, "bio")
    assert "Only the bio" not in said(candidate(mara), ".//button")
    accept(mara, number, "captions")
    assert mara.status()["candidates"] == []


def test_a_text_that_the_draft_has_already_offers_nothing_to_take(stage: Stage) -> None:
    mara = mara_with(stage, own=BIO)
    offer(mara, BIO)
    assert said(candidate(mara), ".//button") == []


def test_each_sentence_shows_the_facts_behind_it(stage: Stage) -> None:
    mara = mara_with(stage)
    offer(mara, BIO, "display_name", "typed.city")
    assert said(candidate(mara), ".//ul[@class='reasons']/li") == ["Name: Mara Ellison", "City: Bergen"]


def test_a_fact_that_was_typed_anew_is_marked_in_the_texts_that_used_it(stage: Stage) -> None:
    mara = mara_with(stage)
    number = offer(mara, BIO, "typed.city")
    accept(mara, number)
    mara.post("/studio/facts", subject="artist", display_name="Mara Ellison", role="singer", city="Oslo")

    words_section = studio(mara).xpath("//section[@aria-labelledby='words']")[0]
    assert "City: changed since, now Oslo" in said(words_section, ".//li[@class='stale']")
    (advice,) = said(words_section, ".//*[@id='bio-advice']")
    assert advice.startswith("This text no longer fits your facts or our rules:")
    assert "Bergen" in advice


def test_the_history_says_which_fields_changed_and_what_restoring_would_bring_back(stage: Stage) -> None:
    mara = mara_with(stage, own="Mara Ellison sings in Oslo.")
    mara.post(
        "/studio/copy/edit",
        **{"bio": "Mara Ellison sings in Bergen.", f"caption.{album(mara)}": "Mine.", "revision": "1"},
    )
    newest, first = html.document_fromstring(mara.get("/studio/history").text).xpath("//article")

    assert "Bio and 1 caption changed." in newest.text_content()
    assert (said(first, ".//ins"), said(first, ".//del")) == (["Oslo"], ["Bergen", "Mine."])
    assert newest.xpath(".//ins|.//del|.//form") == []


def test_a_history_without_a_version_says_what_will_stand_there(stage: Stage) -> None:
    answer = stage.artist("mara").get("/studio/history")
    assert answer.status_code == 200
    assert "Nothing here yet." in answer.text
