"""Reporting a page: by anybody, without a cookie, readable by the admin, and no way to flood."""

import pytest
from lxml import html

from app.domain.language import language
from app.domain.reports import MOST_OPEN, TOO_LONG, UNREADABLE, WORDS_LIMIT, Report
from tests.ground.stage import Stage, forms_token


@pytest.fixture
def mara(stage: Stage) -> Stage:
    stage.artist("mara", imported=False).publish("mara-e")
    return stage


def test_a_visitor_reports_a_page_without_getting_a_cookie(mara: Stage) -> None:
    visitor = mara.visitor()
    form = visitor.get("/mara-e/report")
    answer = visitor.post(
        "/mara-e/report", csrf_token=forms_token(form.text), reason="untrue", words=" I never\nsaid that. "
    )
    thanks = visitor.get(answer.location)

    assert (form.status_code, answer.status_code, thanks.status_code) == (200, 303, 200)
    assert all("Set-Cookie" not in each.headers for each in (form, answer, thanks))
    assert "Thank you" in thanks.text
    filed = mara.services.reports.waiting()
    assert [(each.handle, each.report) for each in filed] == [("mara-e", Report("untrue", "I never\nsaid that."))]


def test_the_page_itself_leads_there(mara: Stage) -> None:
    assert 'href="/mara-e/report"' in mara.visitor().get("/mara-e").text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Choose what is wrong with the page."),
        ({"reason": "boring"}, "Choose what is wrong with the page."),
        ({"reason": "other"}, "Say in a few words what is wrong."),
        ({"reason": "untrue", "words": "x" * (WORDS_LIMIT + 1)}, f"{WORDS_LIMIT} fit."),
    ],
)
def test_what_cannot_be_filed_comes_back_with_a_sentence(mara: Stage, fields: dict[str, str], sentence: str) -> None:
    visitor = mara.visitor()
    answer = visitor.post("/mara-e/report", csrf_token=forms_token(visitor.get("/mara-e/report").text), **fields)

    assert answer.status_code == 422
    page = html.document_fromstring(answer.text)
    (alert,) = page.xpath("//main//*[@role='alert']")
    assert sentence in alert.text_content()
    (told,) = (each for each in page.xpath("//*[@aria-describedby]") if alert.get("id") in each.get("aria-describedby"))
    assert told.tag in ("fieldset", "textarea")
    assert len(page.xpath("//*[@autofocus]")) == 1
    assert mara.services.reports.waiting() == []


@pytest.mark.parametrize("words", ["x" * (WORDS_LIMIT + 1), "\u202e never said"])
@pytest.mark.parametrize("locale", ["de", "ar"])
def test_what_is_wrong_with_a_report_is_said_in_the_page_s_language(stage: Stage, locale: str, words: str) -> None:
    artist = stage.artist("mara")
    artist.post("/studio/settings", theme="sleeve", locale=locale, email="", auto_refresh="1")
    artist.publish("mara-e")
    visitor = stage.visitor()
    token = forms_token(visitor.get("/mara-e/report").text)

    answer = visitor.post("/mara-e/report", csrf_token=token, reason="untrue", words=words)
    said = html.document_fromstring(answer.text).xpath("string(//main//*[@role='alert'])")
    known = {language(locale).gettext(sentence) for sentence in (TOO_LONG, UNREADABLE)}
    assert said in known
    assert known.isdisjoint((TOO_LONG, UNREADABLE))


def test_a_form_that_is_not_ours_is_refused(mara: Stage) -> None:
    visitor = mara.visitor()
    mara.artist("haruka", imported=False).publish("haruka-m")
    other = forms_token(visitor.get("/haruka-m/report").text)
    own = forms_token(visitor.get("/mara-e/report").text)

    for token in ("", "made-up", other):
        assert visitor.post("/mara-e/report", csrf_token=token, reason="untrue").status_code == 400
    foreign = visitor.post(
        "/mara-e/report", csrf_token=own, reason="untrue", headers={"Origin": "https://elsewhere.example"}
    )
    assert foreign.status_code == 400
    assert mara.services.reports.waiting() == []


def test_what_is_not_public_cannot_be_reported(mara: Stage) -> None:
    visitor = mara.visitor()

    assert visitor.get("/nobody-here/report").status_code == 404
    assert visitor.post("/nobody-here/report", csrf_token="x", reason="untrue").status_code == 404


def test_a_flood_is_not_kept(mara: Stage) -> None:
    found = mara.services.directory.find("mara-e")
    assert found is not None
    assert found.profile_id is not None

    for _ in range(MOST_OPEN + 5):
        mara.services.reports.file(found.profile_id, "mara-e", Report("untrue", ""))

    assert len(mara.services.reports.waiting()) == MOST_OPEN
