"""A founding member's number: told in the studio, on the page if they like, theirs for good."""

import pytest

from app.domain.language import NAMES
from app.domain.themes import THEMES
from tests.ground.stage import Artist, Stage

SHOWN = {"en": "Founding member no. 1", "de": "Gründungsmitglied Nr. 1", "ar": "عضو مؤسس رقم 1"}


def number(stage: Stage, artist: Artist) -> int | None:
    return stage.services.membership.number(artist.person_id)


def test_the_studio_tells_it_and_the_page_shows_it_once_it_is_published(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.publish("mara-e")
    assert "You are founding member no. 1." in mara.get("/studio").text
    assert "ounding member" not in stage.visitor().get("/mara-e").text

    mara.post("/studio/settings", show_number="1")
    assert SHOWN["en"] in mara.get("/studio/preview").text
    assert "ounding member" not in stage.visitor().get("/mara-e").text
    mara.post("/studio/publish")
    assert SHOWN["en"] in stage.visitor().get("/mara-e").text
    mara.post("/disconnect/spotify")
    assert SHOWN["en"] in stage.visitor().get("/mara-e").text

    mara.post("/studio/settings")
    mara.post("/studio/publish")
    assert "ounding member" not in stage.visitor().get("/mara-e").text


def test_every_theme_and_language_has_it(stage: Stage) -> None:
    assert set(SHOWN) == set(NAMES)
    mara = stage.artist("mara")
    for theme in THEMES:
        mara.post("/studio/settings", show_number="1", theme=theme)
        assert f'<span class="member">{SHOWN["en"]}</span>' in mara.get("/studio/preview").text
    for locale, said in SHOWN.items():
        mara.post("/studio/settings", show_number="1", locale=locale)
        assert said in mara.get("/studio/preview").text


@pytest.mark.parametrize("erase", [{}, {"erase_now": "1"}])
def test_no_number_is_given_twice_whoever_left(stage: Stage, erase: dict[str, str]) -> None:
    stage.artist("mara").post("/studio/delete", confirm="delete", **erase)
    q = stage.artist("q")
    assert number(stage, q) == 2
    q.post("/studio/delete", confirm="delete", erase_now="1")
    assert number(stage, stage.artist("layla")) == 3


def test_coming_back_restores_it_with_the_page(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.publish("mara-e")
    mara.post("/studio/settings", show_number="1")
    mara.post("/studio/delete", confirm="mara-e")
    again = stage.artist("mara")
    assert number(stage, again) == 2
    again.post("/studio/handle", handle="mara-two")
    again.post("/studio/former/restore")
    assert number(stage, again) == 1
    again.post("/studio/publish")
    assert SHOWN["en"] in stage.visitor().get("/mara-e").text

    again.post("/studio/former/restore")  # the page that was begun meanwhile, and back
    assert (again.status()["handle"], number(stage, again)) == ("mara-two", 1)
