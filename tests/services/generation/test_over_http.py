"""The limit as a person at the site meets it."""

from collections.abc import Callable

from app.domain.generation_limits import HOURLY
from tests.ground.journey import Visitor


def test_after_ten_texts_the_answer_is_429_with_the_time_of_the_next(
    artist: Visitor, run_jobs: Callable[[], list[str]]
) -> None:
    artist.submit("/studio/facts", {"display_name": "Odile Marsh", "role": "cellist", "city": "Ghent"})
    assert f"You have {HOURLY} new texts left this hour." in artist.get("/studio").text

    for _ in range(HOURLY):
        assert artist.submit("/studio/copy/generate", {"part": "bio"}).status_code == 303
        assert artist.submit("/studio/copy/generate", {"part": "bio"}).status_code == 303
        run_jobs()
    refused = artist.submit("/studio/copy/generate", {"part": "bio"})

    assert refused.status_code == 429
    assert refused.headers["Retry-After"]
    assert "You have used your 10 new texts for this hour. The next one is possible" in refused.text
    assert "You have used your 10 new texts" in artist.get("/studio").text
