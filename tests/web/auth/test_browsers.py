"""Where somebody is signed in, logging out everywhere, and what needs a fresh sign-in."""

import pytest

from tests.ground.stage import Stage


def test_the_page_lists_every_browser_and_logs_out_all_others(stage: Stage) -> None:
    phone, desk = stage.artist("mara"), stage.artist("mara")
    page = desk.get("/studio/browsers")
    assert page.text.count("Another browser") == 1
    assert page.text.index("This browser") < page.text.index("Another browser")

    answer = desk.post("/logout/everywhere", stay="1")
    assert (answer.status_code, answer.location) == (303, "/studio/browsers")
    assert phone.get("/studio").location == "/login?next=/studio"
    assert desk.get("/studio").status_code == 200


def test_logging_out_everywhere_includes_here_and_nobody_else(stage: Stage) -> None:
    phone, desk, other = stage.artist("mara"), stage.artist("mara"), stage.artist("q")
    assert desk.post("/logout/everywhere").location == "/"

    assert [browser.get("/studio").status_code for browser in (phone, desk, other)] == [303, 303, 200]


ROOMS = ("/studio", "/studio/history", "/studio/visitors", "/studio/browsers", "/studio/export", "/studio/delete")


@pytest.mark.parametrize("path", [*ROOMS, "/studio/share", "/studio/disconnect"])
def test_every_room_offers_to_log_out(stage: Stage, path: str) -> None:
    mara = stage.artist("mara")
    mara.publish("mara-e")
    page = mara.get(path)
    assert page.status_code == 200
    assert '<form method="post" action="/logout">' in page.text


def test_deleting_the_account_needs_a_sign_in_of_the_last_two_hours(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.publish("mara-e")
    stage.clock.advance(hours=2)
    refused = mara.post("/studio/delete", confirm="mara-e")
    assert (refused.status_code, refused.location) == (303, "/login?next=/studio/delete&again=1")
    assert stage.visitor().get("/mara-e").status_code == 200

    mara._token = ""
    mara.connect("mara")
    assert mara.post("/studio/delete", confirm="mara-e").status_code == 303
    assert stage.visitor().get("/mara-e").status_code == 410


def test_a_cookie_kept_from_before_a_logout_opens_nothing(stage: Stage) -> None:
    mara = stage.artist("mara")
    kept = mara.client.get_cookie("session")
    assert kept is not None
    mara.post("/logout")
    thief = stage.visitor()
    thief.client.set_cookie("session", kept.value)

    assert thief.get("/studio").status_code == 303
