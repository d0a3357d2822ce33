"""Advice on the artist's own words: while they are typed, and after saving; never a wall."""

import pytest
from lxml import html

from app.domain import advice
from tests.ground.stage import Artist, Stage

CLICHE = "Mara is on a journey with a unique sound! She tours every spring."
URL = "/studio/copy/advice"


def messages(artist: Artist, **typed: str) -> list[str]:
    answer = artist.post(URL, **typed)
    assert answer.status_code == 200, answer.text
    assert answer.json is not None
    return [remark["message"] for remark in answer.json["advice"]["bio"]["remarks"]]


def versions(artist: Artist) -> int:
    return len(artist.stage.services.studio.history(artist.person_id))


def test_words_that_are_typed_get_advice_and_nothing_is_stored(stage: Stage) -> None:
    mara = stage.artist("mara")
    first = messages(mara, bio=CLICHE)
    assert first
    assert messages(mara, bio=CLICHE) == first
    assert versions(mara) == 0


def test_the_answer_has_one_entry_for_each_field_that_the_page_has(stage: Stage) -> None:
    mara = stage.artist("mara")
    known = f"caption.{stage.services.studio.draft(mara.person_id).music.albums[0].id}"
    answer = mara.post(URL, **{"bio": "", known: "Nice!", "caption.unknown": CLICHE, "handle": CLICHE})
    assert answer.json is not None
    assert set(answer.json["advice"]) == {"bio", known}
    assert answer.json["advice"]["bio"] == {"remarks": [], "more": 0}
    assert set(answer.json["advice"][known]["remarks"][0]) == {"rule", "span", "message"}


@pytest.mark.parametrize("text", ["\ud800", "\x00\u202e", "x" * 50_000, "日本語の紹介文です。" * 30])
def test_no_text_breaks_the_advice(stage: Stage, text: str) -> None:
    mara = stage.artist("mara")
    assert len(messages(mara, bio=text.encode("utf-8", "replace").decode())) <= advice.MOST


def test_saving_is_never_refused_for_style_and_the_advice_stands_beside_the_field(stage: Stage) -> None:
    mara = stage.artist("mara")
    assert mara.post("/studio/copy/edit", bio=CLICHE, revision="0").status_code == 303
    page = html.document_fromstring(mara.get("/studio").text)

    shown = [item.text_content() for item in page.xpath("//*[@id='bio-advice']//li")]
    assert shown[: len(messages(mara, bio=CLICHE))] == messages(mara, bio=CLICHE)
    assert "bio-advice" in page.xpath("string(//textarea[@name='bio']/@aria-describedby)")
    assert page.xpath("//*[@id='bio-advice']/@aria-live") == ["polite"]
    assert mara.post("/studio/handle", handle="mara-e").status_code == 303
    assert mara.post("/studio/publish").status_code == 303


def test_a_text_of_ours_that_still_holds_gets_no_advice(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.post("/studio/copy/generate", part="all")
    stage.work()
    mara.post("/studio/copy/accept", candidate=mara.status()["candidates"][0]["id"])
    page = html.document_fromstring(mara.get("/studio").text)
    assert [box.text_content().strip() for box in page.xpath("//*[@data-advice='bio']")] == [""]


def test_without_a_session_there_is_no_advice(stage: Stage) -> None:
    answer = stage.visitor().post(URL, bio=CLICHE)
    assert (answer.status_code, answer.location) == (303, "/login?next=/studio")


@pytest.mark.parametrize("token", ["", "wrong"])
def test_without_its_token_there_is_no_advice(stage: Stage, token: str) -> None:
    assert stage.artist("mara").post(URL, bio=CLICHE, csrf_token=token).status_code == 400


def test_advice_is_asked_for_with_post_only(stage: Stage) -> None:
    assert stage.artist("mara").get(URL).status_code == 405
