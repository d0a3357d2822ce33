"""A link goes round and every network's crawler comes at once; `python -m bench.crawler_storm` does it for a minute."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from app.web.page_cache import PAGE_CACHE, PageCache
from tests.ground.stage import Stage


def test_a_storm_on_known_and_unknown_handles_draws_each_page_once_and_fails_nobody(stage: Stage) -> None:
    stage.artist("mara").publish("mara-e")
    stage.artist("layla").post("/studio/handle", handle="not-yet")
    known = ("/mara-e", "/mara-e.json", "/mara-e/icon.svg")
    unknown = [f"/nobody-{number}" for number in range(40)]
    paths = [*known * 40, *["/not-yet"] * 20, *unknown]
    cache: PageCache = stage.app.extensions[PAGE_CACHE]
    with ThreadPoolExecutor(8) as pool:
        told = pool.map(lambda path: stage.app.test_client().get(path, base_url=stage.public_url).status_code, paths)

    assert Counter(told) == {200: 120, 404: 60}
    assert cache.drawn == len(known)
    assert len(cache.shelf) == len(known)
