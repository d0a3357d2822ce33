"""A page in its own language: everything that a visitor reads around the artist's words."""

from datetime import UTC, datetime, timedelta

import pytest
from lxml import html
from lxml.html import HtmlElement

from app.domain.language import language
from tests.ground.stage import Artist, Stage, forms_token

ENGLISH = ("On repeat", "Updated", "One-sheet", "Report", "Privacy", "Terms", "Made with", "not affiliated", "Skip to")


def published(stage: Stage, locale: str) -> Artist:
    mara = stage.artist("mara")
    mara.post("/studio/settings", theme="sleeve", locale=locale, email="", auto_refresh="1")
    mara.publish("mara-l")
    return mara


def page_at(stage: Stage, path: str, **headers: str) -> HtmlElement:
    return html.document_fromstring(stage.visitor().get(path, **headers).text)


@pytest.mark.parametrize(
    ("locale", "direction", "og", "heading", "updated", "site"),
    [
        ("en", "ltr", "en_US", "On repeat", "Updated 2 hours ago", "Made with Anchor"),
        ("de", "ltr", "de_DE", "In Dauerschleife", "Vor 2 Stunden aktualisiert", "Gemacht mit Anchor"),
        ("ar", "rtl", "ar_AR", "على التكرار", "حُدّثت قبل ساعتين", "صُنعت باستخدام Anchor"),
    ],
)
def test_a_page_speaks_its_language(
    stage: Stage, locale: str, direction: str, og: str, heading: str, updated: str, site: str
) -> None:
    published(stage, locale)
    stage.clock.advance(hours=2)
    page = page_at(stage, "/mara-l")

    assert (page.get("lang"), page.get("dir")) == (locale, direction)
    assert page.xpath("string(//meta[@property='og:locale']/@content)") == og
    assert page.xpath("string(//h2)") == heading
    assert page.xpath("string(//time)") == updated
    assert site in page.text_content()
    if locale != "en":
        assert [word for word in ENGLISH if word in page.text_content()] == []


def test_the_words_of_the_artist_and_names_are_never_translated(stage: Stage) -> None:
    published(stage, "ar")
    text = page_at(stage, "/mara-l").text_content()
    assert "Mara Ellingsen" in text
    assert "OPEN SPOTIFY" in text  # Spotify's own words, marked as English
    assert set(page_at(stage, "/mara-l").xpath("//a[@class='open']/@lang")) == {"en"}


def test_what_a_link_says_without_a_bio_is_in_the_page_s_language(stage: Stage) -> None:
    published(stage, "de")
    description = page_at(stage, "/mara-l").xpath("string(//meta[@name='description']/@content)")
    assert description.startswith("Mara Ellingsen hört ")


def test_what_stands_in_for_a_private_page_speaks_its_language_and_for_a_gone_one_the_reader_s(stage: Stage) -> None:
    mara = published(stage, "de")
    mara.post("/studio/unpublish")
    private = page_at(stage, "/mara-l")
    assert (private.get("lang"), private.xpath("string(//h1)")) == ("de", "Dieses Profil ist privat")

    mara.post("/studio/delete", confirm="mara-l", erase_now="1")
    gone = page_at(stage, "/mara-l", **{"Accept-Language": "ar-EG,ar;q=0.9,en;q=0.5"})
    assert (gone.get("dir"), gone.xpath("string(//h1)")) == ("rtl", "هذه الصفحة لم تعد موجودة")
    assert page_at(stage, "/mara-l").get("lang") == "en"


def test_an_address_of_nobody_answers_in_the_reader_s_language_and_the_studio_in_its_own(stage: Stage) -> None:
    german = {"Accept-Language": "de-AT,de;q=0.9"}
    nobody = page_at(stage, "/nobody-is-here", **german)
    assert (nobody.get("lang"), nobody.xpath("string(//h1)")) == ("de", "Hier ist nichts")
    assert "Zur Startseite" in nobody.text_content()
    missing = stage.visitor().get("/nobody-is-here", **german)
    assert missing.headers["Cache-Control"] == "no-store"
    assert html.document_fromstring(stage.artist("mara").get("/admin", **german).text).get("lang") == "en"


def test_each_language_is_named_in_itself_for_who_hears_the_list(stage: Stage) -> None:
    page = html.document_fromstring(stage.artist("mara").get("/studio").text)
    assert page.xpath("//select[@name='locale']/option/@lang") == ["en", "de", "ar"]


def test_reporting_a_page_is_in_its_language(stage: Stage) -> None:
    published(stage, "de")
    page = page_at(stage, "/mara-l/report")
    assert page.xpath("string(//h1)") == "Seite melden"
    assert "Etwas anderes" in page.text_content()


def test_the_frame_and_the_sheet_are_in_it_too(stage: Stage) -> None:
    published(stage, "ar")
    version = stage.services.directory.find("mara-l")
    assert version is not None
    assert version.version is not None
    sheet = stage.services.one_sheets.sheet(version.version, "mara-l")
    assert sheet.as_of == "بتاريخ 20 نوفمبر 2026"
    assert sheet.heading == "على التكرار"
    assert page_at(stage, "/mara-l/embed").get("lang") == "ar"


def test_changing_the_language_alone_is_a_change_that_can_be_published(stage: Stage) -> None:
    mara = published(stage, "en")
    before = stage.visitor().get("/mara-l").headers["ETag"]
    mara.post("/studio/settings", theme="sleeve", locale="de", email="", auto_refresh="1")
    mara.post("/studio/publish")
    answer = stage.visitor().get("/mara-l", **{"If-None-Match": before})
    assert answer.status_code == 200
    assert 'lang="de"' in answer.text


def test_another_language_is_refused_with_the_ones_there_are(stage: Stage) -> None:
    mara = stage.artist("mara")
    answer = mara.post("/studio/settings", theme="sleeve", locale="tlh", email="")
    assert answer.status_code == 422
    assert "Choose one of the languages" in answer.text


def test_a_text_of_ours_is_english_on_every_page_and_the_artist_s_own_is_not_marked(stage: Stage) -> None:
    mara = published(stage, "de")
    mara.post("/studio/copy/generate", part="all")
    stage.work()
    mara.post("/studio/copy/accept", candidate=mara.status()["candidates"][0]["id"])
    mara.publish("mara-l")
    page = page_at(stage, "/mara-l")
    said = page.xpath("//div[@class='bio']/p") + page.xpath("//p[@class='caption']")
    assert len(said) > 1
    assert {text.get("lang") for text in said} == {"en"}
    assert page_at(stage, "/mara-l/embed").xpath("string(//p[@class='sentence']/@lang)") == "en"

    mara.post("/studio/copy/edit", bio="Mara spielt Harfe in Bergen.", revision="1")
    mara.publish("mara-l")
    page = page_at(stage, "/mara-l")
    assert page.xpath("//div[@class='bio']/p/@lang") == []
    assert set(page.xpath("//p[@class='caption']/@lang")) == {"en"}

    mara.post("/studio/settings", theme="sleeve", locale="en", email="", auto_refresh="1")
    mara.publish("mara-l")
    assert page_at(stage, "/mara-l").xpath("//p[@class='caption']/@lang") == []


@pytest.mark.parametrize(
    ("locale", "sentence"), [("de", "Wähle, was an der Seite nicht stimmt."), ("ar", "اختر ما الخطأ في الصفحة.")]
)
def test_a_report_is_refused_in_the_page_s_language(stage: Stage, locale: str, sentence: str) -> None:
    published(stage, locale)
    visitor = stage.visitor()
    answer = visitor.post("/mara-l/report", csrf_token=forms_token(visitor.get("/mara-l/report").text))

    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_name_that_is_not_ours_is_refused_in_the_reader_s_language(stage: Stage) -> None:
    answer = stage.visitor().get("/mara-l", **{"Host": "elsewhere.example", "Accept-Language": "de"})

    assert answer.status_code == 421
    assert "Diese Website hat eine andere Adresse" in answer.text


@pytest.mark.parametrize(
    ("locale", "seconds", "words"),
    [("en", 61, "in 2 minutes"), ("de", 61, "in 2 Minuten"), ("de", 1, "in 1 Minute"), ("de", 3601, "in 2 Stunden")],
)
def test_a_wait_is_said_in_the_language_and_rounded_up(locale: str, seconds: int, words: str) -> None:
    now = datetime(2026, 5, 3, tzinfo=UTC)

    assert language(locale).wait(now + timedelta(seconds=seconds), now) == words
