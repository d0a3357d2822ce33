"""Asking for texts: what is happening, about how long, how to stop it, and what to do when nothing came of it."""

import pytest
from lxml import html

from app.domain.jobs import GENERATE
from app.web.pages.job import LATE, USED_UP
from tests.ground.stage import Artist, Stage

CANCEL = "/studio/copy/cancel"


def waiting(artist: Artist) -> None:
    assert artist.post("/studio/copy/generate", part="all").status_code == 303


def progress(artist: Artist) -> str:
    page = html.document_fromstring(artist.get("/studio").text)
    return " ".join(page.xpath("string(//*[@data-job])").split())


def alert(artist: Artist) -> str:
    return html.document_fromstring(artist.get("/studio").text).xpath("string(//*[@role='alert'])")


def test_a_text_that_is_waited_for_says_what_happens_and_about_how_long(stage: Stage) -> None:
    mara = stage.artist("mara")
    waiting(mara)
    text = mara.get("/studio").text
    assert progress(mara) == "Writing: about 4 seconds."
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in text
    assert f'action="{CANCEL}"' in text


def test_asking_twice_is_one_text(stage: Stage) -> None:
    mara = stage.artist("mara")
    left = stage.services.copywriting.remaining(mara.person_id).hour
    waiting(mara)
    waiting(mara)
    assert stage.work() == ["done"]
    assert len(mara.status()["candidates"]) == 1
    assert stage.services.copywriting.remaining(mara.person_id).hour == left - 1


def test_work_that_takes_longer_than_it_should_says_so(stage: Stage) -> None:
    mara = stage.artist("mara")
    waiting(mara)
    assert stage.services.runner._claim(mara.profile_id, GENERATE) is not None
    stage.clock.advance(seconds=30)
    assert progress(mara) == LATE["generate"]


def test_a_text_that_was_cancelled_never_comes_and_cancelling_twice_is_calm(stage: Stage) -> None:
    mara = stage.artist("mara")
    waiting(mara)
    for _ in range(2):
        answer = mara.post(CANCEL)
        assert (answer.status_code, answer.location) == (303, "/studio")
    assert stage.work() == []
    status = mara.status()
    assert (status["job"] is None or status["job"]["state"] == "done", status["candidates"]) == (True, [])


def test_a_strangers_cancel_leads_to_the_login(stage: Stage) -> None:
    answer = stage.visitor().post(CANCEL)
    assert (answer.status_code, answer.location) == (303, "/login?next=/studio")


@pytest.mark.parametrize("token", ["", "wrong"])
def test_a_cancel_without_its_token_stops_nothing(stage: Stage, token: str) -> None:
    mara = stage.artist("mara")
    waiting(mara)
    assert mara.post(CANCEL, csrf_token=token).status_code == 400
    assert stage.work() == ["done"]


def test_too_few_facts_lead_to_the_form_for_them(stage: Stage) -> None:
    robin = stage.artist("newcomer")
    waiting(robin)
    stage.work()
    page = html.document_fromstring(robin.get("/studio").text)
    (problem,) = page.xpath("//*[@role='alert']")
    assert "too little to write about" in problem.text_content()
    assert problem.xpath(".//a/@href") == ["/studio#facts"]
    assert page.xpath("//*[@id='facts']")


def test_facts_that_are_used_up_ask_for_another_one(stage: Stage) -> None:
    robin = stage.artist("newcomer")
    robin.post("/studio/facts", subject="artist", display_name="Robin", role="singer")
    for _ in range(40):
        stage.clock.advance(hours=3)
        robin.post("/studio/copy/generate", part="bio")
        if stage.work() != ["done"] or robin.status()["job"]["state"] == "failed":
            break
    assert USED_UP in alert(robin)


def test_without_music_the_words_say_what_to_do(stage: Stage) -> None:
    page = html.document_fromstring(stage.artist("newcomer").get("/studio").text)
    (notice,) = page.xpath("//section[@aria-labelledby='words']/p[@class='notice']")
    assert "no music here yet" in notice.text_content()
    assert notice.xpath(".//a/@href") == ["#facts"]
