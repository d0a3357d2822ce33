"""What an admin does in one process, every other process shows within two seconds, kept pages included."""

import time

import pytest
import requests

from app.bootstrap import build
from app.settings import Settings
from tests.ground.journey import over_http
from tests.ground.served import Served, Start
from tests.ground.stage import dispose

WITHIN_S = 2.0


@pytest.fixture(params=["sqlite", "postgres"])
def pair(request: pytest.FixtureRequest, start_site: Start) -> tuple[Served, Served]:
    """Two served processes of one site."""
    url = str(request.getfixturevalue(f"{request.param}_url"))
    first = start_site(url)
    return first, start_site(url, PUBLIC_URL=first.url)


@pytest.mark.chaos
@pytest.mark.parametrize("what", ["page", "person"])
def test_a_takedown_shows_within_two_seconds_in_another_process(pair: tuple[Served, Served], what: str) -> None:
    first, second = pair
    artist = over_http(first.url)
    artist.connect("mara")
    artist.wait_until_idle()
    artist.submit("/studio/handle", {"handle": "mara-e"})
    assert artist.submit("/studio/publish").status_code == 303
    paths = ("/mara-e", "/mara-e.json", "/mara-e/embed", "/mara-e/qr.svg")
    with requests.Session() as reader:

        def seen() -> set[int]:
            return {reader.get(second.url + path, timeout=10).status_code for path in paths}

        assert seen() == {200}
        services = build(Settings.load(first.environment))
        try:
            services.withholding.withhold(0, "page" if what == "page" else "person", "mara-e", "It is not theirs.")
            done = time.monotonic()
            while time.monotonic() - done < WITHIN_S:
                assert seen() <= {200, 404}
            assert seen() == {404}
            assert artist.submit("/studio/publish").status_code == 403
            services.withholding.lift(0, "mara-e")
            assert seen() == {404}, "lifting publishes nothing"
        finally:
            dispose(services)
