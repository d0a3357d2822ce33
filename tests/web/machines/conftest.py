"""One published page, and what is said to everybody who asks about it."""

import pytest

from tests.ground.stage import Artist, Stage, Visitor


@pytest.fixture
def mara(stage: Stage) -> Artist:
    """Mara, whose page is public at /mara-e, with a way to write to her."""
    artist = stage.artist("mara")
    artist.post("/studio/facts", subject="artist", display_name="Mara Ellingsen", role="Singer", city="Bergen")
    artist.post(
        "/studio/links", label=["Booking", "Shop"], url=["mailto:booking@mara.example", "https://shop.mara.example/all"]
    )
    artist.publish("mara-e")
    return artist


@pytest.fixture
def crawler(stage: Stage) -> Visitor:
    return stage.visitor()
