"""The first whole, in this process: connect, claim, publish, look."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.ground.html import lint_html
from tests.ground.journey import Visitor


def test_from_consent_to_a_public_page_on_both_databases(artist: Visitor, client: FlaskClient) -> None:
    assert artist.status()["connection"] == "connected"
    assert artist.submit("/studio/handle", {"handle": "mara"}).status_code == 303
    assert artist.submit("/studio/publish").status_code == 303

    stranger = client.application.test_client()
    public = stranger.get("/mara")

    assert public.status_code == 200
    assert "Mara Ellingsen" in public.text
    assert "Set-Cookie" not in public.headers
    lint_html(public.text)


@pytest.mark.parametrize("path", ["/", "/login", "/privacy", "/terms", "/nobody-here"])
def test_every_page_for_strangers_is_sound(visitor: Visitor, path: str) -> None:
    lint_html(visitor.get(path).text)


@pytest.mark.parametrize("path", ["/studio", "/studio/preview", "/studio/history"])
def test_every_page_of_the_studio_is_sound(artist: Visitor, run_jobs: Callable[[], list[str]], path: str) -> None:
    lint_html(artist.get(path).text)
    artist.submit("/studio/handle", {"handle": "mara"})
    artist.submit("/studio/copy/generate", {"part": "all"})
    run_jobs()
    lint_html(artist.get(path).text)
